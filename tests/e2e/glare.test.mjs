// SPDX-License-Identifier: AGPL-3.0-only
/** Both sides start something in the same moment: offers cross, and all must settle. */
import { crossOffers } from "./support/crossing.mjs";
import {
  atRest,
  assertOneConnection,
  framesAdvance,
  seesEverybody,
  settled,
  soundArrives,
} from "./support/media.mjs";
import { storyteller } from "./support/story.mjs";
import { TcpProxy } from "./support/tcp-proxy.mjs";

const story = storyteller();
const rounds = 3;

const both = (people, act) => Promise.all(people.map((person, index) => act(person, people[1 - index])));

story("Offers that certainly cross settle every time", async scene => {
  const [first, second] = [await TcpProxy.inFrontOf(scene), await TcpProxy.inFrontOf(scene)];
  const people = [await scene.enters("Alice", first), await scene.enters("Bob", second)];
  await both(people, (person, other) => person.meets(other));
  await both(people, person => person.turnOn("Camera"));
  for (let round = 0; round < rounds; round++) {
    await both(people, (person, other) => person.button(`Show camera of ${other.name}`).waitFor());
    await crossOffers([first, second], people, () =>
      both(people, (person, other) => person.show("camera", other)),
    );
    await both(people, (person, other) => framesAdvance(person.picture("camera", other)));
    await both(people, (person, other) => person.hide("camera", other));
    await atRest(...people);
  }
  await assertOneConnection(...people);
});

story("Both ask for the other's camera at once, many times over, and always see each other", async scene => {
  const people = await scene.enter("Alice", "Bob");
  await both(people, person => person.turnOn("Camera"));
  for (let round = 0; round < rounds; round++) {
    const pictures = await both(people, (person, other) => person.show("camera", other));
    await Promise.all(pictures.map(picture => framesAdvance(picture)));
    await both(people, (person, other) => person.hide("camera", other));
    await atRest(...people);
  }
  await assertOneConnection(...people);
});

story("Both ask for the other's camera at once when they have just met, many times over", async scene => {
  for (let round = 0; round < rounds; round++) {
    const people = await scene.enter("Alice", "Bob");
    await both(people, person => person.turnOn("Camera"));
    const pictures = await both(people, (person, other) => person.show("camera", other));
    await both(pictures, picture => framesAdvance(picture));
    await assertOneConnection(...people);
    await both(people, person => person.leaves());
  }
});

story("Both turn their microphone on at once, many times over, and always hear each other", async scene => {
  const people = await scene.enter("Alice", "Bob");
  for (let round = 0; round < rounds; round++) {
    await both(people, person => person.turnOn("Microphone"));
    await both(people, person => soundArrives(person));
    await both(people, person => person.turnOff("Microphone"));
    await atRest(...people);
  }
});

story("Three people turn everything on at once", async scene => {
  const people = await scene.enter("Alice", "Bob", "Carol");
  await Promise.all(
    people.map(async person => {
      for (const source of ["Microphone", "Camera"]) await person.turnOn(source);
      await seesEverybody(person, people);
    }),
  );
  await Promise.all(people.map(person => soundArrives(person)));
  await settled(...people);
});
