// SPDX-License-Identifier: AGPL-3.0-only
import { load, scenarios } from "./generator.mjs";
import { relays, startRelay } from "./relays.mjs";
import { latencies, summary, table } from "./summary.mjs";

/** Deliveries for each second of the server's processor, and latencies, of all relays in turn. */
export async function measureRelays({ build, rounds, seconds, only, chosen, say }) {
  const samples = [];
  for (const scenario of chosen ?? (await scenarios(build))) {
    for (let round = 0; round < rounds; round++)
      for (const name of only ?? Object.keys(relays))
        samples.push(...(await sample(name, { build, scenario, round, seconds })));
    say(scenario);
  }
  const result = summary(samples);
  const text = [
    "Deliveries (churn: visits) for each second of the processor, as a ratio to the better floor:",
    table(result),
    "Latency at a fixed rate, p50/p99 in µs, and as a ratio to the better floor:",
    latencies(result.filter(({ scenario }) => isPaced(scenario))),
  ].join("\n\n");
  return { samples, result, text };
}

const isPaced = scenario => scenario === "steady" || scenario.startsWith("burst");

async function sample(name, { build, scenario, round, seconds }) {
  const relay = await startRelay(name, build);
  if (relay === undefined) return [];
  try {
    return [{ relay: name, round, ...(await load(build, relay, scenario, seconds)) }];
  } finally {
    await relay.stop();
  }
}
