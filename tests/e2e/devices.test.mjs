// SPDX-License-Identifier: AGPL-3.0-only
/** Several cameras and microphones: to choose, to switch, and to run at once. */
import assert from "node:assert/strict";
import { assertAccessible } from "./support/axe.mjs";
import { manyDevices } from "./support/browser.mjs";
import * as gallery from "./support/gallery.mjs";
import { framesAdvance, hears, sentPackets, soundArrives, videoBytes } from "./support/media.mjs";
import { storyteller } from "./support/story.mjs";
import { until, untilAbove, untilStill } from "./support/until.mjs";

const story = storyteller({ devices: manyDevices });

story("Another camera is chosen in the call: the others go on seeing the same resource", async scene => {
  const [alice, bob] = await scene.enter("Alice", "Bob");
  await alice.turnOn("Camera");
  const picture = await bob.show("camera", alice);
  await framesAdvance(picture);
  const [stream, device] = await Promise.all([picture.evaluate(streamOf), ownDevice(alice)]);
  await alice.chooses("Camera", "menuitemradio", "fake_device_2");
  await until("another device gives the picture", async () => (await ownDevice(alice)) !== device);
  await framesAdvance(picture);
  assert.equal(await picture.evaluate(streamOf), stream);
  const menu = await alice.opensMenu("Camera");
  await menu.getByRole("menuitemradio", { name: "fake_device_2", checked: true }).waitFor();
  await assertAccessible(alice.page);
  await alice.page.keyboard.press("Escape");
  await menu.waitFor({ state: "detached" });
  assert.equal(await alice.button("Camera: options").evaluate(node => node === document.activeElement), true);
});

story("Two cameras and two screens run at once, and each ends by its own button", async scene => {
  const [alice, bob] = await scene.enter("Alice", "Bob");
  await alice.turnOn("Camera");
  await alice.chooses("Camera", "menuitem", /^Add fake_device_2/);
  await alice.turnOn("Share screen");
  await alice.chooses("Share screen", "menuitem", "Share another screen");
  const shows = name => bob.button(`Show ${name} of Alice`);
  for (const name of ["camera", "screen"]) {
    await until(`two of ${name} are offered`, async () => (await shows(name).count()) === 2);
    await shows(name).first().click();
    await shows(name).click();
    const pictures = bob.page.getByLabel(`${name} of Alice`, { exact: true }).and(bob.page.locator("video"));
    await until(`two of ${name} are shown`, async () => (await pictures.count()) === 2);
    for (const picture of await pictures.all()) await framesAdvance(picture);
  }
  await alice.button("Stop sharing the screen").first().click();
  await until(
    "one screen is left",
    async () => (await bob.page.getByLabel("screen of Alice", { exact: true }).count()) === 1,
  );
  await alice.button("Share screen, on").click();
  await alice.button("Share screen, off").waitFor();
  await alice.button("Camera, on").click();
  await until("nothing is shown any more", async () => (await bob.page.locator("video").count()) === 0);
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

story("Settings reach a camera and a microphone that run, and who counts as speaking", async scene => {
  const [alice, bob] = await scene.enter("Alice", "Bob");
  const prefers = (person, key, value) =>
    person.page.evaluate(([key, value]) => window.change_pref(key, value), [key, value]);
  await alice.page.evaluate(noteAsked);
  await alice.turnOn("Camera");
  await alice.turnOn("Microphone");
  const shown = await bob.show("camera", alice);
  await framesAdvance(shown);
  await prefers(alice, "video_resolution", "180");
  await prefers(alice, "video_fps", "5");
  await until("the camera's picture is smaller and slower", async () => {
    const { height, frameRate } = await ownSettings(alice);
    return height === 180 && frameRate <= 5;
  });
  await prefers(alice, "echo_cancellation", "false");
  await prefers(alice, "native_noise_suppression", "true");
  await until("the browser is asked for such a microphone", () =>
    alice.page.evaluate(() => {
      const { audio } = keksTest.asked.findLast(constraints => constraints.audio) ?? {};
      return audio?.echoCancellation?.ideal === false && audio.noiseSuppression?.ideal === true;
    }),
  );
  await framesAdvance(shown);
  await soundArrives(bob);
  const speaks = bob.card("Alice").and(bob.page.locator("[data-speaking=true]"));
  await speaks.waitFor();
  await prefers(bob, "audio_activity_threshold", "1");
  await speaks.waitFor({ state: "detached" });
  await prefers(bob, "audio_activity_threshold", "0.003");
  await speaks.waitFor();
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

story("Push-to-talk: heard while the key is held, and not while one types", async scene => {
  const [alice, bob] = await scene.enter("Alice", "Bob");
  await alice.page.evaluate(() => window.change_pref("push_to_talk", true));
  await alice.button("Microphone, off").click();
  await alice.button("Mute microphone, on").waitFor();
  await alice.page.keyboard.down("Space");
  await alice.button("Mute microphone, off").waitFor();
  await soundArrives(bob);
  await alice.page.keyboard.up("Space");
  await alice.button("Mute microphone, on").waitFor();
  await alice.page.getByRole("textbox", { name: "Message" }).focus();
  await alice.page.keyboard.type("a b");
  assert.equal(await alice.page.getByRole("textbox", { name: "Message" }).inputValue(), "a b");
  assert.equal(await alice.button("Mute microphone, on").count(), 1);
});

story("A device that is pulled out is replaced, with a word about it", async scene => {
  const [alice, bob] = await scene.enter("Alice", "Bob");
  await alice.turnOn("Camera");
  const picture = await bob.show("camera", alice);
  await framesAdvance(picture);
  await alice.page.getByLabel("Your camera").evaluate(element => {
    const [track] = element.srcObject.getTracks();
    track.stop();
    track.dispatchEvent(new Event("ended"));
  });
  await alice.isTold("Camera went away", "Another one has taken its place");
  await framesAdvance(picture);
});

story("A link starts nothing: it asks, and a click starts", async scene => {
  const alice = await scene.somebody("Alice");
  const asks = "camera_enabled=true&microphone_enabled=true&screencast_enabled=true";
  await alice.page.goto(`${scene.roomUrl("Alice")}&${asks}`);
  await alice.page.getByText("Camera: start now?", { exact: true }).waitFor();
  await alice.hears("Nothing starts before you say so");
  for (const source of ["Microphone", "Camera", "Share screen"]) {
    assert.equal(await alice.button(`${source}, off`).count(), 1, source);
  }
  await assertAccessible(alice.page);
  await alice.button("Start camera").click();
  await alice.isOn("Camera");
  await alice.button("Share screen").click();
  await alice.isOn("Share screen");
  await alice.button("Start microphone").click();
  await alice.isOn("Microphone");
});

story("One's own settings start microphone and camera when one enters", async scene => {
  const alice = await scene.enters("Alice");
  await alice.page.evaluate(() => {
    window.change_pref("camera_enabled", true);
    window.change_pref("microphone_enabled", true);
  });
  await alice.page.reload();
  await alice.isOn("Camera");
  await alice.isOn("Microphone");
  const bob = await scene.enters("Bob");
  await soundArrives(bob);
});

story("What nobody watches any more is really not sent", async scene => {
  const [alice, bob] = await scene.enter("Alice", "Bob");
  await alice.turnOn("Camera");
  await framesAdvance(await bob.show("camera", alice));
  await untilAbove("bytes go out", 0, () => videoBytes(alice));
  await bob.hide("camera", alice);
  await untilStill("no byte goes out any more", () => videoBytes(alice), { time: 2500 });
  assert.ok((await sentPackets(alice, "video")) > 0);
});

const streamOf = element => element.srcObject.id;

const ownDevice = ({ page }) =>
  page.getByLabel("Your camera").evaluate(element => element.srcObject.getTracks()[0].getSettings().deviceId);

/** The colour of a button's edge. */
const edgeOf = (person, name) => person.button(name).evaluate(node => getComputedStyle(node).borderTopColor);

/** In the page: keeps what devices are asked for from now on. */
function noteAsked() {
  keksTest.asked = [];
  const { mediaDevices } = navigator;
  const original = mediaDevices.getUserMedia.bind(mediaDevices);
  mediaDevices.getUserMedia = constraints => {
    keksTest.asked.push(constraints);
    return original(constraints);
  };
}

/** Of the camera's picture that one sees of oneself. */
const ownSettings = ({ page }) =>
  page.locator(".own video").evaluate(video => video.srcObject.getVideoTracks()[0].getSettings());

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
