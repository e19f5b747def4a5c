// SPDX-License-Identifier: AGPL-3.0-only
// Measures relays against each other: node tests/bench/relay.mjs [--rounds N] [--seconds N] [--only NAME,…]
//   [--scenarios NAME,…] [--build DIR] [--json FILE]
// The server has the first core of the machine to itself and the generator the second. All relays take their turn in
// each round, so that what disturbs the machine disturbs all. The measure is deliveries for each second of the
// server's processor; the ratio is to the better of the two floors in the same round.
import { writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { startRelay, relays } from "./support/relays.mjs";
import { load, scenarios } from "./support/generator.mjs";
import { summary, table } from "./support/summary.mjs";

const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "3" },
    seconds: { type: "string", default: "3" },
    build: { type: "string", default: "build/bench" },
    only: { type: "string" },
    scenarios: { type: "string" },
    json: { type: "string" },
  },
});

const names = values.only?.split(",") ?? Object.keys(relays);
const chosen = values.scenarios?.split(",") ?? (await scenarios(values.build));
const samples = [];
for (const scenario of chosen) {
  for (let round = 0; round < Number(values.rounds); round++) {
    for (const name of names) {
      const relay = await startRelay(name, values.build);
      if (relay === undefined) continue;
      try {
        const result = await load(values.build, relay, scenario, Number(values.seconds));
        samples.push({ relay: name, round, ...result });
      } finally {
        await relay.stop();
      }
    }
  }
  console.error(`${scenario}: measured`);
}
const result = summary(samples);
console.log(table(result));
if (values.json !== undefined)
  await writeFile(values.json, JSON.stringify({ samples, result }, undefined, 1));
