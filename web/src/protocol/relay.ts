// SPDX-License-Identifier: AGPL-3.0-only
/** What members exchange, inside sealed messages (protocol sections 4, 5 and 7). */
import { cut, field, oneLine, parseJson, record, single, text, unsigned, type JsonRecord } from "./decode";
import { safeFileName } from "./file-name";
import { limits } from "./limits";
import type { ClientId } from "./packets";

export type TrackKind = "audio" | "video";

/**
 * Something that a member offers to send. The id of a track resource is its MediaStream's id. The label of a file that
 * was decoded is safe to be shown and as a file name.
 */
export type Resource =
  | { readonly kind: "track"; readonly id: string; readonly trackKind: TrackKind; readonly label: string }
  | { readonly kind: "file"; readonly id: string; readonly label: string; readonly size: number };

export type IceCandidate = Readonly<RTCIceCandidateInit>;

export type RelayMessage =
  | {
      readonly name: "identify";
      readonly username: string;
      /** 32 hex digits; absent for clients that cannot be recognised under a new id. */
      readonly session: string | undefined;
      readonly capabilities: readonly string[];
    }
  | { readonly name: "provide"; readonly resource: Resource }
  | { readonly name: "provide_stop" | "request" | "request_stop"; readonly id: string }
  | { readonly name: "offer" | "answer"; readonly sdp: string }
  | { readonly name: "ice_candidate"; readonly candidate: IceCandidate }
  | { readonly name: "chat"; readonly text: string }
  | { readonly name: "chat_image"; readonly image: string }
  | { readonly name: "bye" }
  /** How large a video of the receiver is shown, in device pixels (capability `view_size`). */
  | { readonly name: "view_size"; readonly id: string; readonly width: number; readonly height: number }
  /** A still of a video that the receiver has not asked for (capability `preview`). */
  | { readonly name: "preview"; readonly id: string; readonly image: string }
  /** Whether a sound of the sender is silent for the time being (capability `mute`). One that is offered is not. */
  | { readonly name: "mute"; readonly id: string; readonly muted: boolean };

const imagePattern = /^data:image\/(png|jpeg|webp|gif);base64,[A-Za-z0-9+/]+={0,2}$/;
const sessionPattern = /^[0-9a-f]{32}$/;

function identify(body: JsonRecord): RelayMessage | undefined {
  const username = oneLine(field(body, "username"), limits.nameLength);
  if (username === undefined) return undefined;
  const session = field(body, "session");
  const names = field(body, "capabilities");
  const capabilities = Array.isArray(names) ? (names as unknown[]).slice(0, limits.capabilities) : [];
  return {
    name: "identify",
    username,
    session: typeof session === "string" && sessionPattern.test(session) ? session : undefined,
    capabilities: capabilities.filter((name): name is string => text(name, limits.nameLength) !== undefined),
  };
}

function provide(body: JsonRecord): RelayMessage | undefined {
  const id = text(field(body, "id"), limits.idLength);
  const label = oneLine(field(body, "label"), limits.nameLength) ?? "";
  if (id === undefined || id === "") return undefined;
  const kind = field(body, "kind");
  if (kind === "track") {
    const trackKind = field(body, "track_kind");
    if (trackKind !== "audio" && trackKind !== "video") return undefined;
    return { name: "provide", resource: { kind, id, trackKind, label } };
  }
  const size = unsigned(field(body, "size"));
  if (kind !== "file" || size === undefined) return undefined;
  return { name: "provide", resource: { kind, id, label: safeFileName(field(body, "label")), size } };
}

function candidate(body: JsonRecord): RelayMessage | undefined {
  const line = text(field(body, "candidate"), limits.candidateLength);
  if (line === undefined) return undefined;
  const mid = text(field(body, "sdpMid"), limits.idLength);
  const index = unsigned(field(body, "sdpMLineIndex"));
  const ufrag = text(field(body, "usernameFragment"), limits.idLength);
  return {
    name: "ice_candidate",
    candidate: {
      candidate: line,
      sdpMid: mid ?? null,
      sdpMLineIndex: index !== undefined && index < 65536 ? index : null,
      usernameFragment: ufrag ?? null,
    },
  };
}

function chat(body: JsonRecord): RelayMessage | undefined {
  const words = field(body, "text");
  if (typeof words === "string") return { name: "chat", text: cut(words, limits.chatLength) };
  const image = text(field(body, "image"), limits.imageLength);
  return image !== undefined && imagePattern.test(image) ? { name: "chat_image", image } : undefined;
}

function viewSize(body: JsonRecord): RelayMessage | undefined {
  const id = text(field(body, "id"), limits.idLength);
  const [width, height] = [unsigned(field(body, "width")), unsigned(field(body, "height"))];
  if (id === undefined || width === undefined || height === undefined) return undefined;
  if (width > limits.viewSize || height > limits.viewSize) return undefined;
  return { name: "view_size", id, width, height };
}

function preview(body: JsonRecord): RelayMessage | undefined {
  const id = text(field(body, "id"), limits.idLength);
  const image = text(field(body, "data"), limits.previewLength);
  if (id === undefined || image === undefined || !imagePattern.test(image)) return undefined;
  return { name: "preview", id, image };
}

function mute(body: JsonRecord): RelayMessage | undefined {
  const id = text(field(body, "id"), limits.idLength);
  const muted = field(body, "muted");
  return id === undefined || typeof muted !== "boolean" ? undefined : { name: "mute", id, muted };
}

function withId(name: "provide_stop" | "request" | "request_stop") {
  return (body: JsonRecord): RelayMessage | undefined => {
    const id = text(field(body, "id"), limits.idLength);
    return id === undefined ? undefined : { name, id };
  };
}

const decoders: Readonly<Record<string, (body: JsonRecord) => RelayMessage | undefined>> = {
  identify,
  provide,
  ice_candidate: candidate,
  chat,
  provide_stop: withId("provide_stop"),
  request: withId("request"),
  request_stop: withId("request_stop"),
  bye: () => ({ name: "bye" }),
  view_size: viewSize,
  preview,
  mute,
};

/** The relay message in a JSON value, or undefined if it is none that we know. */
export function decodeRelayMessage(value: unknown): RelayMessage | undefined {
  const message = single(value);
  if (message === undefined) return undefined;
  const [name, content] = message;
  if (name === "offer" || name === "answer") {
    const sdp = text(content, limits.sdpLength);
    return sdp === undefined ? undefined : { name, sdp };
  }
  const body = record(content);
  return body === undefined || !Object.hasOwn(decoders, name) ? undefined : decoders[name]?.(body);
}

/** The JSON value of a relay message, as it goes over the wire. */
export function encodeRelayMessage(message: RelayMessage): JsonRecord {
  switch (message.name) {
    case "identify": {
      const { username, session, capabilities } = message;
      return { identify: { username, session, capabilities } };
    }
    case "provide":
      return { provide: encodeResource(message.resource) };
    case "provide_stop":
    case "request":
    case "request_stop":
      return { [message.name]: { id: message.id } };
    case "offer":
    case "answer":
      return { [message.name]: message.sdp };
    case "ice_candidate":
      return { ice_candidate: message.candidate };
    case "chat":
      return { chat: { text: message.text } };
    case "chat_image":
      return { chat: { image: message.image } };
    case "bye":
      return { bye: {} };
    case "view_size":
      return { view_size: { id: message.id, width: message.width, height: message.height } };
    case "preview":
      return { preview: { id: message.id, data: message.image } };
    case "mute":
      return { mute: { id: message.id, muted: message.muted } };
  }
}

function encodeResource(resource: Resource): JsonRecord {
  const { kind, id, label } = resource;
  return kind === "track"
    ? { id, kind, track_kind: resource.trackKind, label }
    : { id, kind, label, size: resource.size };
}

/** What is sealed: the sender's id is inside, so that the server cannot pass a message off as another member's. */
export function encodeSealed(sender: ClientId, inner: RelayMessage): string {
  return JSON.stringify({ sender, inner: encodeRelayMessage(inner) });
}

/** The relay message in an opened plaintext, or undefined if it is none or its sender is not `sender`. */
export function decodeSealed(plaintext: string, sender: ClientId): RelayMessage | undefined {
  const sealed = record(parseJson(plaintext));
  if (sealed === undefined || field(sealed, "sender") !== sender) return undefined;
  return decodeRelayMessage(field(sealed, "inner"));
}
