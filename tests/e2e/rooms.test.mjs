// SPDX-License-Identifier: AGPL-3.0-only
/** Inviting people, known rooms, and rooms that can be guessed. */
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { assertAccessible } from "./support/axe.mjs";
import { newSecret } from "./support/scene.mjs";
import { storyteller } from "./support/story.mjs";

const story = storyteller();
const jsQr = createRequire(import.meta.url)("jsqr");

story("An empty room begins with its link, which holds nothing of our own", async scene => {
  const alice = await scene.somebody("Alice", { permissions: ["clipboard-read", "clipboard-write"] });
  await alice.page.goto(scene.roomUrl("Alice"));
  await alice.page.getByRole("heading", { name: "Nobody else is here yet" }).waitFor();
  await assertAccessible(alice.page);
  await alice.button("Copy link").click();
  await alice.hears("Link copied");
  const link = await alice.page.evaluate(() => navigator.clipboard.readText());
  assert.equal(link, `${scene.server.url}room#${scene.secret}`);
  const bob = await scene.somebody("Bob");
  await bob.page.goto(link);
  await alice.page.getByRole("heading", { name: "Nobody else is here yet" }).waitFor({ state: "detached" });
});

story("A camera reads the link from the QR code, and the system's sheet gets it", async scene => {
  const alice = await scene.somebody("Alice");
  await alice.page.addInitScript(() => {
    window.shared = [];
    navigator.share = data => Promise.resolve(void window.shared.push(data));
  });
  await alice.page.goto(scene.roomUrl("Alice"));
  await alice.button("Invite").click();
  const code = alice.page.getByRole("img", { name: "QR code of the link to this room" });
  await code.waitFor();
  await assertAccessible(alice.page);
  assert.equal(await readCode(alice, code), `${scene.server.url}room#${scene.secret}`);
  await alice.page.getByRole("dialog").getByRole("button", { name: "Share…" }).click();
  assert.deepEqual(await alice.page.evaluate(() => window.shared), [
    { title: "kitchen", url: `${scene.server.url}room#${scene.secret}` },
  ]);
  await alice.page.keyboard.press("Escape");
  assert.equal(await alice.button("Invite").evaluate(element => element === document.activeElement), true);
});

story("Known rooms say who is there at the moment, and lead there without a reload", async scene => {
  const attic = newSecret("attic");
  const alice = await scene.enters("Alice");
  await alice.page.evaluate(() => (window.sameLoad = true));
  await alice.button("Rooms").click();
  const panel = alice.page.getByRole("dialog", { name: "Known rooms" });
  await panel.getByLabel("Link or secret").fill(`${scene.server.url}room#${attic}?username=x`);
  await panel.getByRole("button", { name: "Add", exact: true }).click();
  const room = panel.getByRole("link", { name: /^attic/ });
  await room.getByText("Nobody is there").waitFor();
  const bob = await scene.enters("Bob", { secret: attic });
  await room.getByText("1 person is there").waitFor();
  await scene.enters("Carol", { secret: attic });
  await room.getByText("2 people are there").waitFor();
  await assertAccessible(alice.page);
  await room.click();
  await alice.meets(bob);
  assert.equal(await alice.page.evaluate(() => window.sameLoad), true);
});

story("The start page says who is in known rooms, and connects only if there are some", async scene => {
  const secret = newSecret("attic");
  const bob = await scene.enters("Bob", { secret });
  const alice = await scene.somebody("Alice");
  await alice.page.addInitScript(
    list => localStorage.setItem("keks-meet.room_watches", list),
    `Our attic=${secret}`,
  );
  await alice.page.goto(scene.server.url);
  const room = alice.page.getByRole("link", { name: /^Our attic/ });
  await room.getByText("1 person is there").waitFor();
  await assertAccessible(alice.page);
  await room.click();
  await alice.meets(bob);

  const carol = await scene.somebody("Carol");
  await carol.page.addInitScript(() => localStorage.setItem("keks-meet.room_watches", ""));
  await carol.page.goto(scene.server.url, { waitUntil: "networkidle" });
  assert.equal(await carol.page.getByRole("heading", { name: "Known rooms" }).count(), 0);
  assert.ok(!carol.requests.some(url => url.startsWith("ws:")));
});

story("The list of known rooms is changed by keyboard, and kept", async scene => {
  const alice = await scene.enters("Alice");
  await alice.button("Rooms").click();
  const names = () => alice.page.locator(".room-link-name").allInnerTexts();
  await alice.button("Add this room").press("Enter");
  assert.deepEqual(await names(), ["public", "kitchen"]);
  await alice.button("Move kitchen up").press("Enter");
  assert.deepEqual(await names(), ["kitchen", "public"]);
  await alice.hears("kitchen is now at place 1");
  await alice.button("Rename public").press("Enter");
  await alice.page.getByRole("textbox", { name: "Rename public" }).fill("Every;one = here");
  await alice.page.keyboard.press("Enter");
  await alice.button("Remove kitchen").press("Enter");
  assert.deepEqual(await names(), ["Every;one = here"]);
  await alice.page.reload();
  await alice.button("Rooms").click();
  await alice.page.getByRole("link", { name: /^Every;one = here/ }).waitFor();
  assert.deepEqual(await names(), ["Every;one = here"]);
});

story("A link's known rooms come behind the visitor's own, and nothing of them is kept", async scene => {
  const [attic, garden, shed] = ["attic", "garden", "shed"].map(newSecret);
  const own = `Our attic=${attic};tea`;
  const listed = encodeURIComponent(`Garden=${garden};Their attic=${attic};Shed=${shed}`);
  const link = `${scene.roomUrl("Alice")}&room_watches=${listed}`;
  const alice = await scene.somebody("Alice");
  await keepsRooms(alice, own);
  assert.deepEqual(await knownRooms(alice, link), ["Our attic", "tea", "Garden", "Shed"]);
  assert.equal(await stored(alice, "keks-meet.room_watches"), own);
  await assertKeepsNone(alice, [garden, shed]);
  await alice.page.goto(scene.server.url);
  await alice.page.getByRole("link", { name: /^Our attic/ }).waitFor();
  assert.deepEqual(await alice.page.locator(".room-link-name").allInnerTexts(), ["Our attic", "tea"]);

  const bob = await scene.somebody("Bob");
  assert.deepEqual(await knownRooms(bob, link), ["Garden", "Their attic", "Shed"]);
  assert.equal(await stored(bob, "keks-meet.room_watches"), null);
  await assertKeepsNone(bob, [garden, attic, shed]);
});

/** The list that somebody has made at an earlier visit. It is written once, so that what is kept later stays. */
async function keepsRooms({ page }, list) {
  await page.addInitScript(list => {
    if (localStorage.getItem("keks-meet.room_watches") === null)
      localStorage.setItem("keks-meet.room_watches", list);
  }, list);
}

/** The names that the panel shows to who has followed the link. */
async function knownRooms(person, link) {
  await person.page.goto(link);
  await person.button("Rooms").click();
  const panel = person.page.getByRole("dialog", { name: "Known rooms" });
  await panel.getByRole("link", { name: /^Shed/ }).waitFor();
  return panel.locator(".room-link-name").allInnerTexts();
}

const stored = ({ page }, key) => page.evaluate(key => localStorage.getItem(key), key);

async function assertKeepsNone({ page }, secrets) {
  const kept = await page.evaluate(() =>
    [localStorage, sessionStorage].map(store => JSON.stringify(store)).join(),
  );
  for (const secret of secrets) assert.ok(!kept.includes(secret), `${secret} is in ${kept}`);
}

story("A room that can be guessed says so once, and makes one that cannot", async scene => {
  const alice = await scene.somebody("Alice");
  await alice.page.goto(scene.roomUrl("Alice", { secret: "lobby" }));
  await alice.button("It is meant to be open").waitFor();
  await assertAccessible(alice.page);
  await alice.button("It is meant to be open").click();
  await alice.page.reload();
  await alice.page.getByText("Connected", { exact: true }).first().waitFor();
  assert.equal(await alice.button("It is meant to be open").count(), 0);
  await alice.page.goto(scene.roomUrl("Alice", { secret: "hall" }));
  await alice.button("Make a private room").click();
  await alice.page.waitForURL(/#hall#[0-9a-f]{64}$/);
  await alice.button("Make a private room").waitFor({ state: "detached" });
});

/** What a reader makes of the element as it is drawn. */
async function readCode({ page }, element) {
  const png = await element.screenshot();
  const { data, width, height } = await page.evaluate(async base64 => {
    const bytes = Uint8Array.from(atob(base64), character => character.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
    const canvas = Object.assign(document.createElement("canvas"), {
      width: bitmap.width,
      height: bitmap.height,
    });
    const context = canvas.getContext("2d");
    context.drawImage(bitmap, 0, 0);
    const { data, width, height } = context.getImageData(0, 0, bitmap.width, bitmap.height);
    return { data: [...data], width, height };
  }, png.toString("base64"));
  return jsQr(new Uint8ClampedArray(data), width, height)?.data;
}
