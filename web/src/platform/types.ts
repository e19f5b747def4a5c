// SPDX-License-Identifier: AGPL-3.0-only
/** What the client needs from the world around it. Browser implementations stand beside; tests pass fakes. */

/** Ends what the function that returned it began. Calling it twice is harmless. */
export type Cancel = () => void;

/** Times are in milliseconds. */
export interface Clock {
  /** Since 1970; may jump when the machine's clock is set. */
  now(): number;
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
  | "createOffer"
  | "createAnswer"
  | "setLocalDescription"
  | "setRemoteDescription"
  | "addIceCandidate"
  | "restartIce"
  | "createDataChannel"
  | "getStats"
  | "close"
  | "localDescription"
  | "remoteDescription"
  | "signalingState"
  | "connectionState"
  | "iceConnectionState"
  | "iceGatheringState"
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
  /** Whether the browser asks, from now on, before the page is left; it asks only those who have used the page. */
  promptBeforeLeaving(on: boolean): void;
  /** The page that was being left has been returned to. */
  onReturn(run: () => void): void;
  /** Whether nobody can see the page at the moment. */
  isHidden(): boolean;
  onVisibilityChange(run: () => void): void;
  /** The whole address of what is named relative to this page, without any parameters of this page. */
  url(relative: string): string;
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
  /** What the browser calls itself. */
  userAgent(): string;
  /** How many fingers the screen can tell apart; 0 if it is not to be touched. */
  touchPoints(): number;
  /** Whether there is room for things side by side. */
  isWide(): boolean;
  onWidthChange(run: () => void): void;
}

/**
 * Keeps the screen from going dark until what it resolves to is called, or until the page cannot be seen: the browser
 * ends it then. Rejects where the system wants to save power. W3C Screen Wake Lock.
 */
export type KeepScreenOn = () => Promise<Cancel>;

export type ImageType = "image/png" | "image/webp" | "image/jpeg";

/** A picture, upright. Sizes are in pixels. */
export interface DecodedImage {
  readonly width: number;
  readonly height: number;
  /** undefined if this browser cannot make that type. Contains the picture and nothing else. */
  encode(type: ImageType, width: number, height: number): Promise<Blob | undefined>;
  close(): void;
}

export interface ImageCodec {
  /** Rejects if it is no image that this browser knows. */
  decode(file: Blob): Promise<DecodedImage>;
}

export type NotificationAccess = "default" | "granted" | "denied";

/** The notifications of the system; one of ours at a time. */
export interface SystemNotifications {
  access(): NotificationAccess;
  /** Must be called by a gesture of the user's. Settles when they have answered. */
  request(): Promise<void>;
  /** A click on it brings the page to the front. */
  show(title: string, body: string): void;
  clear(): void;
}

/** The images of the clipboard. Rejects where the browser or the user forbids to read it. */
export type ReadImages = () => Promise<readonly File[]>;

/** Ways to hand a link to somebody, and to take from the clipboard. */
export interface Sharing {
  /** False if the browser does not allow it. */
  copy(text: string): Promise<boolean>;
  /** What reads the clipboard; rejects if it cannot be loaded. */
  readonly clipboard: () => Promise<ReadImages>;
  /** The system's own sheet; undefined where there is none. Settles when it is closed, however it was. */
  readonly sheet: ((title: string, url: string) => Promise<void>) | undefined;
}
