// SPDX-License-Identifier: AGPL-3.0-only
/**
 * The bounds on what others may make us keep or do. Everything that arrives is untrusted: what is longer than
 * its bound is cut (names, texts) or dropped (everything whose meaning would change by cutting).
 */
export const limits = {
  /** Characters (UTF-16 units) of a user name or a resource label; longer ones are cut. */
  nameLength: 100,
  /** Characters of a chat text; longer ones are cut. */
  chatLength: 20_000,
  /** Characters of a chat image as a data: URL. */
  imageLength: 12 * 1024 * 1024,
  /** Characters of a chat image that we send: sealed, it is a third longer. */
  ownImageLength: 8 * 1024 * 1024,
  /** Chat lines kept, and characters of all their images together. */
  chatLines: 500,
  chatImagesLength: 64 * 1024 * 1024,
  /** Of these, lines that say who came and went: those cannot drive out what was said. */
  chatEvents: 100,
  /** Characters of a room secret, and rooms in the list of known ones. */
  secretLength: 1024,
  knownRooms: 100,
  /** Characters of a resource id. */
  idLength: 200,
  /** Resources of one member. */
  resources: 64,
  /** Pixels of either side of the place where a video is shown. */
  viewSize: 16_384,
  /** Characters of a preview as a data: URL: 8 KiB. */
  previewLength: 8 * 1024,
  /** Microphones, cameras and screens that we share at once, of each kind. */
  ownSources: 8,
  /** Characters of a session description. */
  sdpLength: 512 * 1024,
  /** Characters of one ICE candidate line. */
  candidateLength: 4096,
  /** ICE candidates that wait for a remote description. */
  queuedCandidates: 128,
  /** Names in a list of capabilities. */
  capabilities: 64,
  /** Characters of the id and the label of a device. */
  deviceLength: 400,
  /** Characters of the list of known rooms. */
  watchesLength: 64 * 1024,
  /** Members of a room that are shown and talked to. */
  members: 1000,
  /** Messages that wait to be opened, and their characters together; what comes on top is dropped. */
  queuedMessages: 2000,
  queuedLength: 64 * 1024 * 1024,
  /**
   * Messages that wait to be sealed: in a full room, for each member who we are, and for each resource of either side
   * what became of it. And their characters together: as many messages with the longest names that there may be take less.
   */
  outboundMessages: 1000 * (1 + 3 * 64),
  outboundLength: 96 * 1024 * 1024,
} as const;
