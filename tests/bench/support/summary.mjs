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
  const lines = group(rows, ({ scenario }) => scenario).map(
    ([scenario]) => `| ${[scenario, ...relays.map(relay => cell(scenario, relay))].join(" | ")} |`,
  );
  const head = `| ${["scenario", ...relays].join(" | ")} |`;
  return [head, `|${" --- |".repeat(relays.length + 1)}`, ...lines].join("\n");
}
