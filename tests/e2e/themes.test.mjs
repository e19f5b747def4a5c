// SPDX-License-Identifier: AGPL-3.0-only
/** Whatever colours the server is given: text can be read, and the page says so itself. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { assertAccessible } from "./support/axe.mjs";
import { launchBrowser } from "./support/browser.mjs";
import { oneStandsOut } from "./support/colours.mjs";
import { folderOf, saved, shares, downloads, writeFileOf } from "./support/files.mjs";
import { laidOut, picture } from "./support/gallery.mjs";
import { Scene } from "./support/scene.mjs";
import { Server } from "./support/server.mjs";
import { tell } from "./support/story.mjs";

/** accent, accent_dark, accent_light, background, background_dark, background_light */
const themes = {
  light: ["#0b57d0", "#0842a0", "#a8c7fa", "#ffffff", "#e8eaf0", "#f6f8fc"],
  green: ["#5bd97a", "#3aa85a", "#9ef2b4", "#182119", "#0e1510", "#26332a"],
  loud: ["yellow", "hotpink", "rebeccapurple", "hsl(277 59% 40%)", "hsl(277 59% 32%)", "hsl(277 59% 48%)"],
};
const keys = ["ACCENT", "ACCENT_DARK", "ACCENT_LIGHT", "BACKGROUND", "BACKGROUND_DARK", "BACKGROUND_LIGHT"];

for (const [name, colours] of Object.entries(themes)) {
  test(`With ${name} colours everything can be read`, { timeout: 120_000 }, async () => {
    const environment = Object.fromEntries(
      keys.map((key, index) => [`KEKS_MEET_APPEARANCE_${key}`, colours[index]]),
    );
    const server = await Server.start({ environment });
    try {
      await inBrowser(server, name);
    } finally {
      await server.stop();
    }
  });
}

async function inBrowser(server, name) {
  const browser = await launchBrowser();
  try {
    await tell(new Scene(browser, server), `With ${name} colours`, scene => visit(scene, name));
  } finally {
    await browser.close();
  }
}

async function visit(scene, name) {
  const stranger = await scene.somebody("Carol");
  await stranger.page.goto(scene.server.url);
  await stranger.button("Join").waitFor();
  await assertAccessible(stranger.page);

  const [alice, bob] = await scene.enter("Alice", "Bob");
  await shares(bob, await writeFileOf(await folderOf(scene), "one.bin", 1000));
  await saved(await downloads(alice, "one.bin", bob), 20_000);
  await bob.writes("See https://example.org/");
  await alice.reads(bob, "See https://example.org/");
  await alice.writes("I see https://example.org/ too");
  await bob.turnOn("Share screen");
  await alice.button("Show screen of Bob").waitFor();
  await alice.turnOn("Microphone");
  await alice.page.locator(".tile[data-speaking=true]").waitFor();
  await ringStandsOut(alice.page);
  await assertAccessible(alice.page);
  await alice.button("Send").hover();
  await assertAccessible(alice.page);
  await picture(alice, `theme-${name}`, {});
  for (const panel of ["Invite", "Rooms", "Settings"]) {
    await alice.button(panel).first().click();
    await alice.page.getByRole("dialog").waitFor();
    await laidOut(alice.page);
    await assertAccessible(alice.page);
    await alice.page.keyboard.press("Escape");
    await alice.page.getByRole("dialog").waitFor({ state: "detached" });
  }
  const scheme = await alice.page.evaluate(() => getComputedStyle(document.documentElement).colorScheme);
  assert.equal(scheme, name === "light" ? "light" : "dark");
}

/** Who speaks is seen on any picture: of the two lines around it one has a contrast of 3 to each shade (WCAG 1.4.11). */
async function ringStandsOut(page) {
  // Who has just begun to speak has a ring that is half-way to its colour.
  await page.emulateMedia({ reducedMotion: "reduce" });
  const lines = await page.locator(".tile[data-speaking=true]").evaluate(tile => {
    const { borderTopColor, boxShadow } = getComputedStyle(tile, "::after");
    return [borderTopColor, /^rgb\([^)]*\)/.exec(boxShadow)?.[0] ?? ""].map(colour =>
      colour.match(/[\d.]+/g)?.map(Number),
    );
  });
  assert.ok(oneStandsOut(...lines), lines.join(" | "));
  await page.emulateMedia({ reducedMotion: null });
}
