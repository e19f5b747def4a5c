// SPDX-License-Identifier: AGPL-3.0-only
/** The server goes away in the middle of a call: the call goes on, and the rest comes back by itself. */
import assert from "node:assert/strict";
import { assertOneConnection, connectionStates, framesAdvance, soundArrives } from "./support/media.mjs";
import { newSecret } from "./support/scene.mjs";
import { Server } from "./support/server.mjs";
import { storyteller } from "./support/story.mjs";
import { TcpProxy } from "./support/tcp-proxy.mjs";

const story = storyteller();
/** What Chromium writes when it reaches no server. */
const refused = /WebSocket connection to '.*' failed|Failed to load resource: net::ERR_/;

story("The server is killed and started again in a call, and the call goes on all the while", async scene => {
  await ownServer(scene);
  const people = await scene.enter("Alice", "Bob");
  const pictures = await call(...people);
  const before = await both(people, person => connectionStates(person));
  await scene.server.kill();
  await both(people, person => roomStatus(person, "Reconnecting…").waitFor());
  await both(pictures, picture => framesAdvance(picture));
  await both(people, person => soundArrives(person));
  scene.server = await Server.start({ port: scene.server.port });
  await both(people, person => roomStatus(person, "Connected").waitFor());
  await goesOn(people, pictures);
  assert.deepEqual(await both(people, person => connectionStates(person)), before);
});

story("On the smallest screen an outage is told in full, and every button stays in reach", async scene => {
  const proxy = await TcpProxy.inFrontOf(scene);
  const alice = await scene.somebody("Alice", { viewport: { width: 320, height: 640 }, locale: "fr" });
  await alice.page.goto(
    scene.roomUrl("Alice", { secret: newSecret("a kitchen of a long name"), url: proxy.url }),
  );
  await roomStatus(alice, "Connexion établie").waitFor();
  alice.expect(refused);
  proxy.cut();
  const status = roomStatus(alice, "Reconnexion…");
  await status.waitFor();
  assert.ok(await status.evaluate(({ parentElement: whole }) => whole.scrollWidth <= whole.clientWidth));
  const buttons = alice.page.getByRole("banner").getByRole("button");
  for (const button of await buttons.all()) {
    const { x, width } = await button.boundingBox();
    assert.ok(x >= 0 && x + width <= 320, `${await button.getAttribute("aria-label")} is cut off`);
  }
  assert.ok((await buttons.count()) >= 3);
});

story("Only one of two loses the server, and neither loses the other", async scene => {
  const proxy = await TcpProxy.inFrontOf(scene);
  const alice = await scene.enters("Alice");
  const bob = await scene.enters("Bob", { url: proxy.url });
  const people = [alice, bob];
  const pictures = await call(alice, bob);
  const before = await both(people, person => connectionStates(person));
  bob.expect(refused);
  proxy.cut();
  await roomStatus(bob, "Reconnecting…").waitFor();
  await alice.card("Bob").getByText("Reconnecting…").waitFor();
  await both(pictures, picture => framesAdvance(picture));
  proxy.mend();
  await roomStatus(bob, "Connected").waitFor();
  await goesOn(people, pictures);
  assert.deepEqual(await both(people, person => connectionStates(person)), before);
});

story("What was turned on and off during an outage is seen by everybody after it", async scene => {
  const proxy = await TcpProxy.inFrontOf(scene);
  const alice = await scene.enters("Alice");
  const bob = await scene.enters("Bob", { url: proxy.url });
  const pictures = await call(alice, bob);
  bob.expect(refused);
  proxy.cut();
  await roomStatus(bob, "Reconnecting…").waitFor();
  await bob.turnOff("Camera");
  await bob.turnOn("Share screen");
  await alice.turnOff("Microphone");
  proxy.mend();
  await framesAdvance(await alice.show("screen", bob));
  await pictures[0].waitFor({ state: "detached" });
  await bob.card("Alice").getByRole("img", { name: "Microphone on" }).waitFor({ state: "detached" });
  await framesAdvance(pictures[1]);
});

story("Nobody was in a call: the room is the same again after the server's return", async scene => {
  await ownServer(scene);
  const [alice, bob] = await scene.enter("Alice", "Bob");
  await alice.writes("before");
  await bob.reads(alice, "before");
  await scene.server.kill();
  await both([alice, bob], person => roomStatus(person, "Reconnecting…").waitFor());
  scene.server = await Server.start({ port: scene.server.port });
  await both([alice, bob], person => roomStatus(person, "Connected").waitFor());
  await chatBothWays(alice, bob);
  await bob.reads(alice, "before");
  for (const person of [alice, bob]) assert.equal(await person.cards().count(), 2);
});

const both = (subjects, act) => Promise.all(subjects.map(act));

/** A server of this scene alone, and people who are used to losing it. */
async function ownServer(scene) {
  scene.server = await Server.start();
  scene.endsWith(() => scene.server.stop());
  scene.expectOfEverybody(refused);
}

/** Both with camera and microphone. Resolves to what each sees of the other. */
async function call(alice, bob) {
  for (const person of [alice, bob]) {
    await person.turnOn("Microphone");
    await person.turnOn("Camera");
  }
  const pictures = [await alice.show("camera", bob), await bob.show("camera", alice)];
  await both(pictures, picture => framesAdvance(picture));
  return pictures;
}

/** After the return: the same pictures and sound, one card for each, and chat both ways. */
async function goesOn(people, pictures) {
  const [alice, bob] = people;
  await chatBothWays(alice, bob);
  await both(pictures, picture => framesAdvance(picture));
  await both(people, person => soundArrives(person));
  await assertOneConnection(...people);
  await alice.card("Bob").getByText("Connected", { exact: true }).waitFor();
  assert.equal(await alice.card("Bob").count(), 1);
}

async function chatBothWays(alice, bob) {
  await alice.meets(bob);
  await bob.meets(alice);
  await alice.writes("are you there?");
  await bob.reads(alice, "are you there?");
  await bob.writes("as if nothing had happened");
  await alice.reads(bob, "as if nothing had happened");
}

/** The word about our own connection, at the top of the page. */
function roomStatus(person, text) {
  return person.page.getByRole("banner").getByText(text, { exact: true });
}
