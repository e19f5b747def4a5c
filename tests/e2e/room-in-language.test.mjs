// SPDX-License-Identifier: AGPL-3.0-only
/** A whole room in a language of short words and in one of long ones: nothing is left in English, cut, or at fault. */
import assert from "node:assert/strict";
import { isFaultless, keeps } from "./support/faultless.mjs";
import { folderOf, shares, writeFileOf } from "./support/files.mjs";
import { hiddenEnglish } from "./support/language.mjs";
import { framesAdvance } from "./support/media.mjs";
import { storyteller } from "./support/story.mjs";

const story = storyteller();

for (const locale of ["ja-JP", "de-DE"]) {
  story(
    `A whole room in ${locale}`,
    async scene => {
      const folder = await folderOf(scene);
      const bob = await scene.enters("Bob");
      for (const source of ["Microphone", "Camera", "Share screen"]) await bob.turnOn(source);
      await shares(bob, await writeFileOf(folder, "1.bin", 1000));
      const alice = await scene.somebody("Alice", { locale });
      const { page } = alice;
      await page.goto(scene.roomUrl("Alice"));
      await page.getByRole("heading", { name: "Bob", exact: true }).waitFor();
      await bob.writes("1, 2, 3");
      await page.locator(".words").waitFor();
      await page.locator(".offer button").first().click();
      await framesAdvance(page.locator("video").first());
      await page.locator(".offer button").waitFor();
      await page.locator(".files-title").click();
      await page.locator(".files-lists").waitFor();
      const language = locale.slice(0, 2);
      assert.equal(await page.locator("html").getAttribute("lang"), language);
      await keeps(alice, `room-${language}`, { check: isSoundIn });
      for (const opener of await page.locator(".toolbar [aria-haspopup=menu]").all()) {
        await opener.click();
        await page.getByRole("menu").waitFor();
        await isSoundIn(page);
        await page.keyboard.press("Escape");
      }
      await page.locator(".person-name + * ~ [aria-haspopup=dialog]").first().click();
      await page.getByRole("dialog").waitFor();
      await keeps(alice, `person-${language}`, { check: isSoundIn });
      await page.keyboard.press("Escape");
      for (const opener of await page.locator(".header-tools [aria-haspopup=dialog]").all()) {
        await opener.click();
        await page.getByRole("dialog").waitFor();
        const tabs = await page.getByRole("tab").all();
        for (const tab of tabs) {
          await tab.click();
          await isSoundIn(page);
        }
        await isSoundIn(page);
        await page.keyboard.press("Escape");
        await page.getByRole("dialog").waitFor({ state: "detached" });
      }
      await page.locator(".tool.danger").click();
      await page.locator("h1").waitFor();
      await keeps(alice, `left-${language}`, { check: isSoundIn });
    },
    { timeout: 300_000 },
  );
}

async function isSoundIn(page) {
  await isFaultless(page);
  assert.deepEqual(await hiddenEnglish(page), []);
  const cut = await page.locator(".tool-label").evaluateAll(labels =>
    labels
      // Where there is no room for words, screen readers alone have them.
      .filter(label => label.clientWidth > 1 && label.scrollWidth > label.clientWidth)
      .map(label => label.textContent),
  );
  assert.deepEqual(cut, [], "cut labels");
}
