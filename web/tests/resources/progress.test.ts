// SPDX-License-Identifier: AGPL-3.0-only
import assert from "node:assert/strict";
import { test } from "node:test";
import { formatPercent, formatRate, formatSize, formatTime } from "../../src/i18n/quantities";
import { percent, ProgressMeter } from "../../src/resources/progress";

test("a rate is told once it means something, and follows the last seconds", () => {
  const meter = new ProgressMeter(100_000);
  assert.deepEqual(meter.look(0, 0), { bytes: 0, rate: undefined, left: undefined });
  assert.equal(meter.look(500, 500).rate, undefined);
  assert.deepEqual(meter.look(1000, 1000), { bytes: 1000, rate: 1000, left: 99 });
  for (let time = 2000; time <= 20_000; time += 500) meter.look(time, 1000 + (time - 1000) * 2);
  assert.equal(Math.round(meter.look(20_500, 40_000).rate ?? 0), 2000);
});

test("what stands still has a rate of 0 and no time left that could be told", () => {
  const meter = new ProgressMeter(100);
  for (let time = 0; time <= 10_000; time += 500) meter.look(time, 50);
  assert.deepEqual(meter.look(10_500, 50), { bytes: 50, rate: 0, left: undefined });
});

test("100 percent is told only when nothing is missing", () => {
  const cases = [
    [0, 10, 0],
    [1, 3, 33],
    [999_999, 1_000_000, 99],
    [10, 10, 100],
    [0, 0, 100],
  ] as const;
  for (const [bytes, size, expected] of cases) assert.equal(percent(bytes, size), expected);
});

test("sizes, rates and times are written shortly", () => {
  const sizes: readonly [number, string][] = [
    [0, "0 bytes"],
    [1, "1 byte"],
    [999, "999 bytes"],
    [1000, "1.0 kB"],
    [999_499, "999 kB"],
    [999_500, "1.0 MB"],
    [314_572_800, "315 MB"],
    [2 ** 31, "2.1 GB"],
    [2 ** 53, "9.0 PB"],
  ];
  for (const [bytes, text] of sizes) assert.equal(formatSize(bytes), text);
  assert.equal(formatRate(1_250_000), "1.3 MB/s");
  const times: readonly [number, string][] = [
    [0, "1 sec"],
    [89.4, "89 sec"],
    [90, "2 min"],
    [5399, "90 min"],
    [5400, "1.5 hr"],
    [86_400 * 3, "3 days"],
  ];
  for (const [seconds, text] of times) assert.equal(formatTime(seconds), text);
  assert.equal(formatPercent(45), "45%");
});
