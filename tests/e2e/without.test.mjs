// SPDX-License-Identifier: AGPL-3.0-only
/** What is missing is said clearly, and everything else works. */
import assert from "node:assert/strict";
import { storyteller } from "./support/story.mjs";

const story = storyteller();

story("Without WebRTC there is a clear word, and chat works", async scene => {
  const alice = await scene.somebody("Alice");
  await alice.page.addInitScript(() => {
    delete window.RTCPeerConnection;
    delete window.webkitRTCPeerConnection;
  });
  await alice.page.goto(scene.roomUrl("Alice"));
  await alice.isTold("This browser has no calls", "switch WebRTC on in its settings");
  const bob = await scene.enters("Bob");
  await chatWorks(alice, bob);
  await bob.turnOn("Microphone");
  await bob.turnOn("Camera");
  await alice.card("Bob").getByRole("img", { name: "Microphone on" }).waitFor();
  await chatWorks(alice, bob);
});

story(
  "Without Web Crypto there is a clear word, what to do about it, and no request to the room",
  async scene => {
    const alice = await scene.somebody("Alice");
    await alice.page.addInitScript(() => {
      Object.defineProperty(Crypto.prototype, "subtle", { value: undefined });
    });
    await alice.page.goto(scene.roomUrl("Alice"));
    await alice.page.getByRole("heading", { name: "This browser cannot encrypt" }).waitFor();
    await alice.page.getByText("Use a current Firefox").waitFor();
    assert.ok(!alice.requests.some(url => url.includes("signaling")));
  },
);

story("On an address that is not secure there is a clear word, what to do about it", async scene => {
  const alice = await scene.somebody("Alice");
  await alice.page.addInitScript(() => {
    Object.defineProperty(window, "isSecureContext", { value: false });
    Object.defineProperty(Crypto.prototype, "subtle", { value: undefined });
    Object.defineProperty(Navigator.prototype, "mediaDevices", { value: undefined });
  });
  await alice.page.goto(scene.roomUrl("Alice"));
  await alice.page.getByRole("heading", { name: "This address is not secure" }).waitFor();
  await alice.page.getByText("Open the page with https://").waitFor();
});

story("Without any way to devices each start says so, and the others are seen all the same", async scene => {
  const alice = await scene.somebody("Alice");
  await alice.page.addInitScript(() => {
    Object.defineProperty(Navigator.prototype, "mediaDevices", { value: undefined });
  });
  await alice.page.goto(scene.roomUrl("Alice"));
  const bob = await scene.enters("Bob");
  await alice.button("Camera, off").click();
  await alice.isTold("Camera did not start", "This browser cannot do that here");
  assert.equal(await alice.button("Share screen, off").count(), 0);
  await bob.turnOn("Camera");
  await (await alice.show("camera", bob)).waitFor();
  await chatWorks(alice, bob);
});

async function chatWorks(alice, bob) {
  await alice.meets(bob);
  await bob.meets(alice);
  const words = `hello ${Math.random()}`;
  await alice.writes(words);
  await bob.reads(alice, words);
  await bob.writes(`${words} back`);
  await alice.reads(bob, `${words} back`);
}
