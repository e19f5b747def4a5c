// SPDX-License-Identifier: AGPL-3.0-only
/** Chat: text arrives, in order, at everybody, and as nothing but text. */
import assert from "node:assert/strict";
import { storyteller } from "./support/story.mjs";

const story = storyteller();

story("Chat arrives both ways, also at a third person, in the order in which it was written", async scene => {
  const [alice, bob, carol] = await scene.enter("Alice", "Bob", "Carol");
  const numbers = Array.from({ length: 12 }, (_, index) => `line ${index + 1}`);
  for (const text of numbers) await alice.writes(text);
  for (const reader of [bob, carol]) {
    await reader.reads(alice, "line 12");
    assert.deepEqual(await chatWords(reader), numbers);
  }
  await bob.writes("good evening");
  for (const reader of [alice, carol, bob]) await reader.reads(bob, "good evening");
});

story("HTML, scripts and links in names and messages are shown as text", async scene => {
  const evil = `<img src=x onerror="window.hacked=1"><script>window.hacked=1</script><a href="javascript:1">x</a>`;
  const [alice, mallory] = [await scene.enters("Alice"), await scene.enters("<b>M</b>")];
  await alice.meets(mallory);
  await mallory.meets(alice);
  await mallory.writes(evil);
  await alice.reads(mallory, evil);
  for (const { page } of [alice, mallory]) {
    assert.equal(await page.locator("img, b, li a, li script").count(), 0);
    assert.equal(await page.evaluate(() => "hacked" in window), false);
  }
});

story("A message of several lines keeps them, and an empty one is not sent", async scene => {
  const [alice, bob] = await scene.enter("Alice", "Bob");
  const box = alice.page.getByRole("textbox", { name: "Message" });
  await alice.writes("   ");
  await box.fill("one");
  await box.press("Shift+Enter");
  await box.pressSequentially("two");
  await alice.button("Send").click();
  await bob.reads(alice, "one two");
  assert.deepEqual(await chatWords(bob), ["one\ntwo"]);
  assert.equal(await box.inputValue(), "");
});

/** The messages that the page shows, without their authors. */
function chatWords(person) {
  const lines = person.page.getByRole("region", { name: "Chat" }).last().getByRole("listitem");
  return lines.getByRole("paragraph").allInnerTexts();
}
