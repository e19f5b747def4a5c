// SPDX-License-Identifier: AGPL-3.0-only
// Measures the web client in Chromium and prints JSON:
//   KEKS_SERVER_BINARY=build/release/keks-meet-server node tests/bench/web-client.mjs [--rounds N] [--crowd N]
// Times are in milliseconds, medians over the rounds; sizes in bytes as they cross the wire.
import { parseArgs } from "node:util";
import { launchBrowser } from "../e2e/support/browser.mjs";
import { newSecret } from "../e2e/support/scene.mjs";
import { Server } from "../e2e/support/server.mjs";
import { mainThreadShare } from "./support/main-thread.mjs";
import { firstLoad } from "./support/first-load.mjs";
import { meeting } from "./support/meeting.mjs";
import { twoDerivations } from "./support/yardstick.mjs";

const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "5" },
    crowd: { type: "string", default: "8" },
  },
});

function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** The median of each number over records of the same shape. */
function medians(records) {
  const keys = Object.keys(records[0]);
  return Object.fromEntries(keys.map(key => [key, Math.round(median(records.map(record => record[key])))]));
}

/** One after the other in each round, so that what the machine does meanwhile is shared by all. */
async function rounds(count, measures) {
  const records = [];
  for (let round = 0; round < count; round++) {
    const record = {};
    for (const [name, measure] of Object.entries(measures)) record[name] = await measure();
    records.push(record);
  }
  const of = name => medians(records.map(record => record[name]));
  return Object.fromEntries(Object.keys(measures).map(name => [name, of(name)]));
}

const server = await Server.start();
const browser = await launchBrowser();
try {
  const count = Number(values.rounds);
  const people = Number(values.crowd);
  const room = () => `${server.url}room#${newSecret("bench")}`;
  const result = {
    rounds: count,
    ...(await rounds(count, {
      yardstick: () => twoDerivations(browser, server.url),
      firstLoad: () => firstLoad(browser, room()),
      meeting: () => meeting(browser, room()),
    })),
    mainThread: await mainThreadShare(browser, room(), people),
  };
  console.log(JSON.stringify(result, undefined, 2));
} finally {
  await browser.close();
  await server.stop();
}
