// SPDX-License-Identifier: AGPL-3.0-only
// Measures how fast rift is, and what by: node tests/bench/rift-speed.mjs [--parts NAME,…] [--rounds N]
//   [--mebibytes N] [--build DIR] [--json FILE]
// DIR is that of the preset "bench", where KEKS_SERVER_BINARY and KEKS_RIFT_BINARY do not name other programs. All take
// their turn in each round, so that what disturbs the machine disturbs all. Each part prints its table; see README.md.
import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { measureChromium } from "./support/chromium-part.mjs";
import { measureLocal } from "./support/local-part.mjs";
import { measureWeather } from "./support/weather-part.mjs";

const parts = { local: measureLocal, weather: measureWeather, chromium: measureChromium };

const { values } = parseArgs({
  options: {
    parts: { type: "string", default: Object.keys(parts).join() },
    rounds: { type: "string", default: "3" },
    mebibytes: { type: "string", default: "1024" },
    build: { type: "string", default: "build/bench" },
    json: { type: "string" },
  },
});

const wanted = values.parts.split(",");
const unknown = wanted.filter(name => !(name in parts));
if (unknown.length > 0)
  throw new Error(`no part ${unknown.join(", ")}; there are ${Object.keys(parts).join(", ")}`);

const build = resolve(values.build);
process.env.KEKS_SERVER_BINARY ??= `${build}/keks-meet-server`;

const results = {};
for (const name of wanted) {
  results[name] = await parts[name]({
    build,
    program: process.env.KEKS_RIFT_BINARY ?? `${build}/rift`,
    rounds: Number(values.rounds),
    mebibytes: Number(values.mebibytes),
    say: what => console.error(`${what}: measured`),
  });
  console.log(`${results[name].text}\n`);
}
if (values.json !== undefined) {
  for (const result of Object.values(results)) delete result.text;
  await writeFile(values.json, JSON.stringify(results, undefined, 1));
}
