// SPDX-License-Identifier: AGPL-3.0-only
import assert from "node:assert/strict";
import { test } from "node:test";
import { candidatesOf, linkFigures } from "../../src/peer/stats";
import { candidates, running, snapshot } from "../support/snapshots";

test("two snapshots give rates, and what does not flow is left out", () => {
  const { streams } = linkFigures(running(12), running(10));
  assert.deepEqual(streams, [
    {
      key: "IV1",
      direction: "in",
      kind: "video",
      codec: "VP9",
      bitrate: 1_000_000,
      loss: 0.02,
      size: "1280×720",
      frames: 30,
    },
    {
      key: "OA1",
      direction: "out",
      kind: "audio",
      codec: "",
      bitrate: 40_000,
      loss: 0.25,
      size: undefined,
      frames: undefined,
    },
  ]);
});

test("the first snapshot has no rates", () => {
  const { streams } = linkFigures(running(10));
  assert.deepEqual(
    streams.map(({ bitrate, loss }) => [bitrate, loss]),
    [
      [undefined, undefined],
      [undefined, 0.25],
      [undefined, undefined],
    ],
  );
});

for (const firefox of [false, true]) {
  test(`the path is that of the selected pair, as ${firefox ? "Firefox" : "Chromium"} reports it`, () => {
    assert.deepEqual(linkFigures(running(1, { firefox })).path, {
      local: "srflx",
      remote: "host",
      protocol: "udp",
      localAddress: "192.0.2.7:50000",
      remoteAddress: "198.51.100.9:50000",
      roundTrip: 42,
    });
  });
}

test("counters that start again, and snapshots of the same moment, give no nonsense", () => {
  assert.equal(linkFigures(running(1), running(5)).streams[0]?.bitrate, undefined);
  assert.equal(linkFigures(running(5), running(5)).streams[0]?.bitrate, undefined);
  const restarted = { ...running(1), at: 9_000 };
  assert.deepEqual(linkFigures(restarted, running(5)).streams, []);
});

test("candidates count by type, each once, unknown ones not at all", () => {
  const { entries } = snapshot({
    entries: [...candidates("local", "relay", "host", "host", "odd"), ...candidates("remote", "srflx")],
  });
  assert.deepEqual(candidatesOf(entries, "local"), ["host", "relay"]);
  assert.deepEqual(candidatesOf(entries, "remote"), ["srflx"]);
});
