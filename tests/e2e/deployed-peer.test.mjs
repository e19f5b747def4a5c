// SPDX-License-Identifier: AGPL-3.0-only
/** Ours and a client as they are deployed: everything works both ways, and ours sends nothing that stops the other. */
import { crossOffers } from "./support/crossing.mjs";
import { DeployedPerson } from "./support/deployed-person.mjs";
import { assertOneConnection, atRest, framesAdvance, soundArrives } from "./support/media.mjs";
import { storyteller } from "./support/story.mjs";
import { TcpProxy } from "./support/tcp-proxy.mjs";
import { until } from "./support/until.mjs";

const story = storyteller();
const rounds = 3;

for (const [who, enter] of [
  ["A deployed client that comes later", oursFirst],
  ["A deployed client that was there first", deployedFirst],
]) {
  story(`${who} is met by name and chatted with`, async scene => {
    const [alice, dora] = await enter(scene);
    await until("the deployed client knows our name", async () => (await dora.names()).join() === "Alice");
    await alice.writes("hello");
    await until("our words arrive", async () => (await dora.chat()).join() === "Alice: hello");
    await dora.writes("hello yourself");
    await alice.reads(dora, "hello yourself");
    await dora.assertContent();
  });

  story(`${who} asks for our camera when we ask for theirs, many times over`, async scene => {
    const [alice, dora] = await enter(scene);
    await alice.turnOn("Camera");
    await dora.turnOn("video");
    const offered = await dora.offered();
    await alice.button("Show camera of Dora").waitFor();
    for (let round = 0; round < rounds; round++) {
      const pictures = await Promise.all([alice.show("camera", dora), dora.show(offered)]);
      await Promise.all(pictures.map(picture => framesAdvance(picture)));
      await Promise.all([alice.hide("camera", dora), dora.hide(offered)]);
      await atRest(alice, dora);
    }
    await assertOneConnection(alice);
    await dora.assertContent();
  });
}

story("Offers that certainly cross settle every time", async scene => {
  const [first, second] = [await TcpProxy.inFrontOf(scene), await TcpProxy.inFrontOf(scene)];
  const [alice, dora] = [
    await scene.enters("Alice", first),
    await DeployedPerson.enters(scene, "Dora", second),
  ];
  await alice.turnOn("Camera");
  await dora.turnOn("video");
  const offered = await dora.offered();
  await alice.button("Show camera of Dora").waitFor();
  for (let round = 0; round < rounds; round++) {
    const ask = () => Promise.all([alice.show("camera", dora), dora.show(offered)]);
    const pictures = await crossOffers([first, second], [alice, dora], ask);
    await Promise.all(pictures.map(picture => framesAdvance(picture)));
    await Promise.all([alice.hide("camera", dora), dora.hide(offered)]);
    await atRest(alice, dora);
  }
  await assertOneConnection(alice);
  await dora.assertContent();
});

story("Cameras that are turned off and on again are seen again, on both sides", async scene => {
  const [alice, dora] = await deployedFirst(scene);
  for (let round = 0; round < 3; round++) {
    await alice.turnOn("Camera");
    const ours = await dora.show(await dora.offered());
    const id = await dora.turnOn("video");
    const theirs = await alice.show("camera", dora);
    await Promise.all([framesAdvance(ours), framesAdvance(theirs)]);
    await Promise.all([alice.turnOff("Camera"), dora.turnOff(id)]);
    await Promise.all([theirs.waitFor({ state: "detached" }), dora.nothingOffered()]);
  }
  await dora.assertContent();
});

story("Microphones are heard both ways without asking", async scene => {
  const [alice, dora] = await oursFirst(scene);
  await alice.turnOn("Microphone");
  await dora.turnOn("audio");
  await Promise.all([soundArrives(alice), soundArrives(dora)]);
  // Others are told in a word that this one does not know.
  await alice.button("Mute microphone, off").click();
  await alice.button("Mute microphone, on").click();
  await soundArrives(dora);
  await dora.assertContent();
});

story(
  "A deployed client that goes is gone at once, and our going tells it nothing that it does not know",
  async scene => {
    const [alice, dora] = await oursFirst(scene);
    await dora.turnOn("video");
    await framesAdvance(await alice.show("camera", dora));
    await alice.leaves();
    await until("the deployed client is alone", async () => (await dora.names()).length === 0);
    await dora.assertContent();
    await alice.button("Join again").click();
    await alice.meets(dora);
    await dora.disconnect();
    // One who might return would be waited for twice as long.
    await alice.card("Dora").waitFor({ state: "detached", timeout: 15_000 });
  },
);

async function oursFirst(scene) {
  return meet(await scene.enters("Alice"), await DeployedPerson.enters(scene, "Dora"));
}

async function deployedFirst(scene) {
  const dora = await DeployedPerson.enters(scene, "Dora");
  return meet(await scene.enters("Alice"), dora);
}

async function meet(alice, dora) {
  await alice.meets(dora);
  return [alice, dora];
}
