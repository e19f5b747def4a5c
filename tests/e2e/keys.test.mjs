// SPDX-License-Identifier: AGPL-3.0-only
/** Keys do what buttons do, never while one types, and can be changed. */
import assert from "node:assert/strict";
import { storyteller } from "./support/story.mjs";
import { until } from "./support/until.mjs";

const story = storyteller();

story("Each key does what it says", async scene => {
  const alice = await scene.enters("Alice");
  const { keyboard } = alice.page;
  await keyboard.press("m");
  await alice.button("Mute microphone, off").waitFor();
  await keyboard.press("r");
  await alice.button("Mute microphone, on").waitFor();
  for (const [key, source] of [
    ["c", "Camera"],
    ["s", "Share screen"],
  ]) {
    await keyboard.press(key);
    await alice.button(`${source}, on`).waitFor();
    await keyboard.press(key);
    await alice.button(`${source}, off`).waitFor();
  }
  await alice.button("Close chat").click();
  await keyboard.press("Control+Enter");
  await message(alice).and(alice.page.locator(":focus")).waitFor();
  await blur(alice);
  await keyboard.press(",");
  await alice.page.getByRole("tab", { name: "You", selected: true }).waitFor();
  await keyboard.press("Escape");
  await alice.page.locator("dialog").waitFor({ state: "detached" });
  await keyboard.press("?");
  await alice.page.getByRole("tab", { name: "Keys", selected: true }).waitFor();
});

story("A key that follows the end of the settings at once opens them again", async scene => {
  const alice = await scene.enters("Alice");
  const { keyboard } = alice.page;
  const shown = alice.page.getByRole("tab", { name: "Keys", selected: true });
  await keyboard.press("?");
  for (let round = 0; round < 40; round++) {
    await shown.waitFor();
    await Promise.all([keyboard.press("Escape"), keyboard.press("?")]);
    // What was lost came to nothing by now.
    await alice.page.evaluate(() => new Promise(done => setTimeout(done, 50)));
  }
  await shown.waitFor();
});

story("Ctrl+C ends all that is shared, but copies while text is selected", async scene => {
  const alice = await scene.enters("Alice");
  const { keyboard } = alice.page;
  for (const source of ["Microphone", "Camera", "Share screen"]) await alice.turnOn(source);
  await alice.page.evaluate(() => getSelection().selectAllChildren(document.querySelector("h1")));
  await keyboard.press("Control+c");
  await alice.page.evaluate(() => getSelection().removeAllRanges());
  await message(alice).focus();
  await keyboard.press("Control+c");
  await keyboard.type("mrcs,?");
  assert.equal(await message(alice).inputValue(), "mrcs,?");
  for (const source of ["Microphone", "Camera", "Share screen"]) await alice.isOn(source);
  await blur(alice);
  await keyboard.press("Control+c");
  for (const source of ["Microphone", "Camera", "Share screen"])
    await alice.button(`${source}, off`).waitFor();
});

story("Nothing happens with other modifiers, in a dialog, or while keys are switched off", async scene => {
  const alice = await scene.enters("Alice");
  const { keyboard } = alice.page;
  await keyboard.press("Shift+M");
  await keyboard.press("Alt+m");
  await keyboard.press("?");
  await alice.page.getByRole("tab", { name: "Keys", selected: true }).waitFor();
  await keyboard.press("m");
  await alice.page.getByRole("switch", { name: "Keys do what buttons do" }).uncheck();
  await keyboard.press("Escape");
  await alice.page.getByRole("dialog").waitFor({ state: "detached" });
  await keyboard.press("m");
  assert.equal(await alice.button("Microphone, off").getAttribute("aria-keyshortcuts"), null);
  await alice.page.evaluate(() => window.change_pref("shortcuts", true));
  await until("the key is told of again", () =>
    alice.button("Microphone, off").getAttribute("aria-keyshortcuts"),
  );
  await keyboard.press("m");
  await alice.button("Mute microphone, off").waitFor();
});

story("Keys are changed by pressing them, by keyboard alone, and one key does one thing", async scene => {
  const alice = await scene.enters("Alice");
  const { keyboard } = alice.page;
  const dialog = alice.page.getByRole("dialog");
  const focused = alice.page.locator(":focus");
  await keyboard.press("?");
  const add = dialog.getByRole("button", { name: "Add a key: Camera" });
  await add.focus();
  await keyboard.press("Enter");
  await keyboard.press("m");
  await dialog.getByText("M already does something: Microphone.").waitFor();
  await keyboard.press("Shift+Control+v");
  await dialog.getByText("Ctrl + Shift + V is added: Camera").waitFor();
  await dialog.getByRole("button", { name: "Remove C: Camera" }).focus();
  await keyboard.press("Enter");
  await add.and(focused).waitFor();
  await keyboard.press("Enter");
  await keyboard.press("Escape");
  await add.and(focused).waitFor();
  await keyboard.press("Enter");
  await keyboard.press("Tab");
  await dialog.getByRole("button", { name: "Remove S: Share the screen" }).and(focused).waitFor();
  await keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
  await alice.page.reload();
  const camera = alice.button("Camera, off");
  await camera.waitFor();
  assert.equal(await camera.getAttribute("aria-keyshortcuts"), "Control+Shift+V");
  assert.equal(await camera.getAttribute("title"), "Camera (Ctrl + Shift + V)");
  await alice.page.getByText("Connected", { exact: true }).first().waitFor();
  await keyboard.press("c");
  await keyboard.press("Control+Shift+V");
  await alice.button("Camera, on").waitFor();
});

function message(person) {
  return person.page.getByRole("textbox", { name: "Message" });
}

function blur(person) {
  return person.page.evaluate(() => document.activeElement.blur());
}
