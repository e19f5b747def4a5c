// SPDX-License-Identifier: AGPL-3.0-only
/** Who is in the room: people come with their names, change them, and go in every way. */
import assert from "node:assert/strict";
import { DeployedPerson } from "./support/deployed-person.mjs";
import { laidOut } from "./support/gallery.mjs";
import { newSecret } from "./support/scene.mjs";
import { storyteller } from "./support/story.mjs";
import { until } from "./support/until.mjs";

const story = storyteller();

/** What a slow machine may take to show that somebody is gone: half of what one who might return is waited for. */
const atOnce = { timeout: 15_000 };

story("Three people see each other by name, whoever came first", async scene => {
  const [alice, bob, carol] = await scene.enter("Alice", "Bob", "Carol");
  for (const person of [alice, bob, carol]) {
    await person.page.getByRole("heading", { name: `${person.name} (you)` }).waitFor();
  }
  assert.equal(await scene.server.metric("keks_meet_rooms"), 1);
});

story("A new name is seen by everybody", async scene => {
  const [alice, bob] = await scene.enter("Alice", "Bob");
  await bob.button("Change name").click();
  await bob.page.getByRole("textbox", { name: "Your name" }).fill("Robert");
  await bob.button("Save").click();
  await alice.card("Robert").waitFor();
  await alice.misses(bob);
});

story("Whatever somebody calls themselves, the page stays whole", async scene => {
  const alice = await scene.enters("Alice");
  const dora = await DeployedPerson.enters(scene, "Dora");
  await alice.meets(dora);
  const names = {
    "<img src=x onerror=alert(1)>": "<img src=x onerror=alert(1)>",
    "\u202egnp.exe\u2066": "gnp.exe",
    "👩‍🚀🏳️‍🌈": "👩‍🚀🏳️‍🌈",
    ["x".repeat(10_000)]: `${"x".repeat(99)}…`,
    "\u200d\u3164": "Unknown person",
    "שלום Bob": "שלום Bob",
  };
  for (const [name, shown] of Object.entries(names)) {
    await dora.page.evaluate(username => deployed.send({ identify: { username } }), name);
    await dora.writes(`I am ${shown}`);
    await alice.card(shown).waitFor();
    await alice.reads({ name: shown }, `I am ${shown}`);
    for (const width of [360, 1100]) {
      await alice.page.setViewportSize({ width, height: 700 });
      await laidOut(alice.page);
      const sideways = await alice.page.evaluate(() =>
        [document.documentElement, document.getElementById("chat-lines")].some(
          ({ scrollWidth, clientWidth }) => scrollWidth > clientWidth,
        ),
      );
      assert.equal(sideways, false, `${shown.slice(0, 20)} at ${width}`);
    }
  }
  assert.equal(await alice.page.locator("img").count(), 0);
});

story("Lists change without being built anew: what one has hold of stays", async scene => {
  const [alice, bob] = await scene.enter("Alice", "Bob");
  await bob.writes("the first line");
  await alice.reads(bob, "the first line");
  const box = alice.page.getByRole("textbox", { name: "Message" });
  await box.pressSequentially("half a sen");
  const tile = await alice.card("Bob").elementHandle();
  const line = await alice.chatLine(bob, "the first line").elementHandle();
  const input = await box.elementHandle();
  const carol = await scene.enters("Carol");
  await alice.meets(carol);
  await bob.turnOn("Camera");
  await alice.button("Show camera of Bob").waitFor();
  for (let count = 1; count <= 50; count++) await carol.writes(`line ${count}`);
  await alice.reads(carol, "line 50");
  await carol.leaves();
  await alice.misses(carol);
  await alice.page.keyboard.type("tence");
  const same = (held, found) => held.evaluate((node, other) => node === other && node.isConnected, found);
  assert.ok(await same(tile, await alice.card("Bob").elementHandle()), "the tile");
  assert.ok(await same(line, await alice.chatLine(bob, "the first line").elementHandle()), "the line");
  assert.ok(await input.evaluate(node => node === document.activeElement), "the box where one writes");
  assert.equal(await box.inputValue(), "half a sentence");
});

story("Who leaves is gone at once, keeps nothing running, and can come back", async scene => {
  const [alice, bob] = await scene.enter("Alice", "Bob");
  await bob.turnOn("Camera");
  await bob.leaves();
  await alice.card("Bob").waitFor({ state: "detached", ...atOnce });
  await until(
    "the server has one member",
    async () => (await scene.server.metric("keks_meet_websockets")) === 1,
  );
  await bob.button("Join again").click();
  await alice.meets(bob);
  await bob.meets(alice);
  await bob.button("Camera, off").waitFor();
});

story("Who closes the tab in a call is gone at once", async scene => {
  const [alice, bob] = await scene.enter("Alice", "Bob");
  await bob.turnOn("Camera");
  await (await alice.show("camera", bob)).waitFor();
  bob.page.once("dialog", asked => asked.accept());
  await bob.page.close({ runBeforeUnload: true });
  await alice.card("Bob").waitFor({ state: "detached", ...atOnce });
});

story("Another fragment is another room, without a reload", async scene => {
  const [alice, bob] = await scene.enter("Alice", "Bob");
  const garden = newSecret("garden");
  const carol = await scene.enters("Carol", { secret: garden });
  await bob.turnOn("Camera");
  await bob.page.evaluate(() => (window.stillHere = true));
  await bob.page.evaluate(hash => (location.hash = hash), garden);
  await alice.card("Bob").waitFor({ state: "detached", ...atOnce });
  await bob.meets(carol);
  await carol.meets(bob);
  await bob.page.getByRole("heading", { name: "garden", exact: true }).waitFor();
  assert.equal(await bob.page.evaluate(() => window.stillHere), true, "the page was loaded again");
  assert.equal(await bob.card("Alice").count(), 0);
  await bob.button("Camera, off").waitFor();
});
