// SPDX-License-Identifier: AGPL-3.0-only
/** Microphones and what is heard of them: chosen, muted, several at once, and through which loudspeaker. */
import assert from "node:assert/strict";
import { assertAccessible } from "./support/axe.mjs";
import { manyDevices } from "./support/browser.mjs";
import * as gallery from "./support/gallery.mjs";
import { hears, soundArrives } from "./support/media.mjs";
import { storyteller } from "./support/story.mjs";
import { until } from "./support/until.mjs";

const story = storyteller({ devices: manyDevices });

story("Another microphone is chosen in the call: the others go on hearing, by the same way", async scene => {
  const [alice, bob] = await scene.enter("Alice", "Bob");
  await alice.page.evaluate(keepCaptured);
  await alice.turnOn("Microphone");
  await soundArrives(bob);
  const heard = await bob.card("Alice").locator("audio").evaluate(streamOf);
  const negotiations = await descriptions(alice);
  await alice.chooses("Microphone", "menuitemradio", "Fake Audio Input 2");
  await until("the other one runs, and the first has ended", async () => {
    const states = await alice.page.evaluate(() =>
      keksTest.captured.map(({ label, readyState }) => `${label} ${readyState}`),
    );
    return states.length === 2 && / ended$/.test(states[0]) && states[1] === "Fake Audio Input 2 live";
  });
  await soundArrives(bob);
  assert.equal(await bob.card("Alice").locator("audio").evaluate(streamOf), heard);
  assert.equal(await descriptions(alice), negotiations, "it was negotiated anew");
  const menu = await alice.opensMenu("Microphone");
  await menu.getByRole("menuitemradio", { name: "Fake Audio Input 2", checked: true }).waitFor();
});

story("Two microphones are heard at once, and each ends for itself", async scene => {
  const [alice, bob] = await scene.enter("Alice", "Bob");
  await alice.turnOn("Microphone");
  await alice.chooses("Microphone", "menuitem", /^Add Fake Audio Input 2/);
  const sounds = bob.card("Alice").locator("audio");
  await until("two sounds come", async () => (await sounds.count()) === 2);
  await until("both are heard", () =>
    sounds.evaluateAll(all => all.every(({ currentTime, paused }) => currentTime > 0 && !paused)),
  );
  await gallery.picture(alice, "device-menu-two", { check: withOpenMenu(alice), closeChat: true });
  await alice.page.keyboard.press("Escape");
  await alice.chooses("Microphone", "menuitem", "Turn off Fake Audio Input 2");
  await until("one sound is left", async () => (await sounds.count()) === 1);
  await soundArrives(bob);
  await alice.isOn("Microphone");
});

story("Who is made louder is heard through the chosen loudspeaker too, and really louder", async scene => {
  const [alice, bob] = await scene.enter("Alice", "Bob");
  await bob.page.evaluate(notePlayers);
  await alice.turnOn("Microphone");
  await soundArrives(bob);
  await bob.button("Options for Alice").click();
  const volume = bob.page.getByRole("slider", { name: "Volume" });
  await volume.fill("200");
  await bob.page.keyboard.press("Escape");
  await until("one player is heard, and it is not that of the page", async () => {
    const players = await bob.page.evaluate(heardPlayers);
    return players.length === 1 && !players[0].inPage;
  });
  await bob.chooses("Microphone", "menuitemradio", "Fake Audio Output 2");
  await until("it goes through the chosen loudspeaker", async () => {
    const [{ sink }] = await bob.page.evaluate(heardPlayers);
    return sink !== "" && sink === (await outputNamed(bob, "Fake Audio Output 2"));
  });
  const gain = await bob.page.evaluate(gainOfHeard);
  assert.ok(gain > 1.6 && gain < 2.4, `it is ${gain} times as loud`);
  await bob.button("Options for Alice").click();
  await volume.fill("100");
  await until("the player of the page is heard again", async () => {
    const players = await bob.page.evaluate(heardPlayers);
    return players.length === 1 && players[0].inPage && players[0].sink !== "";
  });
});

story("A muted microphone sends silence at once, for all to see, and speaks again", async scene => {
  const [alice, bob] = await scene.enter("Alice", "Bob");
  await alice.turnOn("Microphone");
  await soundArrives(bob);
  const speaks = bob.card("Alice").and(bob.page.locator("[data-speaking=true]"));
  await speaks.waitFor();
  await alice.button("Mute microphone, off").click();
  await alice.button("Mute microphone, on").waitFor();
  await until("it is silent", async () => (await hears(bob)) === 0);
  await speaks.waitFor({ state: "detached" });
  const signs = (person, name) => person.card(name).getByRole("img", { name: /^Microphone/ });
  const carol = await scene.enters("Carol");
  for (const [person, name] of [
    [alice, "Alice (you)"],
    [bob, "Alice"],
    [carol, "Alice"],
  ]) {
    await person.card(name).getByRole("img", { name: "Microphone muted" }).waitFor();
    assert.equal(await signs(person, name).count(), 1);
  }
  assert.notEqual(await edgeOf(alice, "Mute microphone, on"), await edgeOf(alice, "Camera, off"));
  await gallery.picture(alice, "muted", { check: assertAccessible, closeChat: true });
  await alice.button("Mute microphone, on").click();
  await carol.card("Alice").getByRole("img", { name: "Microphone on" }).waitFor();
  await soundArrives(bob);
  await speaks.waitFor();
});

const streamOf = element => element.srcObject.id;

/** How often the page has described its side of a connection. */
const descriptions = ({ page }) =>
  page.evaluate(() => keksTest.calls.filter(([, , name]) => name === "setLocalDescription").length);

/** In the page: keeps every track that comes from a device from now on. */
function keepCaptured() {
  keksTest.captured = [];
  const { mediaDevices } = navigator;
  const original = mediaDevices.getUserMedia.bind(mediaDevices);
  mediaDevices.getUserMedia = async constraints => {
    const stream = await original(constraints);
    keksTest.captured.push(...stream.getTracks());
    return stream;
  };
}

/** The colour of a button's edge. */
const edgeOf = (person, name) => person.button(name).evaluate(node => getComputedStyle(node).borderTopColor);

/** Opens the menu for a picture: at another size of the page it closes. */
const withOpenMenu = person => async page => {
  if (!(await page.getByRole("menu").isVisible())) await person.opensMenu("Microphone");
  await assertAccessible(page);
};

/** In the page: keeps every element that plays from now on. */
function notePlayers() {
  const players = (keksTest.players = new Set(document.querySelectorAll("audio, video")));
  const original = HTMLMediaElement.prototype.play;
  HTMLMediaElement.prototype.play = function () {
    players.add(this);
    return original.call(this);
  };
}

/** In the page: those of which sound comes. */
function heardPlayers() {
  return [...keksTest.players]
    .filter(({ muted, paused, srcObject }) => !muted && !paused && srcObject?.getAudioTracks().length > 0)
    .map(({ isConnected, sinkId }) => ({ inPage: isConnected, sink: sinkId }));
}

/** In the page: how many times as loud what is heard is as what the element in the page has, over three seconds. */
async function gainOfHeard() {
  const context = new AudioContext();
  const heard = [...keksTest.players].find(({ muted, srcObject }) => !muted && srcObject !== null);
  const energies = [heard.srcObject, document.querySelector("audio").srcObject].map(stream => {
    const analyser = context.createAnalyser();
    context.createMediaStreamSource(stream).connect(analyser);
    return { analyser, sum: 0, samples: new Float32Array(analyser.fftSize) };
  });
  const end = context.currentTime + 3;
  while (context.currentTime < end) {
    for (const one of energies) {
      one.analyser.getFloatTimeDomainData(one.samples);
      for (const sample of one.samples) one.sum += sample * sample;
    }
    await new Promise(done => setTimeout(done, 20));
  }
  await context.close();
  return Math.sqrt(energies[0].sum / energies[1].sum);
}

const outputNamed = ({ page }, name) =>
  page.evaluate(async name => {
    const devices = await navigator.mediaDevices.enumerateDevices();
    return devices.find(({ kind, label }) => kind === "audiooutput" && label === name)?.deviceId;
  }, name);
