// SPDX-License-Identifier: AGPL-3.0-only

export function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

const isFloor = ({ relay }) => relay.startsWith("floor-");

/** For each scenario and relay: medians, and the median of the ratios to the best floor of the same round. */
export function summary(samples) {
  return group(samples, ({ scenario }) => scenario).flatMap(([scenario, inScenario]) =>
    group(inScenario, ({ relay }) => relay).map(([relay, own]) => {
      const ratio = sample => sample.perCpuSecond / bestFloor(inScenario, sample.round);
      const middle = key => median(own.map(sample => sample[key]));
      return {
        scenario,
        relay,
        ratio: median(own.map(ratio)),
        perCpuSecond: middle("perCpuSecond"),
        p50: middle("p50"),
        p99: middle("p99"),
      };
    }),
  );
}

function bestFloor(samples, round) {
  const floors = samples.filter(sample => isFloor(sample) && sample.round === round);
  return Math.max(...floors.map(({ perCpuSecond }) => perCpuSecond));
}

function group(items, keyOf) {
  const groups = new Map();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return [...groups];
}

/** For people: ratios to the floor, a row for each scenario, a column for each relay. */
export function table(rows) {
  const relays = [...new Set(rows.map(({ relay }) => relay))];
  const cell = (scenario, relay) => {
    const row = rows.find(one => one.scenario === scenario && one.relay === relay);
    return row === undefined ? "–" : row.ratio.toFixed(2);
  };
  return grid(["scenario", ...relays], lines(rows, relays, cell));
}

/** The same with latencies: `p50/p99 (ratio, ratio)`. */
export function latencies(rows) {
  const relays = [...new Set(rows.map(({ relay }) => relay))];
  const cell = (scenario, relay) => {
    const row = rows.find(one => one.scenario === scenario && one.relay === relay);
    if (row === undefined) return "–";
    const floors = rows.filter(one => one.scenario === scenario && isFloor(one));
    const ratio = key => (row[key] / Math.min(...floors.map(one => one[key]))).toFixed(2);
    return `${row.p50.toFixed(0)}/${row.p99.toFixed(0)} (${ratio("p50")}, ${ratio("p99")})`;
  };
  return grid(["scenario", ...relays], lines(rows, relays, cell));
}

const lines = (rows, relays, cell) =>
  group(rows, ({ scenario }) => scenario).map(([scenario]) => [
    scenario,
    ...relays.map(relay => cell(scenario, relay)),
  ]);

/** A table in Markdown. */
export function grid(head, rows) {
  const line = cells => `| ${cells.join(" | ")} |`;
  return [line(head), `|${" --- |".repeat(head.length)}`, ...rows.map(line)].join("\n");
}
