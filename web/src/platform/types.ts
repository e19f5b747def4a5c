// SPDX-License-Identifier: AGPL-3.0-only
/** What the client needs from the world around it. Browser implementations stand beside; tests pass fakes. */

/** Ends what the function that returned it began. Calling it twice is harmless. */
export type Cancel = () => void;

/** Times are in milliseconds. */
export interface Clock {
  after(delay: number, run: () => void): Cancel;
}

export interface Random {
  /** From a cryptographic source. */
  bytes(length: number): Uint8Array<ArrayBuffer>;
  /** At least 0, below 1; not for secrets. */
  unit(): number;
}

export interface SocketEvents {
  text(frame: string): void;
  /** Exactly once, unless `close` was called; nothing follows. */
  closed(): void;
}

/** One connection that carries text frames. */
export interface Socket {
  send(frame: string): void;
  /** Silences the events and closes. */
  close(): void;
  /** Bytes that `send` took and the network did not yet. */
  readonly buffered: number;
}

export type OpenSocket = (events: SocketEvents) => Socket;

/** The part of RTCPeerConnection that we use. */
export type PeerConnectionLike = Pick<
  RTCPeerConnection,
  | "addTrack"
  | "removeTrack"
  | "getTransceivers"
  | "setLocalDescription"
  | "setRemoteDescription"
  | "addIceCandidate"
  | "restartIce"
  | "createDataChannel"
  | "close"
  | "localDescription"
  | "signalingState"
  | "connectionState"
  | "onnegotiationneeded"
  | "onicecandidate"
  | "onconnectionstatechange"
  | "ontrack"
  | "ondatachannel"
>;

export type CreatePeerConnection = () => PeerConnectionLike;

export type PeerConnectionFactory = (iceServers: readonly RTCIceServer[]) => PeerConnectionLike;

/** Strings that outlive the page. Both may do nothing where the browser forbids it. */
export interface Store {
  get(key: string): string | undefined;
  set(key: string, value: string): void;
  remove(key: string): void;
  /** Another tab of this browser changed something: what stands under `key`, or, without a key, all of it. */
  onChange(run: (key: string | undefined) => void): void;
}

/** What this browser, at this address, offers. */
export interface Capabilities {
  readonly secureContext: boolean;
  readonly webCrypto: boolean;
  readonly webRtc: boolean;
  readonly devices: boolean;
  readonly screen: boolean;
}

/** The page that we live in. */
export interface Page {
  /** `#…`, or empty. */
  hash(): string;
  /** Puts another fragment into the address: no hash change is reported, and no entry of the history added. */
  rewriteHash(hash: string): void;
  onHashChange(run: () => void): void;
  /** The network came back. */
  onOnline(run: () => void): void;
  /** The page is being left, and may be kept for a return. */
  onHide(run: () => void): void;
  /** The page that was being left has been returned to. */
  onReturn(run: () => void): void;
  /** Goes to another address, relative to this one. */
  go(relative: string): void;
  replace(relative: string): void;
  setTitle(title: string): void;
  /** What the visitor prefers to read, best first, as BCP 47 tags. */
  languages(): readonly string[];
  onLanguageChange(run: () => void): void;
  /** The page is in this language (BCP 47) from now on. */
  setLanguage(tag: string): void;
  /**
   * The body of a resource of the server, relative to this page; rejects if there is none, or if it does not come
   * within `timeout` milliseconds.
   */
  fetchText(relative: string, timeout: number): Promise<string>;
  /** Whether there is room for things side by side. */
  isWide(): boolean;
  onWidthChange(run: () => void): void;
}
