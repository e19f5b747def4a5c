// SPDX-License-Identifier: AGPL-3.0-only
/** Two rifts between whose networks nothing goes: all of it has to take the way through a TURN server, a real coturn. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { Child } from "../e2e/support/children.mjs";
import { digest, writeFileOf } from "../e2e/support/files.mjs";
import { until } from "../e2e/support/until.mjs";
import { Networks, noNetworks } from "./support/networks.mjs";
import { patience, Rift, withRoom } from "./support/rift.mjs";

const skip = noNetworks();
// Each network has its ports for itself.
const ports = { web: 8080, turn: 3478 };
const [user, password] = ["rift", "a password"];

const story = (sentence, act) =>
  test(sentence, { timeout: 3 * patience, skip }, () =>
    withRoom(async room => {
      const networks = await Networks.make();
      const children = [];
      const start = (program, args, environment) => {
        const inside = networks.inside("middle", program, args);
        const child = new Child(inside.program, inside.args, environment);
        children.push(child);
        return child;
      };
      try {
        await act({
          ...room,
          start,
          rift: (network, args, options) => riftIn(room, networks, network, args, options),
        });
      } finally {
        await Promise.all(children.map(child => child.end("SIGKILL")));
        await networks.end();
      }
    }),
  );

function riftIn(room, networks, network, args, options) {
  const { program, args: words } = networks.inside(network, Rift.program, args);
  const environment = { RIFT_SIGNALING_URI: `ws://${Networks.middle}:${ports.web}` };
  return room.rift(words, { program, environment, ...options });
}

async function startServer({ start }, transport) {
  const server = start(process.env.KEKS_SERVER_BINARY, [], {
    BIND: `0.0.0.0:${ports.web}`,
    KEKS_MEET_METRICS_BIND: "127.0.0.1:0",
    KEKS_MEET_WEBRTC_STUN: "",
    KEKS_MEET_WEBRTC_TURN: `${Networks.middle}:${ports.turn}${transport}`,
    KEKS_MEET_WEBRTC_TURN_USER: user,
    KEKS_MEET_WEBRTC_TURN_CRED: password,
  });
  await until("the server listens", () => server.output.includes("listens on"));
}

async function startTurn({ start, at }) {
  const turn = start("turnserver", [
    "-n",
    `--listening-ip=${Networks.middle}`,
    `--listening-port=${ports.turn}`,
    `--relay-ip=${Networks.middle}`,
    "--lt-cred-mech",
    `--user=${user}:${password}`,
    "--realm=test",
    "--no-tls",
    "--no-dtls",
    "--no-cli",
    "--verbose",
    "--log-file=stdout",
    `--userdb=${at("users")}`,
    `--pidfile=${at("pid")}`,
  ]);
  await until("coturn listens", () =>
    /UDP listener opened|Relay ports initialization done/.test(turn.output),
  );
  return turn;
}

for (const [name, transport] of [
  ["UDP", ""],
  ["TCP", "?transport=tcp"],
]) {
  story(`A file goes through a TURN server that is reached by ${name}`, async place => {
    const turn = await startTurn(place);
    await startServer(place, transport);
    const path = await writeFileOf(place.folder, "noise.bin", 5_000_001);
    const sender = place.rift("first", ["send", path]);
    const receiver = place.rift("second", ["receive", place.at("copy")]);
    assert.equal(await receiver.end(), 0, receiver.words);
    assert.equal(await sender.end(), 0, sender.words);
    assert.equal(await digest(place.at("copy")), await digest(path));
    await until("coturn says what it relayed", () => /ALLOCATE processed, success/.test(turn.output));
  });
}
