// SPDX-License-Identifier: AGPL-3.0-only
import assert from "node:assert/strict";
import { test } from "node:test";
import { hasStereo, withStereo } from "../../src/peer/sdp";

const crlf = (...lines: readonly string[]): string => lines.map(line => `${line}\r\n`).join("");

interface Medium {
  readonly mid: string;
  readonly kind?: string;
  readonly stream?: string;
  readonly fmtp?: string;
}

/** As Chromium describes it: each line of sound has the same numbers for its codecs. */
function section({ mid, kind = "audio", stream, fmtp = "minptime=10;useinbandfec=1" }: Medium): string {
  return crlf(
    `m=${kind} 9 UDP/TLS/RTP/SAVPF 63 111`,
    `a=mid:${mid}`,
    ...(stream === undefined ? [] : [`a=msid:${stream} 0f3a`]),
    "a=rtpmap:63 red/48000/2",
    "a=fmtp:63 111/111",
    "a=rtpmap:111 opus/48000/2",
    ...(fmtp === "" ? [] : [`a=fmtp:111 ${fmtp}`]),
    "a=ssrc:1 cname:x",
  );
}

const session = crlf("v=0", "o=- 1 2 IN IP4 127.0.0.1", "s=-", "t=0 0", "a=group:BUNDLE 0 1 2");
const sdp = (...media: readonly Medium[]): string => session + media.map(section).join("");

const microphone: Medium = { mid: "0", stream: "mic" };
const screen: Medium = { mid: "2", stream: "screen" };
const picture: Medium = { mid: "1", kind: "video", stream: "screen" };

test("the sound of a screen is announced as stereo, in its line alone", () => {
  const announced = { ...screen, fmtp: "minptime=10;useinbandfec=1;sprop-stereo=1" };
  assert.equal(
    withStereo(sdp(microphone, picture, screen), ["screen"], ""),
    sdp(microphone, picture, announced),
  );
});

test("where the other side announces stereo, it is wanted, in that line alone", () => {
  const remote = sdp({ mid: "0" }, { mid: "2", fmtp: "stereo=0;sprop-stereo=1" });
  const wanting = { ...screen, fmtp: "minptime=10;useinbandfec=1;stereo=1" };
  assert.equal(withStereo(sdp(microphone, screen), [], remote), sdp(microphone, wanting));
});

test("both at once, said once however often, and also where Opus had no parameters", () => {
  const remote = sdp({ mid: "2", fmtp: "sprop-stereo=1" });
  const both = { ...screen, fmtp: "sprop-stereo=1;stereo=1" };
  const once = withStereo(sdp({ ...screen, fmtp: "" }), ["screen"], remote);
  assert.equal(once, sdp(both));
  assert.equal(withStereo(once, ["screen"], remote), once);
});

test("parameters that stand apart stay whole", () => {
  const spaced = { ...screen, fmtp: "minptime=10; useinbandfec=1" };
  const announced = { ...screen, fmtp: "minptime=10; useinbandfec=1;sprop-stereo=1" };
  assert.equal(withStereo(sdp(spaced), ["screen"], ""), sdp(announced));
});

test("without anything stereo, and without Opus, a description stays as it is", () => {
  const plain = sdp(microphone, picture, screen);
  assert.equal(withStereo(plain, ["screens"], sdp({ mid: "2" })), plain);
  const other = plain.replaceAll("opus/48000/2", "PCMU/8000");
  assert.equal(withStereo(other, ["screen"], ""), other);
  for (const rubbish of ["", "m=audio", "a=fmtp:111 sprop-stereo=1"])
    assert.equal(withStereo(rubbish, ["screen"], rubbish), rubbish);
});

test("only what is announced is stereo", () => {
  assert.equal(hasStereo(sdp({ mid: "0", fmtp: "minptime=10;sprop-stereo=1" })), true);
  for (const fmtp of ["stereo=1", "sprop-stereo=0", "x-sprop-stereo=10"])
    assert.equal(hasStereo(sdp({ mid: "0", fmtp })), false, fmtp);
});
