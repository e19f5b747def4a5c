// SPDX-License-Identifier: AGPL-3.0-only
/** Everything can be done without a mouse, and a screen reader is told what happens. */
import assert from "node:assert/strict";
import { focusIsOn, focusIsOnPeople, tabTo } from "./support/keyboard.mjs";
import { storyteller } from "./support/story.mjs";
import { until } from "./support/until.mjs";

const story = storyteller();

story(
  "From the start page into a room, a message, a microphone, and out again, by keyboard alone",
  async scene => {
    const alice = await scene.somebody("Alice");
    const { page } = alice;
    await page.goto(scene.server.url);
    await focusIsOn(alice, "textbox", "Room name");
    await page.keyboard.type("parlour");
    await tabTo(alice, "button", "Join");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "parlour" }).waitFor();
    const bob = await scene.enters("Bob", { secret: new URL(page.url()).hash.slice(1) });
    await tabTo(alice, "textbox", "Message");
    await page.keyboard.type("no mouse here");
    await page.keyboard.press("Enter");
    await bob.page.getByText("no mouse here", { exact: true }).waitFor();
    await tabTo(alice, "button", "Microphone, off");
    await page.keyboard.press("Space");
    await focusIsOn(alice, "button", "Mute microphone, off");
    await page.keyboard.press("Enter");
    await focusIsOn(alice, "button", "Mute microphone, on");
    await tabTo(alice, "button", "Leave");
    await page.keyboard.press("Enter");
    await focusIsOn(alice, "button", "Join again");
    await page.keyboard.press("Enter");
    await page.getByRole("banner").getByText("Connected", { exact: true }).waitFor();
    await alice.meets(bob);
    await bob.hears("left");
    await until("Bob sees her again", async () => (await bob.cards().count()) === 2);
  },
);

story("A picture can be asked for and hidden, and a name changed, by keyboard alone", async scene => {
  const [alice, bob] = await scene.enter("Alice", "Bob");
  await bob.turnOn("Camera");
  await tabTo(alice, "button", "Show camera of Bob");
  await alice.page.keyboard.press("Enter");
  await alice.picture("camera", bob).waitFor();
  await tabTo(alice, "button", "Hide camera of Bob");
  await alice.page.keyboard.press("Space");
  await alice.picture("camera", bob).waitFor({ state: "detached" });
  await tabTo(alice, "button", "Change name");
  await alice.page.keyboard.press("Enter");
  await focusIsOn(alice, "textbox", "Your name");
  await alice.page.keyboard.type("Alina");
  await alice.page.keyboard.press("Enter");
  await bob.card("Alina").waitFor();
  await focusIsOn(alice, "button", "Change name");
});

story("The skip link is first, and leads to the people without touching the room's secret", async scene => {
  const alice = await scene.enters("Alice");
  const address = alice.page.url();
  await alice.page.keyboard.press("Tab");
  await focusIsOn(alice, "link", "Skip to the people");
  await alice.page.keyboard.press("Enter");
  await focusIsOnPeople(alice);
  assert.equal(alice.page.url(), address);
});

story("One polite live region tells who comes, speaks and goes, and the landmarks are there", async scene => {
  const alice = await scene.enters("Alice");
  const bob = await scene.enters("Bob");
  await alice.hears("Bob joined");
  await bob.writes("the kettle is on");
  await alice.hears("Bob: the kettle is on");
  await bob.leaves();
  await alice.hears("Bob left");
  const live = alice.page.locator(
    "[aria-live], [role=alert], [role=log], [role=status], [role=timer], [role=marquee]",
  );
  assert.equal(await live.count(), 1);
  assert.equal(await live.getAttribute("aria-live"), "polite");
  for (const landmark of ["banner", "main"])
    assert.equal(await alice.page.getByRole(landmark).count(), 1, landmark);
  for (const name of ["Controls", "Chat"]) await alice.page.getByRole("region", { name }).first().waitFor();
});

story("Who has just come hears what begins from then on, and not what was there", async scene => {
  const alice = await scene.enters("Alice");
  await alice.turnOn("Camera");
  const bob = await scene.somebody("Bob");
  await bob.page.goto(scene.roomUrl("Bob"));
  await bob.button("Show camera of Alice").waitFor();
  await alice.button("Microphone, off").click();
  await bob.hears("Alice turned the microphone on");
  const heard = await bob.page.evaluate(() => keksTest.announced);
  assert.ok(!heard.some(words => words.includes("camera")), heard.join("\n"));
});

story("Who is there hears what somebody begins to share; who comes later does not", async scene => {
  const alice = await scene.enters("Alice");
  const bob = await scene.enters("Bob");
  await alice.meets(bob);
  for (const [source, words] of [
    ["Camera", "Bob turned the camera on"],
    ["Microphone", "Bob turned the microphone on"],
    ["Share screen", "Bob shares the screen"],
  ]) {
    await bob.turnOn(source);
    await alice.hears(words);
  }
  const carol = await scene.enters("Carol");
  await carol.button("Show screen of Bob").waitFor();
  await alice.writes("welcome");
  await carol.hears("Alice: welcome");
  const heard = await carol.page.evaluate(() => keksTest.announced);
  assert.ok(!heard.some(words => /turned|shares/.test(words)), heard.join("\n"));
});
