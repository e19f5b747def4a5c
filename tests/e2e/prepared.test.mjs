// SPDX-License-Identifier: AGPL-3.0-only
/** Between clients that know of it, the connection stands before anything is requested. */
import assert from "node:assert/strict";
import { DeployedPerson } from "./support/deployed-person.mjs";
import { atRest, connectionStates, framesAdvance } from "./support/media.mjs";
import { storyteller } from "./support/story.mjs";
import { until } from "./support/until.mjs";

const story = storyteller();

story("Who meets is connected at once, and the first picture goes over that connection", async scene => {
  const people = await scene.enter("Alice", "Bob", "Carol");
  for (const person of people) {
    await until("both connections stand", async () => {
      const states = await connectionStates(person);
      return states.length === 2 && states.every(state => state === "connected");
    });
  }
  await atRest(...people);
  const [alice, bob] = people;
  await bob.turnOn("Camera");
  await framesAdvance(await alice.show("camera", bob));
  assert.equal((await connectionStates(alice)).length, 2);
});

story("A deployed client gets no connection before one is requested", async scene => {
  const alice = await scene.enters("Alice");
  const dora = await DeployedPerson.enters(scene, "Dora");
  await alice.meets(dora);
  await alice.writes("hello");
  await until("Dora reads it", async () => (await dora.chat()).length === 1);
  assert.deepEqual(await connectionStates(alice), []);
  await dora.assertContent();
});
