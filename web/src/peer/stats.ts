// SPDX-License-Identifier: AGPL-3.0-only
/**
 * From what a connection reports of itself (W3C webrtc-stats) to figures for people. Pure: two snapshots in time give
 * rates. Browsers differ in what they report, so that every field may be missing.
 */

/** One entry of an RTCStatsReport. */
export interface StatsEntry {
  readonly id: string;
  readonly type: string;
  readonly [field: string]: unknown;
}

/** What there is to know of a connection at one moment. `at`: milliseconds, from any origin. */
export interface LinkSnapshot {
  readonly at: number;
  readonly state: RTCPeerConnectionState;
  readonly ice: RTCIceConnectionState;
  readonly gathering: RTCIceGatheringState;
  readonly signaling: RTCSignalingState;
  readonly entries: readonly StatsEntry[];
}

export const candidateTypes = ["host", "srflx", "prflx", "relay"] as const;
export type CandidateType = (typeof candidateTypes)[number];

/** How the two sides reach each other. */
export interface Path {
  readonly local: string;
  readonly remote: string;
  /** `udp` or `tcp`; for a relay the way to it. */
  readonly protocol: string;
  /** For one's own eyes alone: they never go into a report. */
  readonly localAddress: string;
  readonly remoteAddress: string;
  /** Milliseconds. */
  readonly roundTrip: number | undefined;
}

export interface StreamFigures {
  readonly key: string;
  readonly direction: "in" | "out";
  readonly kind: string;
  readonly codec: string;
  /** Bits each second; undefined in the first snapshot. */
  readonly bitrate: number | undefined;
  /** 0 to 1, of the packets since the last snapshot. */
  readonly loss: number | undefined;
  /** Of a picture: as in "1280×720", and frames each second. */
  readonly size: string | undefined;
  readonly frames: number | undefined;
}

export interface LinkFigures {
  readonly path: Path | undefined;
  readonly streams: readonly StreamFigures[];
}

const text = (value: unknown): string => (typeof value === "string" ? value : "");
const number = (value: unknown): number | undefined =>
  typeof value === "number" && Number.isFinite(value) ? value : undefined;

type Entries = ReadonlyMap<string, StatsEntry>;

const byId = (entries: readonly StatsEntry[]): Entries => new Map(entries.map(entry => [entry.id, entry]));

export function linkFigures(now: LinkSnapshot, before?: LinkSnapshot): LinkFigures {
  const entries = byId(now.entries);
  const last = byId(before?.entries ?? []);
  const seconds = before === undefined ? 0 : (now.at - before.at) / 1000;
  const streams = now.entries
    .filter(({ type }) => type === "inbound-rtp" || type === "outbound-rtp")
    .map(entry => streamFigures(entry, entries, last, seconds))
    .filter(({ bitrate }) => bitrate === undefined || bitrate > 0);
  return { path: path(entries), streams };
}

/** The types of the candidates that one side has, each once. */
export function candidatesOf(entries: readonly StatsEntry[], side: "local" | "remote"): CandidateType[] {
  const found = new Set(
    entries.filter(({ type }) => type === `${side}-candidate`).map(entry => text(entry["candidateType"])),
  );
  return candidateTypes.filter(type => found.has(type));
}

/** Chromium names the pair in the transport; Firefox marks it. */
function selectedPair(entries: Entries): StatsEntry | undefined {
  const all = [...entries.values()];
  const named = all.find(({ type, selectedCandidatePairId: id }) => type === "transport" && id !== undefined);
  const pair = entries.get(text(named?.["selectedCandidatePairId"]));
  return pair ?? all.find(({ type, selected }) => type === "candidate-pair" && selected === true);
}

function path(entries: Entries): Path | undefined {
  const pair = selectedPair(entries);
  const local = entries.get(text(pair?.["localCandidateId"]));
  const remote = entries.get(text(pair?.["remoteCandidateId"]));
  if (local === undefined || remote === undefined) return undefined;
  const seconds = number(pair?.["currentRoundTripTime"]);
  return {
    local: text(local["candidateType"]),
    remote: text(remote["candidateType"]),
    protocol: text(local["relayProtocol"]) || text(local["protocol"]),
    localAddress: address(local),
    remoteAddress: address(remote),
    roundTrip: seconds === undefined ? undefined : Math.round(seconds * 1000),
  };
}

function address(candidate: StatsEntry): string {
  const host = text(candidate["address"]) || text(candidate["ip"]);
  const port = number(candidate["port"]);
  return port === undefined ? host : `${host}:${port}`;
}

function streamFigures(entry: StatsEntry, entries: Entries, last: Entries, seconds: number): StreamFigures {
  const direction = entry.type === "inbound-rtp" ? "in" : "out";
  const grown = (field: string, id = entry.id): number | undefined => {
    const to = number(entries.get(id)?.[field]);
    const from = number(last.get(id)?.[field]);
    return to === undefined || from === undefined || seconds <= 0 ? undefined : Math.max(0, to - from);
  };
  const bytes = grown(direction === "in" ? "bytesReceived" : "bytesSent");
  const [width, height] = [number(entry["frameWidth"]), number(entry["frameHeight"])];
  return {
    key: entry.id,
    direction,
    kind: text(entry["kind"]),
    codec: text(entries.get(text(entry["codecId"]))?.["mimeType"]).replace(/^.*\//, ""),
    bitrate: bytes === undefined ? undefined : Math.round((bytes * 8) / seconds),
    loss:
      direction === "in"
        ? shareLost(grown("packetsLost"), grown("packetsReceived"))
        : lossThere(entry, entries),
    size: width === undefined || height === undefined ? undefined : `${width}×${height}`,
    frames: number(entry["framesPerSecond"]),
  };
}

function shareLost(lost: number | undefined, received: number | undefined): number | undefined {
  if (lost === undefined || received === undefined || lost + received === 0) return undefined;
  return lost / (lost + received);
}

/** What the other side says of what it received of ours: a fraction already. */
function lossThere(entry: StatsEntry, entries: Entries): number | undefined {
  return number(entries.get(text(entry["remoteId"]))?.["fractionLost"]);
}
