// SPDX-License-Identifier: AGPL-3.0-only
/** On a phone everything is large enough for a finger, in every state. */
import { folderOf, opensFiles, shares, writeFileOf } from "./support/files.mjs";
import { picture } from "./support/gallery.mjs";
import { framesAdvance } from "./support/media.mjs";
import { storyteller } from "./support/story.mjs";
import { asPhonesAre, assertEasyToPress, phone } from "./support/touch.mjs";

const story = storyteller();

/** Somebody who has joined the room with a phone. */
async function callsByPhone(scene, name, { params = "", viewport = phone.viewport } = {}) {
  const person = await scene.somebody(name, { ...phone, viewport });
  await person.page.addInitScript(asPhonesAre);
  await person.page.goto(scene.roomUrl(name) + params);
  await person.page.getByText("Connected", { exact: true }).first().waitFor();
  return person;
}

/** Keeps a picture of the state as well. */
const isEasyToPress = (person, state) =>
  picture(person, `touch-${state}`, {
    sizes: [person.page.viewportSize()],
    check: assertEasyToPress,
  });

story("The start page is easy to press", async scene => {
  const alice = await scene.somebody("Alice", phone);
  await alice.page.goto(scene.server.url);
  await alice.button("Join").waitFor();
  await isEasyToPress(alice, "start");
});

story("An empty room, its notices, its panels and the page after it are easy to press", async scene => {
  const alice = await callsByPhone(scene, "Alice", {
    params: "&warn_redirect=true",
  });
  await alice.button("Dismiss").waitFor();
  await isEasyToPress(alice, "notice");
  for (const panel of ["Invite", "Rooms"]) {
    await alice.button(panel).first().click();
    await alice.page.getByRole("dialog").waitFor();
    await isEasyToPress(alice, panel.toLowerCase());
    await alice.page.keyboard.press("Escape");
  }
  await alice.leaves();
  await isEasyToPress(alice, "left");
});

story("Every page of the settings is easy to press", async scene => {
  const alice = await callsByPhone(scene, "Alice");
  await alice.button("Settings").click();
  const tabs = alice.page.getByRole("tab");
  await tabs.first().waitFor();
  for (const tab of await tabs.all()) {
    await tab.click();
    await isEasyToPress(
      alice,
      `settings-${(await tab.textContent()).trim().toLowerCase().replaceAll(" ", "-")}`,
    );
  }
});

story("Offers, pictures, one in focus and a person's options are easy to press", async scene => {
  const alice = await callsByPhone(scene, "Alice");
  const bob = await scene.enters("Bob");
  await bob.turnOn("Microphone");
  await bob.turnOn("Camera");
  await bob.turnOn("Share screen");
  await alice.button("Show camera of Bob").waitFor();
  await isEasyToPress(alice, "offers");
  await framesAdvance(await alice.show("camera", bob));
  await alice.turnOn("Microphone");
  await alice.turnOn("Camera");
  await isEasyToPress(alice, "pictures");
  await alice.opensMenu("Camera");
  await isEasyToPress(alice, "device-menu");
  await alice.page.keyboard.press("Escape");
  await framesAdvance(await alice.show("screen", bob));
  await alice.button("Back to everybody from screen of Bob").waitFor();
  await isEasyToPress(alice, "focus");
  await alice.page.keyboard.press("Escape");
  await alice.button("Options for Bob").first().click();
  await alice.page.getByRole("slider", { name: "Volume" }).waitFor();
  await isEasyToPress(alice, "person");
});

story("The chat and files are easy to press, also on the narrowest phone", async scene => {
  const alice = await callsByPhone(scene, "Alice", {
    viewport: { width: 320, height: 640 },
  });
  const bob = await scene.enters("Bob");
  const folder = await folderOf(scene);
  await shares(bob, await writeFileOf(folder, "one.bin", 1000));
  await shares(alice, await writeFileOf(folder, "two.bin", 1000));
  await opensFiles(alice);
  await alice.button("Download one.bin of Bob").waitFor();
  await isEasyToPress(alice, "files");
  await alice.button("Chat").click();
  await bob.writes("see https://example.org/a");
  await alice.page.getByRole("link", { name: "https://example.org/a" }).waitFor();
  await isEasyToPress(alice, "chat");
});
