// SPDX-License-Identifier: AGPL-3.0-only
/** Who is in the room: people come with their names, change them, and go in every way. */
import assert from "node:assert/strict";
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
