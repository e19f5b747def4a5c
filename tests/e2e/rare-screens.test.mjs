// SPDX-License-Identifier: AGPL-3.0-only
/** Pictures of states that hardly anybody sees; axe looks at all of them. */
import assert from "node:assert/strict";
import { assertAccessible } from "./support/axe.mjs";
import { keeps } from "./support/faultless.mjs";
import { folderOf, opensFiles, shares, writeFileOf } from "./support/files.mjs";
import { picture } from "./support/gallery.mjs";
import { framesAdvance } from "./support/media.mjs";
import { storyteller } from "./support/story.mjs";
import { TcpProxy } from "./support/tcp-proxy.mjs";
import { until } from "./support/until.mjs";

const story = storyteller();
/** A name that leads to this machine, but that browsers do not trust as they trust `localhost`. */
const elsewhere = "meet.example";
const elsewhereStory = storyteller({ flags: [`--host-resolver-rules=MAP ${elsewhere} 127.0.0.1`] });

story("Files are kept in memory, and one is too large for that", async scene => {
  const folder = await folderOf(scene);
  const alice = await scene.enters("Alice");
  const bob = await scene.somebody("Bob");
  await bob.page.addInitScript(() =>
    Object.defineProperty(Navigator.prototype, "serviceWorker", { value: undefined }),
  );
  await bob.page.goto(scene.roomUrl("Bob"));
  await alice.meets(bob);
  await shares(
    alice,
    await writeFileOf(folder, "notes.txt", 12_345),
    await writeFileOf(folder, "a film of the last summer.mp4", 270 * 1024 * 1024),
  );
  await opensFiles(bob);
  await bob.page.getByText("files are kept in memory until complete").waitFor();
  await bob.page.getByText("Too large").waitFor();
  await keeps(bob, "files-in-memory", { closeChat: true });
});

story("Somebody has lost the server, while what runs between the two goes on", async scene => {
  const proxy = await TcpProxy.inFrontOf(scene);
  const alice = await scene.enters("Alice");
  const bob = await scene.enters("Bob", { url: proxy.url });
  await alice.meets(bob);
  await bob.turnOn("Camera");
  await framesAdvance(await alice.show("camera", bob));
  await alice.button("Close chat").click();
  bob.expect(/WebSocket connection to '.*' failed|Failed to load resource: net::ERR_/);
  proxy.cut();
  const held = alice.card("Bob").locator("[data-connection=held]");
  await held.waitFor();
  await keeps(alice, "held");
  // It ends by itself after a while: what was looked at was it.
  assert.equal(await held.count(), 1);
});

story("A part of the page did not come, and is tried again", async scene => {
  const alice = await scene.somebody("Alice");
  alice.expect(/net::ERR_FAILED/);
  // The page's own next try never comes: whatever is asked for again, the button asked for.
  await alice.page.addInitScript(pause => {
    const { setTimeout } = window;
    window.setTimeout = (run, time, ...rest) => (time === pause ? 0 : setTimeout(run, time, ...rest));
  }, 3_000);
  await alice.page.goto(scene.roomUrl("Alice"));
  await alice.page.getByText("Connected", { exact: true }).first().waitFor();
  for (const [part, opener, name] of [
    ["invite-dialog", "Invite", "part-missing"],
    ["panel", "Settings", "settings-missing"],
  ]) {
    const address = new RegExp(`/${part}-[^/]*\\.js$`);
    let asked = 0;
    await alice.page.route(address, route => {
      asked++;
      return route.abort();
    });
    await alice.button(opener).first().click();
    await alice.isTold("Part of the page could not be loaded", "Check the connection");
    await keeps(alice, name, { closeChat: true });
    assert.equal(asked, 1);
    await alice.button("Try again").click();
    await until("it was asked for again", async () => asked === 2);
    await alice.button("Try again").waitFor();
    await alice.page.unroute(address);
    await alice.button("Try again").click();
    await alice.page.getByRole("dialog").waitFor();
    await until("nothing is said to be missing", async () => (await alice.button("Try again").count()) === 0);
    await alice.page.keyboard.press("Escape");
    await alice.page.getByRole("dialog").waitFor({ state: "detached" });
  }
});

story(
  "Two parts of the page did not come: each has its own words, and is tried again by its own",
  async scene => {
    const alice = await scene.somebody("Alice");
    alice.expect(/net::ERR_FAILED/);
    await alice.page.goto(scene.roomUrl("Alice"));
    await alice.page.getByText("Connected", { exact: true }).first().waitFor();
    const parts = /\/(invite-dialog|panel)-[^/]*\.js$/;
    await alice.page.route(parts, route => route.abort());
    const told = alice.page.getByText("Part of the page could not be loaded", { exact: true });
    await alice.button("Settings").first().click();
    await until("the settings are missing", async () => (await told.count()) === 1);
    await alice.button("Invite").first().click();
    await until("so is another part", async () => (await told.count()) === 2);
    await alice.page.unroute(parts);
    await alice.page.getByRole("dialog").waitFor();
    await until("the settings still are", async () => (await told.count()) === 1);
    await alice.page.keyboard.press("Escape");
    await alice.page.getByRole("dialog").waitFor({ state: "detached" });
    await alice.button("Try again").click();
    await alice.page.getByRole("heading", { name: "Settings" }).waitFor();
  },
);

story("A language did not come: both pages say so, in English, and try again", async scene => {
  const alice = await scene.somebody("Alice", { locale: "ja-JP" });
  alice.expect(/net::ERR_FAILED/);
  const japanese = /\/ja-[^/]*\.js$/;
  for (const [address, name, word] of [
    [scene.server.url, "start-language-missing", "参加"],
    [scene.roomUrl("Alice"), "language-missing", "退出"],
  ]) {
    await alice.page.route(japanese, route => route.abort());
    await alice.page.goto(address);
    await alice.page.getByText("The language could not be loaded").first().waitFor();
    await keeps(alice, name, { closeChat: true });
    await alice.page.unroute(japanese);
    await alice.button("Try again").click();
    // The button is gone, and the focus with it if nobody moved it.
    await until("something has the focus", () =>
      alice.page.evaluate(() => document.activeElement.matches("select, #people")),
    );
    await alice.button(word).waitFor();
    await until(
      "it is Japanese",
      async () => (await alice.page.locator("html").getAttribute("lang")) === "ja",
    );
    assert.equal(await alice.button("もう一度試す").count(), 0);
  }
});

story("A tile that fills the screen", async scene => {
  const [alice, bob] = await scene.enter("Alice", "Bob");
  await bob.turnOn("Camera");
  await framesAdvance(await alice.show("camera", bob));
  const full = () => alice.page.evaluate(() => document.fullscreenElement?.className ?? "none");
  await alice.button("Fullscreen, camera of Bob").click();
  await until("the tile is alone", async () => (await full()) === "tile");
  await picture(alice, "fullscreen", { sizes: [alice.page.viewportSize()], check: assertAccessible });
  await until("it still is", async () => (await full()) === "tile");
});

elsewhereStory("An address without https is told to be of no use", async scene => {
  const alice = await scene.somebody("Alice");
  alice.expect(/^The Cross-Origin-Opener-Policy header has been ignored/);
  const url = scene.server.url.replace("127.0.0.1", elsewhere);
  await alice.page.goto(scene.roomUrl("Alice", { url }));
  await alice.page.getByRole("heading", { name: "This address is not secure" }).waitFor();
  await alice.page.getByText("Open the page with https://").waitFor();
  await keeps(alice, "insecure");
});
