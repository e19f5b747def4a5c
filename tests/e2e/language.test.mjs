// SPDX-License-Identifier: AGPL-3.0-only
/** The page speaks the visitor's language. */
import assert from "node:assert/strict";
import { keeps } from "./support/faultless.mjs";
import { hiddenEnglish } from "./support/language.mjs";
import { storyteller } from "./support/story.mjs";
import { until } from "./support/until.mjs";

const story = storyteller();

story("The pages speak the browser's language, and load no other", async scene => {
  const alice = await scene.somebody("Alice", { locale: "de-DE" });
  const { page } = alice;
  await page.goto(scene.server.url);
  await page.getByRole("button", { name: "Beitreten", exact: true }).click();
  await page.getByText("Verbunden", { exact: true }).waitFor();
  await alice.button("Mikrofon, aus").click();
  await alice.button("Mikrofon stumm, aus").waitFor();
  assert.equal(await page.locator("html").getAttribute("lang"), "de");
  assert.deepEqual(await hiddenEnglish(page), []);
  assert.ok(!alice.requests.some(url => /\/(es|ja|fr)-/.test(url)), "another language was loaded");
});

story("English needs no further file, and is there for those whose language is not", async scene => {
  const alice = await scene.somebody("Alice", { locale: "nl-NL" });
  await alice.page.goto(scene.roomUrl("Alice"));
  await alice.page.getByText("Connected", { exact: true }).first().waitFor();
  assert.ok(!alice.requests.some(url => /\/(de|es|ja|fr)-/.test(url)), "a language was loaded");
});

story("Another choice is followed without a reload, and lasts", async scene => {
  const alice = await scene.enters("Alice");
  for (const [language, leave] of [
    ["ja", "退出"],
    ["es", "Salir"],
    ["fr", "Quitter"],
    ["de", "Verlassen"],
  ]) {
    await alice.page.evaluate(value => window.change_pref("language", value), language);
    await alice.button(leave).waitFor();
    assert.equal(await alice.page.locator("html").getAttribute("lang"), language);
  }
  await alice.page.reload();
  await alice.button("Verlassen").waitFor();
});

story(
  "The start page offers the languages, each in itself; what is chosen there holds in rooms too",
  async scene => {
    const alice = await scene.somebody("Alice");
    const { page } = alice;
    await page.goto(scene.server.url);
    const choice = page.getByRole("combobox", { name: "Language" });
    assert.deepEqual(await choice.getByRole("option").allTextContents(), [
      "As the browser",
      "English",
      "Deutsch",
      "Español",
      "日本語",
      "Français",
    ]);
    await choice.selectOption("Deutsch");
    await alice.button("Beitreten").waitFor();
    assert.equal(await page.locator("html").getAttribute("lang"), "de");
    assert.equal(await page.evaluate(() => localStorage.getItem("keks-meet.language")), "de");
    await keeps(alice, "start-german");
    await page.reload();
    await alice.button("Beitreten").click();
    await alice.button("Verlassen").waitFor();
    await alice.button("Einstellungen").click();
    assert.equal(await page.getByRole("combobox", { name: "Sprache" }).inputValue(), "de");
    await page.getByRole("combobox", { name: "Sprache" }).selectOption("auto");
    await alice.button("Settings").waitFor();
    await page.goto(scene.server.url);
    assert.equal(await choice.inputValue(), "auto");
  },
);

story("A language that cannot be loaded leaves English, with a notice", async scene => {
  const alice = await scene.somebody("Alice", { locale: "ja-JP" });
  alice.expect(/net::ERR_FAILED/);
  await alice.page.route(/\/ja-[^/]*\.js$/, route => route.abort());
  await alice.page.goto(scene.roomUrl("Alice"));
  await alice.isTold("The language could not be loaded", "Check the connection");
  await alice.button("Leave").waitFor();
});

story("A slow language does not keep the page back for long", async scene => {
  const alice = await scene.somebody("Alice", { locale: "fr-FR" });
  const held = [];
  await alice.page.route(/\/fr-[^/]*\.js$/, route => void held.push(route));
  await alice.page.goto(scene.roomUrl("Alice"));
  await alice.button("Leave").waitFor();
  await until("the language was asked for", () => held.length > 0);
  await held[0].continue();
  await alice.button("Quitter").waitFor();
});
