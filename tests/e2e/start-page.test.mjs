// SPDX-License-Identifier: AGPL-3.0-only
/** The way into a room: the start page, links old and new, and what the server gets to see of them. */
import assert from "node:assert/strict";
import { newSecret } from "./support/scene.mjs";
import { storyteller } from "./support/story.mjs";
import { TcpProxy } from "./support/tcp-proxy.mjs";

const story = storyteller();

story(
  "The start page offers a name, another one when asked, and Enter joins a room with a fresh secret",
  async scene => {
    const { page } = await startPage(scene);
    const box = page.getByRole("textbox", { name: "Room name" });
    const offered = await box.inputValue();
    assert.match(offered, /^[a-z]+-[a-z]+-\d+$/);
    await page.getByRole("button", { name: "Another name" }).click();
    const another = await box.inputValue();
    assert.notEqual(another, offered);
    await box.press("Enter");
    await page.waitForURL(/\/room#/);
    assert.match(new URL(page.url()).hash, new RegExp(`^#${another}#[0-9a-f]{64}$`));
    await page.getByRole("heading", { name: another, exact: true }).waitFor();
  },
);

story("A name of one's own may be any text, and the link leads others to the same room", async scene => {
  const alice = await startPage(scene, "Alice");
  await alice.page.getByRole("textbox", { name: "Room name" }).fill("Café & 100% # ?");
  await alice.button("Join").click();
  await alice.page.getByRole("heading", { name: "Café & 100%  ?" }).waitFor();
  const bob = await scene.somebody("Bob");
  await bob.page.goto(`${alice.page.url()}?username=Bob`);
  await alice.meets(bob);
});

story("Two rooms of the same name have different secrets", async scene => {
  const hashes = [];
  for (let visit = 0; visit < 2; visit++) {
    const { page } = await startPage(scene);
    await page.getByRole("textbox", { name: "Room name" }).fill("tea");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/room#/);
    hashes.push(new URL(page.url()).hash);
  }
  assert.notEqual(hashes[0], hashes[1]);
});

story("The secret, the names and the words never reach the server", async scene => {
  const proxy = await TcpProxy.inFrontOf(scene);
  const secret = newSecret("larder");
  const alice = await scene.somebody("Alice");
  const frames = watchFrames(alice);
  await alice.page.goto(scene.roomUrl("Alice", { secret, url: proxy.url }));
  const bob = await scene.enters("Bob", { secret });
  await alice.meets(bob);
  await alice.writes("the gingerbread is in the larder");
  await bob.reads(alice, "the gingerbread is in the larder");
  const seen = [proxy.received, ...frames];
  assert.ok(proxy.received.includes("GET /room HTTP/1.1"), "the page did not come through the proxy");
  assert.ok(
    frames.some(frame => frame.includes('"relay"')),
    "no frame was seen",
  );
  for (const word of [secret, ...secret.split("#"), "Alice", "gingerbread"]) {
    assert.ok(!seen.some(text => text.includes(word)), `the server saw ${word}`);
  }
});

story("An old link leads to the room, with a warning that can be dismissed", async scene => {
  const secret = newSecret("attic");
  const bob = await scene.enters("Bob", { secret });
  const alice = await scene.somebody("Alice");
  await alice.page.goto(`${scene.server.url}room/${encodeURIComponent(secret)}`);
  await alice.meets(bob);
  await alice.isTold("You used an old link", "showed the room’s secret to the server");
  await alice.button("Dismiss").click();
  await alice.button("Dismiss").waitFor({ state: "detached" });
});

story("A room without a secret is the start page", async scene => {
  const { page } = await scene.somebody("Alice");
  for (const address of ["room", "room#", "room#?username=Alice"]) {
    await page.goto(scene.server.url + address);
    await page.getByRole("textbox", { name: "Room name" }).waitFor();
    assert.equal(page.url(), scene.server.url);
  }
});

story("A link gives a name, but starts neither camera nor microphone nor screen", async scene => {
  const { page } = await scene.somebody("Alice");
  await page.addInitScript(noteCaptures);
  await page.goto(
    `${scene.roomUrl("Alice")}&camera=1&microphone=true&screen=yes&mic_enabled=1&cam_enabled=1`,
  );
  await page.getByRole("banner").getByText("Connected", { exact: true }).waitFor();
  await page.getByRole("heading", { name: "Alice (you)" }).waitFor();
  for (const source of ["Microphone", "Camera", "Share screen"]) {
    await page.getByRole("button", { name: `${source}, off` }).waitFor();
  }
  assert.deepEqual(await page.evaluate(() => captures), []);
  await page.getByRole("button", { name: "Camera, off" }).click();
  await page.getByRole("button", { name: "Camera, on" }).waitFor();
  assert.deepEqual(await page.evaluate(() => captures), ["getUserMedia"], "it would not have been noticed");
});

async function startPage(scene, name = "Alice") {
  const person = await scene.somebody(name);
  await person.page.goto(scene.server.url);
  return person;
}

/** Runs in the page: notes each time that it asks for a device or the screen. */
function noteCaptures() {
  window.captures = [];
  for (const name of ["getUserMedia", "getDisplayMedia"]) {
    const original = navigator.mediaDevices[name].bind(navigator.mediaDevices);
    navigator.mediaDevices[name] = (...wishes) => {
      captures.push(name);
      return original(...wishes);
    };
  }
}

/** What the page sends over its sockets from now on. */
function watchFrames(person) {
  const frames = [];
  person.page.on("websocket", socket =>
    socket.on("framesent", ({ payload }) => frames.push(String(payload))),
  );
  return frames;
}
