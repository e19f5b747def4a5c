// SPDX-License-Identifier: AGPL-3.0-only
/** The few things that we read out of session descriptions (RFC 8866, RFC 8839, RFC 8122). */
import type { RemoteDescription } from "./negotiation";

export function describe(sdp: string): RemoteDescription {
  const ufrags = new Set<string>();
  for (const match of sdp.matchAll(/^a=ice-ufrag:(\S+)/gm)) ufrags.add(match[1] ?? "");
  return { ufrags: [...ufrags], identity: /^a=fingerprint:(.+?)\s*$/m.exec(sdp)?.[1] ?? "" };
}

/** The ICE user name that a candidate belongs to, as far as it says. */
export function candidateUfrag(candidate: RTCIceCandidateInit): string | null {
  return candidate.usernameFragment ?? / ufrag (\S+)/.exec(candidate.candidate ?? "")?.[1] ?? null;
}
