// SPDX-License-Identifier: AGPL-3.0-only
// Measures the server against others: node tests/bench/relay.mjs [--parts NAME,…] [--rounds N] [--seconds N]
//   [--only RELAY,…] [--scenarios NAME,…] [--build DIR] [--json FILE]
// The server has the first core of the machine to itself and the generator the second. All take their turn in each
// round, so that what disturbs the machine disturbs all. Each part prints its tables; see README.md.
import { writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { measureHttp } from "./support/http-part.mjs";
import { measureIdle } from "./support/idle-part.mjs";
import { measureRelays } from "./support/relay-part.mjs";
import { measureStalled } from "./support/stalled-part.mjs";
import { measureStart } from "./support/start-part.mjs";

const parts = {
  relay: measureRelays,
  idle: measureIdle,
  stalled: measureStalled,
  http: measureHttp,
  start: measureStart,
};

const { values } = parseArgs({
  options: {
    parts: { type: "string" },
    rounds: { type: "string", default: "3" },
    seconds: { type: "string", default: "3" },
    build: { type: "string", default: "build/bench" },
    only: { type: "string" },
    scenarios: { type: "string" },
    json: { type: "string" },
  },
});

const chosen = values.scenarios?.split(",");
const wanted = values.parts?.split(",") ?? (chosen === undefined ? Object.keys(parts) : ["relay"]);
const unknown = wanted.filter(name => !(name in parts));
if (unknown.length > 0)
  throw new Error(`no part ${unknown.join(", ")}; there are ${Object.keys(parts).join(", ")}`);

const results = {};
for (const name of wanted) {
  results[name] = await parts[name]({
    build: values.build,
    rounds: Number(values.rounds),
    seconds: Number(values.seconds),
    only: values.only?.split(","),
    chosen,
    say: what => console.error(`${what}: measured`),
  });
  console.log(`${results[name].text}\n`);
}
if (values.json !== undefined) {
  for (const result of Object.values(results)) delete result.text;
  await writeFile(values.json, JSON.stringify(results, undefined, 1));
}
