// SPDX-License-Identifier: AGPL-3.0-only
/** The keyboard's focus: whatever goes away, it lands on something sensible, and never at the top of the page. */
import assert from "node:assert/strict";
import { focusIsOn, focusIsOnPeople, press } from "./support/keyboard.mjs";
import { storyteller } from "./support/story.mjs";
import { until } from "./support/until.mjs";

const story = storyteller();
const phone = { viewport: { width: 320, height: 640 } };

story("Show and Hide hand the focus to each other, also of a second picture", async scene => {
  const [alice, bob] = await scene.enter("Alice", "Bob");
  await bob.turnOn("Camera");
  await bob.turnOn("Share screen");
  for (const what of ["camera of Bob", "screen of Bob"]) {
    await press(alice, "button", `Show ${what}`);
    await focusIsOn(alice, "button", `Hide ${what}`);
  }
  for (const what of ["camera of Bob", "screen of Bob"]) {
    await press(alice, "button", `Hide ${what}`, "Space");
    await focusIsOn(alice, "button", `Show ${what}`);
  }
});

story("A button that others take away leaves the focus to the people", async scene => {
  const [alice, bob] = await scene.enter("Alice", "Bob");
  await bob.turnOn("Camera");
  await press(alice, "button", "Show camera of Bob");
  await focusIsOn(alice, "button", "Hide camera of Bob");
  await bob.turnOff("Camera");
  await focusIsOnPeople(alice);
  await bob.turnOn("Camera");
  await alice.button("Show camera of Bob").focus();
  await bob.leaves();
  await focusIsOnPeople(alice);
});

story(
  "A notice that is dismissed leaves the focus to the next one, and the last to the people",
  async scene => {
    const alice = await scene.somebody("Alice");
    await alice.page.addInitScript(() => {
      navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException("", "NotFoundError"));
    });
    await alice.page.goto(`${scene.roomUrl("Alice")}&warn_redirect=true`);
    await alice.button("Camera, off").click();
    await until("both notices are there", async () => (await alice.button("Dismiss").count()) === 2);
    await press(alice, "button", "Dismiss");
    await until("one is left", async () => (await alice.button("Dismiss").count()) === 1);
    await focusIsOn(alice, "button", "Dismiss");
    await alice.page.keyboard.press("Space");
    await focusIsOnPeople(alice);
  },
);

story("Sound that waits for a click starts by keyboard, and leaves the focus to the people", async scene => {
  const alice = await scene.somebody("Alice");
  await alice.page.addInitScript(() => {
    // As browsers do before the first click or key; to them, what a test evaluates is one already.
    const { play } = HTMLMediaElement.prototype;
    HTMLMediaElement.prototype.play = () => Promise.reject(new DOMException("", "NotAllowedError"));
    addEventListener(
      "keydown",
      ({ key }) => key === "Enter" && (HTMLMediaElement.prototype.play = play),
      true,
    );
  });
  await alice.page.goto(scene.roomUrl("Alice"));
  const bob = await scene.enters("Bob");
  await bob.turnOn("Microphone");
  await press(alice, "button", "Play sound");
  await focusIsOnPeople(alice);
  await alice.button("Play sound").waitFor({ state: "detached" });
});

story("Name, chat and the controls keep the focus or give it back", async scene => {
  const alice = await scene.enters("Alice");
  await press(alice, "button", "Change name");
  await focusIsOn(alice, "textbox", "Your name");
  await alice.page.keyboard.press("Escape");
  await focusIsOn(alice, "button", "Change name");
  await press(alice, "button", "Close chat");
  await focusIsOn(alice, "button", "Chat");
  await alice.page.keyboard.press("Enter");
  await focusIsOn(alice, "button", "Chat");
  await press(alice, "button", "Send");
  await focusIsOn(alice, "textbox", "Message");
  for (const [off, on, again] of [
    ["Microphone, off", "Mute microphone, off", "Mute microphone, on"],
    ["Camera, off", "Camera, on", "Camera, off"],
    ["Share screen, off", "Share screen, on", "Share screen, off"],
  ]) {
    await press(alice, "button", off);
    await focusIsOn(alice, "button", on);
    await alice.page.keyboard.press("Space");
    await focusIsOn(alice, "button", again);
  }
  await press(alice, "button", "Leave");
  await focusIsOn(alice, "button", "Join again");
  await alice.page.keyboard.press("Enter");
  await focusIsOnPeople(alice);
});

story("Another name on the start page leaves the focus where it is", async scene => {
  const alice = await scene.somebody("Alice");
  await alice.page.goto(scene.server.url);
  await press(alice, "button", "Another name");
  await focusIsOn(alice, "button", "Another name");
});

story("On a small screen the people behind the open chat cannot be reached", async scene => {
  const alice = await scene.somebody("Alice", phone);
  await alice.page.goto(scene.roomUrl("Alice"));
  const bob = await scene.enters("Bob");
  await bob.turnOn("Camera");
  await alice.button("Show camera of Bob").waitFor();
  await press(alice, "button", "Chat");
  const reached = await tabStops(alice);
  assert.ok(reached.includes("Message") && reached.includes("Leave"), reached.join());
  assert.ok(!reached.includes("the people"), reached.join());
  const told = await screenReaderNames(alice);
  assert.ok(told.includes("Close chat"));
  for (const name of ["Show camera of Bob", "Bob", "People"]) assert.ok(!told.includes(name), told.join());
  await press(alice, "button", "Close chat");
  await focusIsOn(alice, "button", "Chat");
  await alice.button("Show camera of Bob").waitFor();
});

story("On a small screen the skip link opens the way to the people", async scene => {
  const alice = await scene.somebody("Alice", phone);
  await alice.page.goto(scene.roomUrl("Alice"));
  await press(alice, "button", "Chat");
  await press(alice, "link", "Skip to the people");
  await focusIsOnPeople(alice);
  await alice.page.getByRole("textbox", { name: "Message" }).waitFor({ state: "hidden" });
});

story("A window that becomes small takes the focus from the people to the chat above them", async scene => {
  const alice = await scene.enters("Alice");
  await alice.button("Change name").focus();
  await alice.page.setViewportSize(phone.viewport);
  await focusIsOn(alice, "region", "Messages");
  await alice.page.setViewportSize({ width: 1100, height: 700 });
  await alice.button("Change name").waitFor();
});

/** The names of all that Tab comes to, once around the page. */
async function tabStops({ page }) {
  const names = [];
  for (let presses = 0; presses < 25; presses++) {
    await page.keyboard.press("Tab");
    names.push(
      await page.evaluate(() => {
        const { activeElement: at } = document;
        if (at?.closest("#people")) return "the people";
        return at?.getAttribute("aria-label") ?? at?.textContent ?? "";
      }),
    );
  }
  return names;
}

/** The names of all that the page tells screen readers of. */
async function screenReaderNames({ page }) {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send("Accessibility.getFullAXTree");
  return nodes.filter(({ ignored }) => !ignored).map(({ name }) => name?.value ?? "");
}
