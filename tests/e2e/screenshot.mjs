// SPDX-License-Identifier: AGPL-3.0-only
// KEKS_SERVER_BINARY=build/dev/keks-meet-server node tests/e2e/screenshot.mjs call.png takes the README's picture.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { launchBrowser } from "./support/browser.mjs";
import { framesAdvance } from "./support/media.mjs";
import { writePortrait } from "./support/portrait.mjs";
import { Scene } from "./support/scene.mjs";
import { Server } from "./support/server.mjs";

const conversation = [
  [0, "Good morning! Can you see my new desk?"],
  [1, "I can. And you are not even late today"],
  [0, "Wait until you hear about the biscuits"],
  [1, "Two minutes, I am fetching tea"],
];

const [, , file] = process.argv;
if (file === undefined) throw new Error("Name the PNG file that is to be written");

const cleanUps = [];
try {
  await takePicture(file);
} finally {
  for (const cleanUp of cleanUps.reverse()) await cleanUp();
}

async function takePicture(path) {
  const folder = await mkdtemp(join(tmpdir(), "keks-portraits-"));
  cleanUps.push(() => rm(folder, { recursive: true }));
  const server = await Server.start();
  cleanUps.push(() => server.stop());
  const people = [await guest(server, folder, "Mira"), await guest(server, folder, "Jonas")];
  await meet(...people);
  for (const [author, text] of conversation) {
    await people[author].writes(text);
    await people[1 - author].reads(people[author], text);
  }
  // Neither a ring of the keyboard's focus nor what shows under the mouse in the picture.
  await people[0].page.mouse.move(0, 0);
  await people[0].page.evaluate(() => document.activeElement.blur());
  await people[0].page.screenshot({ path });
}

/** Somebody in a browser of their own, since a browser has one camera for all. */
async function guest(server, folder, name) {
  const film = join(folder, `${name}.y4m`);
  await writePortrait(film, name);
  const browser = await launchBrowser({ film });
  cleanUps.push(() => browser.close());
  const scene = new Scene(browser, server);
  const person = await scene.somebody(name, { viewport: { width: 1280, height: 720 } });
  await person.page.goto(
    scene.roomUrl(name, { secret: "tea-and-biscuits#0123456789abcdef0123456789abcdef" }),
  );
  return person;
}

async function meet(mira, jonas) {
  for (const [person, other] of [
    [mira, jonas],
    [jonas, mira],
  ]) {
    await person.meets(other);
    await person.turnOn("Microphone");
    await person.turnOn("Camera");
    await framesAdvance(await other.show("camera", person));
  }
}
