// SPDX-License-Identifier: AGPL-3.0-only
import type { LinkSnapshot, StatsEntry } from "../../src/peer/stats";

/** As Chromium and Firefox report them, cut to the fields that matter and with addresses for documentation. */
export const secretWords = ["192.0.2.7", "198.51.100.9", "2001:db8::5", "f00dfeed", "Mallory"];

function candidate(side: "local" | "remote", type: string, more: object = {}): StatsEntry {
  const address = side === "local" ? "192.0.2.7" : "198.51.100.9";
  const fields = {
    candidateType: type,
    protocol: "udp",
    address,
    port: 50_000,
    usernameFragment: "f00dfeed",
  };
  return { id: `${side}-${type}`, type: `${side}-candidate`, ...fields, ...more };
}

export function candidates(side: "local" | "remote", ...types: string[]): StatsEntry[] {
  return types.map(type => candidate(side, type));
}

export function snapshot(part: Partial<LinkSnapshot> = {}): LinkSnapshot {
  return {
    at: 0,
    state: "failed",
    ice: "failed",
    gathering: "complete",
    signaling: "stable",
    entries: [],
    ...part,
  };
}

/** A call that runs, after `seconds`. */
export function running(seconds: number, { firefox = false } = {}): LinkSnapshot {
  const pair = {
    id: "CP1",
    type: "candidate-pair",
    localCandidateId: "local-srflx",
    remoteCandidateId: "remote-host",
    currentRoundTripTime: 0.0424,
  };
  const entries: StatsEntry[] = [
    ...candidates("local", "host", "srflx"),
    ...candidates("remote", "host"),
    firefox ? { ...pair, selected: true } : pair,
    ...(firefox ? [] : [{ id: "T1", type: "transport", selectedCandidatePairId: "CP1" }]),
    { id: "C1", type: "codec", mimeType: "video/VP9" },
    {
      id: "IV1",
      type: "inbound-rtp",
      kind: "video",
      codecId: "C1",
      bytesReceived: 1000 + 125_000 * seconds,
      packetsReceived: 98 * seconds,
      packetsLost: 2 * seconds,
      frameWidth: 1280,
      frameHeight: 720,
      framesPerSecond: 30,
      trackIdentifier: "Mallory",
    },
    {
      id: "OA1",
      type: "outbound-rtp",
      kind: "audio",
      codecId: "gone",
      bytesSent: 5000 * seconds,
      remoteId: "RI1",
    },
    { id: "RI1", type: "remote-inbound-rtp", fractionLost: 0.25 },
    { id: "OV0", type: "outbound-rtp", kind: "video", bytesSent: 77 },
  ];
  return snapshot({ at: seconds * 1000, state: "connected", ice: "connected", entries });
}
