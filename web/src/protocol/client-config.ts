// SPDX-License-Identifier: AGPL-3.0-only
/** `config.json`: what the server tells clients of its configuration (protocol section 8). */
import { field, parseJson, record, type JsonRecord } from "./decode";

export interface ClientConfig {
  readonly iceServers: readonly RTCIceServer[];
  /** Whether the server tells how many people are in rooms that one knows. */
  readonly roomWatches: boolean;
}

export const noConfig: ClientConfig = { iceServers: [], roomWatches: false };

function url(value: unknown, scheme: "stun" | "turn"): string | undefined {
  if (typeof value !== "string" || value.trim() === "") return undefined;
  const address = value.trim();
  return /^(stun|turn)s?:/i.test(address) ? address : `${scheme}:${address}`;
}

function iceServers(webrtc: JsonRecord): RTCIceServer[] {
  const servers: RTCIceServer[] = [];
  const stun = url(field(webrtc, "stun"), "stun");
  if (stun !== undefined) servers.push({ urls: stun });
  const turn = url(field(webrtc, "turn"), "turn");
  const username = field(webrtc, "turn_user");
  const credential = field(webrtc, "turn_cred");
  if (turn !== undefined) {
    servers.push({
      urls: turn,
      // Browsers refuse a TURN server without both.
      username: typeof username === "string" ? username : "",
      credential: typeof credential === "string" ? credential : "",
    });
  }
  return servers;
}

/** undefined if the text is not such a configuration. */
export function decodeClientConfig(json: string): ClientConfig | undefined {
  const config = record(parseJson(json));
  if (config === undefined) return undefined;
  const webrtc = record(field(config, "webrtc")) ?? {};
  const features = record(field(config, "features")) ?? {};
  return { iceServers: iceServers(webrtc), roomWatches: field(features, "room_watches") === true };
}
