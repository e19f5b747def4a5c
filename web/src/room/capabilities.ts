// SPDX-License-Identifier: AGPL-3.0-only
import { fileAck } from "../peer/file-framing";

/** What we say that we know (protocol section 7), in each `identify`. */
export const capabilities = {
  /** Hears who leaves for good. */
  bye: "bye",
  /** Connects before anything is requested: the one with the larger id begins. */
  prepare: "prepare",
  /** Takes what size its videos are shown at, and sends no larger ones. */
  viewSize: "view_size",
  /** Takes previews of videos that it did not ask for. */
  preview: "preview",
  /** Takes which sounds are silent for the time being. */
  mute: "mute",
  /** Acknowledges the bytes of a file: peer/file-framing.ts. */
  fileAck,
} as const;

export const ownCapabilities: readonly string[] = Object.values(capabilities);

/** Members of a room, ourselves among them, up to which connections are prepared: each costs both sides something. */
export const preparedRoom = 16;
