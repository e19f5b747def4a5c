// SPDX-License-Identifier: AGPL-3.0-only
/** Reading the chat: links, hostile words, who came and went, what is new, and being told of it. */
import assert from "node:assert/strict";
import { looksElsewhere, missAMessage } from "./support/notifying.mjs";
import { storyteller } from "./support/story.mjs";
import { until } from "./support/until.mjs";

const story = storyteller();

story("Links lead where they say, in a tab that knows nothing of this one", async scene => {
  const [alice, bob] = await scene.enter("Alice", "Bob");
  const room = scene.roomUrl("x").split("?")[0];
  await alice.writes(`See https://example.org/a?b#c. Or ${room}, not javascript:alert(1)`);
  const links = bob.page.locator("#chat li a");
  await links.first().waitFor();
  assert.deepEqual(await links.evaluateAll(all => all.map(({ href }) => href)), [
    "https://example.org/a?b#c",
    room,
  ]);
  for (const link of await links.all()) {
    assert.equal(await link.getAttribute("rel"), "noopener noreferrer nofollow");
    assert.equal(await link.getAttribute("target"), "_blank");
  }
  await alice.writes("https://аррӏе.com/");
  await bob.page.getByText("(xn--80ak6aa92e.com)").waitFor();
});

story("Whatever is written, the page stays whole", async scene => {
  const [alice, bob] = await scene.enter("Alice", "Bob");
  const texts = [
    "<img src=x onerror=alert(1)>",
    "\u202egnp.exe",
    "👩‍🚀🏳️‍🌈",
    "x".repeat(10_000),
    "a\u0300".repeat(5000),
  ];
  for (const text of texts) await alice.writes(text);
  await alice.writes("the end");
  await bob.reads(alice, "the end");
  const words = await bob.page.locator("#chat .words").allTextContents();
  assert.deepEqual(words, [...texts, "the end"]);
  const sideways = await bob.page.evaluate(() => {
    const lines = document.getElementById("chat-lines");
    return lines.scrollWidth > lines.clientWidth || document.documentElement.scrollWidth > innerWidth;
  });
  assert.equal(sideways, false);
});

story("Who comes and goes stands between the messages", async scene => {
  const alice = await scene.enters("Alice");
  const bob = await scene.enters("Bob");
  await alice.meets(bob);
  await bob.writes("hello");
  await alice.reads(bob, "hello");
  await bob.leaves();
  await alice.page.getByText("Bob left").first().waitFor();
  const lines = await alice.page.locator("#chat li").allInnerTexts();
  assert.deepEqual(
    lines.map(line => line.replaceAll(/\s+/g, " ").replace(/ \d+:\d\d( ?[AP]M)?/, "")),
    ["Bob joined", "Bob hello", "Bob left"],
  );
});

story("What was not seen is counted, marked where it begins, and read from there", async scene => {
  const [alice, bob] = await scene.enter("Alice", "Bob");
  await alice.button("Close chat").click();
  for (let line = 1; line <= 30; line++) await bob.writes(`line ${line}`);
  const button = alice.button("Chat, 30 unread");
  await button.waitFor();
  assert.match(await alice.page.title(), /^\(30\) kitchen/);
  await button.click();
  const first = alice.page.getByText("line 1", { exact: true });
  await until("the first new line is in sight", () => isInSight(first));
  await alice.page.getByText("New messages", { exact: true }).waitFor();
  await alice.button("30 new messages").click();
  await alice.button("Chat").waitFor();
  assert.match(await alice.page.title(), /^kitchen/);
  await until("the last line is in sight", () => isInSight(alice.page.getByText("line 30", { exact: true })));
});

story("Reading older lines is not disturbed by new ones", async scene => {
  const [alice, bob] = await scene.enter("Alice", "Bob");
  for (let line = 1; line <= 30; line++) await bob.writes(`line ${line}`);
  await alice.reads(bob, "line 30");
  const lines = alice.page.getByRole("region", { name: "Messages" });
  await lines.evaluate(element => (element.scrollTop = 0));
  await alice.button("To the newest").waitFor();
  await bob.writes("one more");
  await alice.button("1 new message").waitFor();
  assert.equal(await lines.evaluate(element => element.scrollTop), 0);
  await alice.button("1 new message").click();
  await until("it is in sight", () => isInSight(alice.page.getByText("one more", { exact: true })));
});

story("Who looks elsewhere is offered notifications once, and then gets them", async scene => {
  const [alice, bob] = await missAMessage(scene);
  await alice.button("Notify me").click();
  await looksElsewhere(alice, true);
  await bob.writes("hello again");
  await until("it is told", () => alice.page.evaluate(() => notified.shown.includes("Bob: hello again")));
  await looksElsewhere(alice, false);
  assert.equal(await alice.button("Notify me").count(), 0);
});

story("Where only a service worker may notify, it does", async scene => {
  const [alice, bob] = await scene.enter("Alice", "Bob");
  await alice.page.evaluate(() => {
    const state = { shown: [], hidden: true };
    window.Notification = class {
      static permission = "granted";
      constructor() {
        throw new TypeError("Illegal constructor");
      }
    };
    ServiceWorkerRegistration.prototype.showNotification = (title, { body }) => {
      state.shown.push(body);
      return Promise.resolve();
    };
    Object.defineProperty(document, "visibilityState", { get: () => (state.hidden ? "hidden" : "visible") });
    window.notified = state;
  });
  await looksElsewhere(alice, false);
  await looksElsewhere(alice, true);
  await bob.writes("hello");
  await until("it is told", () => alice.page.evaluate(() => notified.shown.includes("Bob: hello")));
});

function isInSight(locator) {
  return locator.evaluate(element => {
    const box = element.getBoundingClientRect();
    const frame = document.getElementById("chat-lines").getBoundingClientRect();
    return box.top >= frame.top && box.bottom <= frame.bottom + 1;
  });
}
