// SPDX-License-Identifier: AGPL-3.0-only
/** A connection that cannot come about: both are told the likely cause, and can pass on a report. */
import assert from "node:assert/strict";
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
  await picture(alice, "trouble", { check: assertAccessible, closeChat: true });
  await alice.button("Why? About the connection to Bob").click();
  await alice.page.getByText("Your browser found no way into the network.").waitFor();
  await alice.button("Copy report").click();
  const report = await alice.page.getByRole("textbox", { name: "Trouble report" }).inputValue();
  for (const part of ["likely cause: no_local", "candidates: local none", "path: none"])
    assert.ok(report.includes(part), `${part} is not in\n${report}`);
  await picture(alice, "trouble-why", { check: assertAccessible });
});
