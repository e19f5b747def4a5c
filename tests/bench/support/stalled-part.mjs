// SPDX-License-Identifier: AGPL-3.0-only
import { load } from "./generator.mjs";
import { startRelay } from "./relays.mjs";
import { grid, median } from "./summary.mjs";

const bound = 4 << 20;

// The bound must be larger than the largest message.
const environment = {
  KEKS_MEET_LIMITS_MESSAGE_BYTES: String(bound / 4),
  KEKS_MEET_LIMITS_OUTBOX_BYTES: String(bound),
};

/** A room of 20 with and without a member that never reads: the others' latencies, and the server's memory. */
export async function measureStalled({ build, rounds, seconds, say }) {
  const samples = [];
  for (let round = 0; round < rounds; round++)
    for (const scenario of ["all-read", "one-stalls"]) {
      const relay = await startRelay("keks", build, { environment });
      try {
        samples.push({ round, ...(await load(build, relay, scenario, Math.max(4, seconds))) });
      } finally {
        await relay.stop();
      }
    }
  say("one-stalls");
  const of = (scenario, key) => samples.filter(one => one.scenario === scenario).map(one => one[key]);
  const p99 = { allRead: median(of("all-read", "p99")), oneStalls: median(of("one-stalls", "p99")) };
  const grown = Math.max(...of("one-stalls", "grownBytes")) - median(of("all-read", "grownBytes"));
  const text = [
    "A member that never reads, among 20:",
    grid(
      ["", "others' p99, µs", "ratio", "memory, MiB", "bound, MiB"],
      [
        ["all read", p99.allRead.toFixed(0), "", "", ""],
        [
          "one stalls",
          p99.oneStalls.toFixed(0),
          (p99.oneStalls / p99.allRead).toFixed(2),
          (grown / 2 ** 20).toFixed(2),
          bound / 2 ** 20,
        ],
      ],
    ),
  ].join("\n\n");
  return { samples, result: { p99, grown, bound }, text };
}
