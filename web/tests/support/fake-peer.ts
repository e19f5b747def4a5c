// SPDX-License-Identifier: AGPL-3.0-only
import type { PeerConnectionLike } from "../../src/platform/types";
import { FakeChannel } from "./fake-channel";

/** The part of a track and a stream that the client touches. */
export class FakeTrack {
  enabled = true;
  readyState: "live" | "ended" = "live";
  onended: (() => void) | null = null;
  label = "";
  contentHint = "";
  constructor(
    readonly kind: "audio" | "video",
    private readonly settings: MediaTrackSettings = {},
  ) {}
  getSettings(): MediaTrackSettings {
    return this.settings;
  }
  stop(): void {
    this.readyState = "ended";
  }
}

export class FakeStream {
  onremovetrack: (() => void) | null = null;
  constructor(
    readonly id: string,
    private tracks: FakeTrack[] = [],
  ) {}
  getTracks(): FakeTrack[] {
    return [...this.tracks];
  }
  getAudioTracks(): FakeTrack[] {
    return this.tracks.filter(({ kind }) => kind === "audio");
  }
  addTrack(track: FakeTrack): void {
    this.tracks.push(track);
  }
  removeTrack(track: FakeTrack): void {
    this.tracks = this.tracks.filter(other => other !== track);
  }
}

export function fakeStream(id: string, ...kinds: ("audio" | "video")[]): MediaStream {
  return new FakeStream(
    id,
    kinds.map(kind => new FakeTrack(kind)),
  ) as unknown as MediaStream;
}

/** How loud all that arrives is. */
export const fakeLevel = 0.5;

let made = 0;

interface FakeSender {
  track: FakeTrack | null;
  stream: FakeStream;
}

/**
 * A peer connection without a network. Its descriptions list the streams that it sends; applying one brings their
 * tracks. It is connected as soon as both descriptions stand.
 */
export class FakePeer {
  readonly log: string[] = [];
  readonly number = ++made;
  generation = 1;
  signalingState: RTCSignalingState = "stable";
  connectionState: RTCPeerConnectionState = "new";
  localDescription: RTCSessionDescriptionInit | null = null;
  remoteDescription: RTCSessionDescriptionInit | null = null;
  onnegotiationneeded: (() => void) | null = null;
  onicecandidate: ((event: unknown) => void) | null = null;
  onconnectionstatechange: (() => void) | null = null;
  ontrack: ((event: unknown) => void) | null = null;
  ondatachannel: ((event: unknown) => void) | null = null;
  /** Channels that we opened, agreed ones excepted. */
  readonly channels: FakeChannel[] = [];
  private hasChannels = false;
  private other: FakePeer | undefined;
  readonly received = new Map<string, FakeTrack>();
  private senders: FakeSender[] = [];

  static readonly all: FakePeer[] = [];
  private static readonly byNumber = new Map<number, FakePeer>();

  constructor() {
    FakePeer.byNumber.set(this.number, this);
  }

  static create(this: void): PeerConnectionLike {
    const peer = new FakePeer();
    FakePeer.all.push(peer);
    return FakePeer.from(peer);
  }

  static from(this: void, peer: FakePeer | undefined): PeerConnectionLike {
    return peer as unknown as PeerConnectionLike;
  }

  addTrack(track: FakeTrack, stream: FakeStream): FakeSender {
    const sender = { track, stream };
    this.senders.push(sender);
    this.change();
    return sender;
  }

  removeTrack(sender: FakeSender): void {
    sender.track = null;
    this.change();
  }

  createDataChannel(label: string, options: RTCDataChannelInit = {}): FakeChannel {
    const channel = new FakeChannel(label);
    if (options.negotiated !== true) this.channels.push(channel);
    if (!this.hasChannels) this.change();
    this.hasChannels = true;
    queueMicrotask(() => this.openChannels());
    return channel;
  }

  getTransceivers(): never[] {
    return [];
  }

  createOffer(): Promise<RTCSessionDescriptionInit> {
    return Promise.resolve({ type: "offer", sdp: this.describe() });
  }

  createAnswer(): Promise<RTCSessionDescriptionInit> {
    return Promise.resolve({ type: "answer", sdp: this.describe() });
  }

  async setLocalDescription(description?: RTCSessionDescriptionInit): Promise<void> {
    await Promise.resolve();
    if (description?.type === "rollback") {
      this.log.push("rollback");
      this.localDescription = null;
      this.signalingState = "stable";
      return;
    }
    const type = this.signalingState === "have-remote-offer" ? "answer" : "offer";
    this.log.push(type);
    this.localDescription = { type, sdp: description?.sdp ?? this.describe() };
    this.settle(type === "offer" ? "have-local-offer" : "stable");
  }

  async setRemoteDescription(description: RTCSessionDescriptionInit): Promise<void> {
    await Promise.resolve();
    if (!(description.sdp ?? "").startsWith("v=fake")) throw new Error("no description");
    this.log.push(`remote ${description.type}`);
    this.remoteDescription = description;
    this.settle(description.type === "offer" ? "have-remote-offer" : "stable");
    this.hear(description.sdp ?? "");
  }

  private hear(sdp: string): void {
    this.other = FakePeer.byNumber.get(Number(/^a=fingerprint:(\d+)$/m.exec(sdp)?.[1]));
    if (sdp.includes("m=application")) this.hasChannels = true;
    for (const [, kind, id] of sdp.matchAll(/^m=(audio|video) (\S+)$/gm)) {
      const name = `${kind ?? ""} ${id ?? ""}`;
      if (this.received.has(name)) continue;
      const track = new FakeTrack(kind === "audio" ? "audio" : "video");
      this.received.set(name, track);
      const receiver = { track, getSynchronizationSources: () => [{ audioLevel: fakeLevel }] };
      this.ontrack?.({ track, receiver, streams: [new FakeStream(id ?? "", [track])] });
    }
  }

  addIceCandidate(candidate: RTCIceCandidateInit): Promise<void> {
    this.log.push(`candidate ${candidate.candidate ?? ""}`);
    return Promise.resolve();
  }

  restartIce(): void {
    this.generation += 1;
    this.log.push("restart");
  }

  close(): void {
    this.log.push("close");
    for (const channel of this.channels) {
      channel.other?.close();
      channel.vanish();
    }
    this.connectionState = "closed";
    this.signalingState = "closed";
  }

  /** The network says so. */
  become(state: RTCPeerConnectionState): void {
    this.connectionState = state;
    this.onconnectionstatechange?.();
    this.openChannels();
  }

  /** Ids of the streams whose tracks go out. */
  sending(): string[] {
    return this.senders.filter(({ track }) => track !== null).map(({ stream }) => stream.id);
  }

  private describe(): string {
    const media = this.senders.flatMap(({ track, stream }) =>
      track ? [`m=${track.kind} ${stream.id}`] : [],
    );
    const head = ["v=fake", `a=fingerprint:${this.number}`, `a=ice-ufrag:u${this.number}.${this.generation}`];
    if (this.hasChannels) media.push("m=application");
    return `${[...head, ...media].join("\n")}\n`;
  }

  private settle(state: RTCSignalingState): void {
    this.signalingState = state;
    if (state === "stable" && this.connectionState === "new") queueMicrotask(() => this.become("connected"));
  }

  /** What waits opens once both ends are connected. */
  private openChannels(): void {
    const { other } = this;
    if (this.connectionState !== "connected" || other?.connectionState !== "connected") return;
    for (const channel of this.channels.filter(({ readyState }) => readyState === "connecting")) {
      const end = new FakeChannel(channel.label);
      channel.join(end);
      other.ondatachannel?.({ channel: end });
      channel.opened();
    }
    if (other.channels.some(({ readyState }) => readyState === "connecting")) other.openChannels();
  }

  private change(): void {
    queueMicrotask(() => this.onnegotiationneeded?.());
  }
}
