// SPDX-License-Identifier: AGPL-3.0-only
/** Several cameras and screens, and what starts them: to choose, to switch, and to run at once. */
import assert from "node:assert/strict";
import { assertAccessible } from "./support/axe.mjs";
import { manyDevices } from "./support/browser.mjs";
import { framesAdvance, sentPackets, soundArrives, videoBytes } from "./support/media.mjs";
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

story("A camera that is chosen in the settings takes over at once, and starts the next time", async scene => {
  const [alice, bob] = await scene.enter("Alice", "Bob");
  await alice.turnOn("Camera");
  const picture = await bob.show("camera", alice);
  await framesAdvance(picture);
  const stream = await picture.evaluate(streamOf);
  await choosesInSettings(alice, "Picture", "Camera", "fake_device_2");
  await until("it gives the picture", async () => (await ownLabel(alice)) === "fake_device_2");
  await framesAdvance(picture);
  assert.equal(await picture.evaluate(streamOf), stream);
  await alice.page.reload();
  await alice.turnOn("Camera");
  assert.equal(await ownLabel(alice), "fake_device_2");
  await alice.turnOff("Camera");
  await choosesInSettings(alice, "Picture", "Camera", "fake_device_0");
  await alice.turnOn("Camera");
  assert.equal(await ownLabel(alice), "fake_device_0");
});

story(
  "A microphone that is chosen in the settings takes over at once, and starts the next time",
  async scene => {
    const [alice, bob] = await scene.enter("Alice", "Bob");
    await alice.page.addInitScript(keepCaptured);
    await alice.page.reload();
    await alice.turnOn("Microphone");
    await soundArrives(bob);
    await choosesInSettings(alice, "Sound", "Microphone", "Fake Audio Input 2");
    await until("it is the one that runs", async () => (await live(alice)).join() === "Fake Audio Input 2");
    await soundArrives(bob);
    await alice.turnOff("Microphone");
    await choosesInSettings(alice, "Sound", "Microphone", "Fake Audio Input 1");
    await alice.turnOn("Microphone");
    assert.deepEqual(await live(alice), ["Fake Audio Input 1"]);
    await alice.page.reload();
    await alice.turnOn("Microphone");
    assert.deepEqual(await live(alice), ["Fake Audio Input 1"]);
  },
);

async function choosesInSettings(person, tab, name, device) {
  await person.button("Settings").click();
  await person.page.getByRole("tab", { name: tab }).click();
  await person.page.getByRole("combobox", { name, exact: true }).selectOption({ label: device });
  await person.page.keyboard.press("Escape");
  await person.page.getByRole("dialog").waitFor({ state: "detached" });
}

const ownLabel = ({ page }) =>
  page.getByLabel("Your camera").evaluate(element => element.srcObject.getTracks()[0].label);

/** In the page: keeps the tracks of all microphones that are opened from now on. */
function keepCaptured() {
  const tracks = [];
  Object.defineProperty(window, "keksCaptured", { value: tracks });
  const { mediaDevices } = navigator;
  const original = mediaDevices.getUserMedia.bind(mediaDevices);
  mediaDevices.getUserMedia = async constraints => {
    const stream = await original(constraints);
    tracks.push(...stream.getAudioTracks());
    return stream;
  };
}

/** What the microphones are called that run. */
const live = ({ page }) =>
  page.evaluate(() =>
    keksCaptured.filter(({ readyState }) => readyState === "live").map(({ label }) => label),
  );

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
