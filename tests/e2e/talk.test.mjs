// SPDX-License-Identifier: AGPL-3.0-only
/** Push-to-talk: one is heard for as long as a key or the button is held, and no longer. */
import assert from "node:assert/strict";
import { assertAccessible } from "./support/axe.mjs";
import * as gallery from "./support/gallery.mjs";
import { hears, soundArrives } from "./support/media.mjs";
import { storyteller } from "./support/story.mjs";
import { phone } from "./support/touch.mjs";
import { until } from "./support/until.mjs";

const story = storyteller();

story("One is heard while Space is held, and not while one types", async scene => {
  const [alice, bob] = await scene.enter("Alice", "Bob");
  await listens(alice);
  await alice.page.keyboard.down("Space");
  await talks(alice);
  await soundArrives(bob);
  await alice.page.keyboard.up("Space");
  await isSilent(alice);
  await until("it is silent", async () => (await hears(bob)) === 0);
  const message = alice.page.getByRole("textbox", { name: "Message" });
  await message.focus();
  await alice.page.keyboard.type("a b");
  assert.equal(await message.inputValue(), "a b");
  await isSilent(alice);
});

story("The key can be another, or none, and the button says which it is", async scene => {
  const alice = await scene.enters("Alice");
  await listens(alice);
  const { keyboard } = alice.page;
  const title = () => alice.button("Hold to talk, off").getAttribute("title");
  assert.equal(await title(), "Hold to talk (Space)");
  await keyboard.press("?");
  const dialog = alice.page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Remove Space: Hold to talk" }).click();
  await dialog.getByRole("button", { name: "Add a key: Hold to talk" }).click();
  await keyboard.press("Control+k");
  await dialog.getByText("Ctrl + K is added: Hold to talk").waitFor();
  await gallery.picture(alice, "keys-talk", { check: assertAccessible });
  await dialog.getByRole("button", { name: "Add a key: Hold to talk" }).click();
  // Which it can have again: to record it is neither to talk nor to press the button.
  await keyboard.press("Space");
  await dialog.getByText("Space is added: Hold to talk").waitFor();
  await dialog.getByRole("button", { name: "Remove Space: Hold to talk" }).click();
  await keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
  assert.equal(await title(), "Hold to talk (Ctrl + K)");
  assert.equal(await alice.button("Hold to talk, off").getAttribute("aria-keyshortcuts"), "Control+K");
  await alice.page.evaluate(() => document.activeElement.blur());
  await keyboard.down("Space");
  await staysSilent(alice);
  await keyboard.up("Space");
  await keyboard.down("Control");
  await keyboard.down("k");
  await talks(alice);
  // The first key of the two that goes up ends it.
  await keyboard.up("Control");
  await isSilent(alice);
  await keyboard.up("k");
  await alice.page.evaluate(() => window.change_pref("shortcuts", false));
  await until("no key is told of", async () => (await title()) === "Hold to talk");
  await keyboard.down("Control");
  await keyboard.down("k");
  await staysSilent(alice);
  await keyboard.up("k");
  await keyboard.up("Control");
});

story("The button is held by mouse, wherever that goes, and by keyboard it is pressed", async scene => {
  const [alice, bob] = await scene.enter("Alice", "Bob");
  await listens(alice);
  const { mouse, keyboard } = alice.page;
  await alice.button("Close chat").click();
  await mouse.move(...(await middleOf(alice.button("Hold to talk, off"))));
  await mouse.down();
  await talks(alice);
  await soundArrives(bob);
  await gallery.picture(alice, "talking", { check: assertAccessible });
  await mouse.move(40, 40);
  await talks(alice);
  await mouse.up();
  await isSilent(alice);
  await alice.button("Hold to talk, off").focus();
  await keyboard.down("Space");
  await talks(alice);
  await keyboard.up("Space");
  await isSilent(alice);
  // For who cannot hold anything.
  await keyboard.press("Enter");
  await talks(alice);
  await keyboard.press("Enter");
  await isSilent(alice);
});

story("A finger holds the button; the system's gestures end it, and the page opens no menu", async scene => {
  const alice = await scene.somebody("Alice", phone);
  await alice.page.goto(scene.roomUrl("Alice"));
  await alice.button("Microphone, off").waitFor();
  await listens(alice);
  const [x, y] = await middleOf(alice.button("Hold to talk, off"));
  const session = await alice.page.context().newCDPSession(alice.page);
  const touch = (type, ...touchPoints) => session.send("Input.dispatchTouchEvent", { type, touchPoints });
  await touch("touchStart", { x, y });
  await talks(alice);
  const menu = await alice
    .button("Hold to talk, on")
    .evaluate(node => node.dispatchEvent(new MouseEvent("contextmenu", { bubbles: true, cancelable: true })));
  assert.equal(menu, false, "the browser's menu would open");
  // Over the page, as a thumb that rolls: no scrolling takes it away.
  await touch("touchMove", { x, y: y - 120 });
  await talks(alice);
  await touch("touchEnd");
  await isSilent(alice);
  await touch("touchStart", { x, y });
  await talks(alice);
  await touch("touchCancel");
  await isSilent(alice);
  await gallery.picture(alice, "hold-to-talk", { sizes: [phone.viewport], check: assertAccessible });
});

story(
  "What listens for the button did not come: that is told, and the button opens no microphone",
  async scene => {
    const alice = await scene.enters("Alice");
    alice.expect(/net::ERR_FAILED/);
    const part = /\/push-to-talk-[^/]*\.js$/;
    await alice.page.route(part, route => route.abort());
    await alice.page.evaluate(() => window.change_pref("push_to_talk", true));
    await alice.isTold("Part of the page could not be loaded", "Check the connection");
    await alice.button("Microphone, off").click();
    await isSilent(alice);
    await alice.button("Hold to talk, off").click();
    await staysSilent(alice);
    // For who cannot hold anything, as always.
    await alice.button("Hold to talk, off").focus();
    await alice.page.keyboard.press("Enter");
    await talks(alice);
    await alice.page.keyboard.press("Enter");
    await isSilent(alice);
    await alice.page.unroute(part);
    await alice.button("Try again").click();
    await hasCome(alice);
    await alice.page.keyboard.down("Space");
    await talks(alice);
    await alice.page.keyboard.up("Space");
    await isSilent(alice);
  },
);

story("Whoever goes elsewhere with the button or the key held is not heard any more", async scene => {
  const alice = await scene.enters("Alice");
  await listens(alice);
  const leaves = {
    blur: () => window.dispatchEvent(new Event("blur")),
    visibilitychange: () => document.dispatchEvent(new Event("visibilitychange")),
  };
  for (const leave of Object.values(leaves)) {
    await alice.page.keyboard.down("Space");
    await talks(alice);
    await alice.page.evaluate(leave);
    await isSilent(alice);
    await alice.page.keyboard.up("Space");
    await alice.page.mouse.move(...(await middleOf(alice.button("Hold to talk, off"))));
    await alice.page.mouse.down();
    await talks(alice);
    await alice.page.evaluate(leave);
    await isSilent(alice);
    await alice.page.mouse.up();
    await isSilent(alice);
  }
});

/** Push-to-talk and the microphone are on. */
async function listens(person) {
  await person.page.evaluate(() => window.change_pref("push_to_talk", true));
  await person.button("Microphone, off").click();
  await isSilent(person);
  await hasCome(person);
}

/** What listens is there. */
async function hasCome(person) {
  await until("a finger on it does not scroll", () =>
    person.button("Hold to talk, off").evaluate(node => getComputedStyle(node).touchAction === "none"),
  );
}

const talks = person => person.button("Hold to talk, on").waitFor();
const isSilent = person => person.button("Hold to talk, off").waitFor();

/** What was done a moment ago has been drawn, if it does anything. */
async function staysSilent(person) {
  await person.page.evaluate(
    () => new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(resolve))),
  );
  assert.equal(await person.button("Hold to talk, off").count(), 1);
}

async function middleOf(button) {
  const { x, y, width, height } = await button.boundingBox();
  return [x + width / 2, y + height / 2];
}
