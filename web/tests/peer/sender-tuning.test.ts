// SPDX-License-Identifier: AGPL-3.0-only
import assert from "node:assert/strict";
import { test } from "node:test";
import { bitrateFor, scaleFor, tune } from "../../src/peer/sender-tuning";

const hd = { width: 1280, height: 720 };

test("a picture is sent no larger than it is shown, and never smaller", () => {
  const table: readonly (readonly [width: number, height: number, scale: number])[] = [
    [1280, 720, 1],
    [2560, 1440, 1],
    [800, 450, 1.5],
    [640, 360, 2],
    [640, 2000, 2],
    [300, 169, 4],
    [160, 90, 8],
    [1, 1, 16],
    [0, 0, 1],
  ];
  for (const [width, height, scale] of table) {
    assert.equal(scaleFor(hd, { width, height }), scale, `${width} by ${height}`);
  }
  assert.equal(scaleFor(hd, undefined), 1, "clients that do not say get all");
});

test("smaller pictures may take less of the link", () => {
  const rates = [1, 2, 4, 16].map(scale => bitrateFor(hd, scale));
  assert.deepEqual(
    [...rates].sort((one, other) => other - one),
    rates,
  );
  assert.equal(bitrateFor({ width: 7680, height: 4320 }, 1), 4_000_000);
  assert.equal(bitrateFor(hd, 16), 120_000);
});

function sender(kind: string, contentHint = "") {
  const parameters = { encodings: [{}], degradationPreference: "" };
  const track = { kind, contentHint, getSettings: () => hd };
  const fake = { track, getParameters: () => parameters, setParameters: () => Promise.resolve() };
  return { fake: fake as unknown as RTCRtpSender, parameters };
}

test("the voice comes first, and text stays sharp", async () => {
  const audio = sender("audio");
  await tune(audio.fake, undefined);
  assert.deepEqual(audio.parameters.encodings, [{ priority: "high", networkPriority: "high" }]);
  const screen = sender("video", "detail");
  await tune(screen.fake, { width: 640, height: 360 });
  assert.deepEqual(screen.parameters.encodings, [
    { priority: "low", networkPriority: "low", scaleResolutionDownBy: 2, maxBitrate: 506_880 },
  ]);
  assert.equal(screen.parameters.degradationPreference, "maintain-resolution");
});

test("a browser that refuses goes on as it was", async () => {
  const refusing = { track: { kind: "audio" }, getParameters: () => ({ encodings: [] }) };
  await tune(refusing as unknown as RTCRtpSender, undefined);
  await tune({ track: { kind: "audio" } } as unknown as RTCRtpSender, undefined);
});
