// SPDX-License-Identifier: AGPL-3.0-only
import type { ChannelUser } from "../peer/outgoing-channels";
import type { DataChannelLike, FileSource } from "../platform/files";
import type { Resource } from "../protocol/relay";

export type FileResource = Extract<Resource, { kind: "file" }>;

/** A file of ours that members may request. */
export interface ProvidedFile {
  readonly resource: FileResource;
  readonly source: FileSource;
}

/** A member as transfers of files see it. */
export interface FilePeer {
  readonly key: number;
  readonly session: string | undefined;
  readonly capabilities: readonly string[];
  /** False if there can be no connection. */
  openChannel(id: string, user: ChannelUser): boolean;
  forgetChannel(id: string): void;
  /** Requests a file of theirs, or takes that back. */
  want(id: string, wanted: boolean): void;
  /** The transfer of this file is over, and they know it. */
  settled(id: string): void;
}

/** What a member tells those who transfer files. */
export interface MemberFiles {
  requested(peer: FilePeer, file: ProvidedFile): void;
  /** They take their request back, or we our file. */
  requestStopped(peer: FilePeer, id: string): void;
  /** A channel that they opened; false if it is none that we asked for. */
  arrived(peer: FilePeer, channel: DataChannelLike): boolean;
  /** They do not offer this any more. */
  withdrawn(peer: FilePeer, id: string): void;
  /** The connection object is gone, and another takes its place. */
  disconnected(peer: FilePeer): void;
  gone(peer: FilePeer): void;
}
