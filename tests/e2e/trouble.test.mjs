// SPDX-License-Identifier: AGPL-3.0-only
/** A connection that cannot come about: both are told the likely cause, and can pass on a report. */
import assert from "node:assert/strict";
import { createSocket } from "node:dgram";
import { assertAccessible } from "./support/axe.mjs";
import { picture } from "./support/gallery.mjs";
import { storyteller } from "./support/story.mjs";

const story = storyteller();

/** Runs in a page before its own scripts: a network that lets nothing through but relays, of which there are none. */
function blockNetwork() {
  const Original = window.RTCPeerConnection;
  window.RTCPeerConnection = class extends Original {
    constructor(configuration) {
      super({ ...configuration, iceTransportPolicy: "relay" });
    }
  };
}

/** A port of this machine that takes all and answers nothing, as a firewall does. */
async function blackHole(scene) {
  const socket = createSocket("udp4");
  scene.endsWith(() => new Promise(done => socket.close(done)));
  await new Promise(done => socket.bind(0, "127.0.0.1", done));
  return socket.address().port;
}

/** Runs in a page before its own scripts: all ways to the others lead to this port. */
function leadAstray(port) {
  const elsewhere = line => line.replace(/( (?:udp|tcp) \d+) \S+ \d+ typ/i, `$1 127.0.0.1 ${port} typ`);
  const { addIceCandidate, setRemoteDescription } = RTCPeerConnection.prototype;
  RTCPeerConnection.prototype.addIceCandidate = function (candidate) {
    return addIceCandidate.call(this, { ...candidate, candidate: elsewhere(candidate.candidate) });
  };
  RTCPeerConnection.prototype.setRemoteDescription = function ({ type, sdp = "" }) {
    const lines = sdp.split("\r\n").map(line => (line.startsWith("a=candidate:") ? elsewhere(line) : line));
    return setRemoteDescription.call(this, { type, sdp: lines.join("\r\n") });
  };
}

story(
  "Where ways do not meet, one is told that the server has no relay, which its operator can mend",
  async scene => {
    const port = await blackHole(scene);
    const people = [];
    for (const name of ["Alice", "Bob"]) {
      const person = await scene.somebody(name);
      await person.page.addInitScript(leadAstray, port);
      await person.page.goto(scene.roomUrl(name));
      people.push(person);
    }
    const [alice, bob] = people;
    await alice.meets(bob);
    await bob.turnOn("Camera");
    await alice.button("Show camera of Bob").click();
    for (const [person, name] of [
      [alice, "Bob"],
      [bob, "Alice"],
    ])
      await person.card(name).getByText("No direct way, and no relay").waitFor({ timeout: 60_000 });
    // Not while it still tries: each try that has failed is followed by another one.
    await alice.card("Bob").locator("[data-connection=failed]").waitFor({ timeout: 60_000 });
    await picture(alice, "trouble-no-relay", { check: assertAccessible, closeChat: true });
    await alice.button("Why? About the connection to Bob").click();
    await alice.page.getByText("ask who runs the server to set up TURN").waitFor();
    await alice.button("Copy report").click();
    const report = await alice.page.getByRole("textbox", { name: "Trouble report" }).inputValue();
    for (const part of [
      "turn: none",
      "likely cause: no_relay",
      "candidates: local host",
      "remote host",
      "path: none",
    ])
      assert.ok(report.includes(part), `${part} is not in\n${report}`);
    await assertAccessible(alice.page);
  },
  { timeout: 180_000 },
);

story("Who cannot get out is told so in plain words, and so is who waits for them", async scene => {
  const alice = await scene.somebody("Alice");
  await alice.page.addInitScript(blockNetwork);
  await alice.page.goto(scene.roomUrl("Alice"));
  const bob = await scene.enters("Bob");
  await alice.meets(bob);
  await bob.turnOn("Camera");
  await alice.button("Show camera of Bob").click();
  await Promise.all([
    alice.card("Bob").getByText("Your network lets nothing out").waitFor(),
    bob.card("Alice").getByText("Nothing arrives from there").waitFor(),
  ]);
  await alice.card("Bob").getByText("Waiting for the picture…").waitFor();
  await picture(alice, "trouble", { check: assertAccessible, closeChat: true });
  await alice.button("Why? About the connection to Bob").click();
  await alice.page.getByText("Your browser found no way into the network.").waitFor();
  await alice.button("Copy report").click();
  const report = await alice.page.getByRole("textbox", { name: "Trouble report" }).inputValue();
  for (const part of ["likely cause: no_local", "candidates: local none", "path: none"])
    assert.ok(report.includes(part), `${part} is not in\n${report}`);
  await picture(alice, "trouble-why", { check: assertAccessible });
});
