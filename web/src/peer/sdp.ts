// SPDX-License-Identifier: AGPL-3.0-only
/** The few things that we read out of session descriptions, and write into them (RFC 8866, 8839, 8122 and 7587). */
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

const saysStereo = /^a=fmtp:.*\bsprop-stereo=1\b/m;

/** Whether something in it is sent as stereo. */
export function hasStereo(sdp: string): boolean {
  return saysStereo.test(sdp);
}

/**
 * A description of ours that lets sound be stereo (RFC 7587, section 6.1). Of itself Opus is mono both ways. What we
 * send under one of the `sent` stream ids is announced as stereo, and where `remote` announces it we want to receive
 * it: whoever does not know of it answers as before, and gets mono. It holds for these lines alone: a microphone that
 * goes over another stays mono.
 */
export function withStereo(sdp: string, sent: readonly string[], remote: string): string {
  const announced = sections(remote).filter(hasStereo).map(midOf);
  return sections(sdp)
    .map(section => {
      const sends = sent.some(id => section.includes(`\na=msid:${id} `));
      const mid = midOf(section);
      const receives = mid !== undefined && announced.includes(mid);
      const wanted = [...(sends ? ["sprop-stereo=1"] : []), ...(receives ? ["stereo=1"] : [])];
      return wanted.length === 0 ? section : withOpusParameters(section, wanted);
    })
    .join("");
}

/** What concerns all, and then each medium. */
function sections(sdp: string): string[] {
  return sdp.split(/^(?=m=)/m);
}

function midOf(section: string): string | undefined {
  return /^a=mid:(\S+)/m.exec(section)?.[1];
}

function withOpusParameters(section: string, wanted: readonly string[]): string {
  const map = /^a=rtpmap:(\d+) opus\/48000\/2\r?$/im.exec(section);
  if (map === null || !section.startsWith("m=audio ")) return section;
  const [line, payload = ""] = map;
  const format = new RegExp(`^a=fmtp:${payload} (.*)$`, "m");
  const old = format.exec(section)?.[1];
  if (old === undefined)
    return section.replace(line, `${line.trimEnd()}\r\na=fmtp:${payload} ${wanted.join(";")}\r`);
  const kept = old.split(";").filter(one => !/^(sprop-)?stereo=/.test(one));
  return section.replace(format, `a=fmtp:${payload} ${[...kept, ...wanted].join(";")}`);
}
