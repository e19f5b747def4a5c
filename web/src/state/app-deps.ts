// SPDX-License-Identifier: AGPL-3.0-only
/** What the room page needs of the browser. */
import type { FileSaver } from "../platform/files";
import type { MediaSource } from "../platform/media";
import type { Capabilities, ImageCodec, OpenSocket, PeerConnectionFactory } from "../platform/types";
import type { RoomDeps } from "../room/room";
import type { OutsideDeps } from "./outside";

export interface AppDeps extends OutsideDeps {
  readonly capabilities: Capabilities;
  readonly openSocket: OpenSocket;
  readonly peerConnections: PeerConnectionFactory | undefined;
  readonly media: MediaSource | undefined;
  readonly saver: () => Promise<FileSaver>;
  /** What shows the others in the room, loaded once there are some, but for what the stage needs for them. */
  readonly company: RoomDeps["company"];
  /** Milliseconds since any moment. */
  readonly now: () => number;
  /** Loaded when the first image is to be sent. */
  readonly images: () => Promise<ImageCodec>;
}
