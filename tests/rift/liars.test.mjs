// SPDX-License-Identifier: AGPL-3.0-only
/** Members that lie, or send what is nothing: by a client that was written from the protocol alone (deployed-page.mjs). */
import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { DeployedPerson } from "../e2e/support/deployed-person.mjs";
import { folderOf } from "../e2e/support/files.mjs";
import { storyteller } from "../e2e/support/story.mjs";
import { until } from "../e2e/support/until.mjs";
import { patience, riftIn } from "./support/rift.mjs";

const story = storyteller();
const time = { timeout: 300_000 };

/** Offers a file of this name, says it has `announced` bytes, and sends as many `x`. */
function lies(person, name, announced, sent) {
  return person.page.evaluate(
    ([name, announced, sent]) => {
      const Honest = globalThis.File;
      globalThis.File = class extends Honest {
        get size() {
          return announced;
        }
      };
      deployed.provideFile(name, new Uint8Array(sent).fill("x".charCodeAt(0)));
    },
    [name, announced, sent],
  );
}

for (const [what, announced, sent] of [
  ["more", 100_000, 200_000],
  ["less", 200_000, 100_000],
  ["nothing", 200_000, 0],
]) {
  story(
    `Whoever sends ${what} than announced is cut, and nothing of it has the final name`,
    async scene => {
      const folder = await folderOf(scene);
      const mallory = await DeployedPerson.enters(scene, "Mallory");
      await lies(mallory, "gift.bin", announced, sent);
      const rift = riftIn(scene, ["--json", "receive", folder]);
      assert.equal(await rift.end(), 1, rift.words);
      assert.match(rift.words, /longer or shorter than announced/);
      assert.deepEqual(
        (await readdir(folder)).filter(name => !name.endsWith(".part")),
        [],
      );
    },
    time,
  );
}

story(
  "A hostile name is a harmless file's in the folder that was asked for, and no terminal obeys it",
  async scene => {
    const folder = await folderOf(scene);
    const mallory = await DeployedPerson.enters(scene, "Mal\u001b[31mlory\u202e");
    await mallory.shares("../../\u001b[2J\u202eevil\n.txt", 5, 120);
    const rift = riftIn(scene, ["receive", folder]);
    assert.equal(await rift.end(), 0, rift.words);
    const [name, ...others] = await readdir(folder);
    assert.deepEqual(others, []);
    const harmful = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069/]/;
    assert.doesNotMatch(name, harmful);
    assert.doesNotMatch(name, /\n/);
    assert.doesNotMatch((rift.words + rift.bytes).replaceAll("/", ""), harmful);
    assert.equal(await readFile(join(folder, name), "utf8"), "xxxxx");
  },
  time,
);

story(
  "Messages that are none are passed over, and a file that follows them comes",
  async scene => {
    const folder = await folderOf(scene);
    const rift = riftIn(scene, ["--json", "receive", join(folder, "copy")]);
    const mallory = await DeployedPerson.enters(scene, "Mallory");
    await until("they have met", async () => (await mallory.names()).includes("Ripley"), {
      within: patience,
    });
    await mallory.page.evaluate(() => {
      const relay = message => deployed.socket.send(JSON.stringify({ relay: { message } }));
      relay("not base64!");
      relay(btoa("too short"));
      relay(btoa("x".repeat(10_000)));
      for (const inner of [
        { nonsense: { deep: [[[[[]]]]] } },
        {},
        { identify: { username: 7 } },
        { provide: { id: "a", kind: "file", label: "b", size: -1 } },
        { provide: { id: 5 } },
        { request: { id: "x".repeat(100_000) } },
        { request_stop: {} },
        { answer: "v=0\r\nnot an answer" },
        { offer: "\u0000" },
        { offer: "v=0\r\no=- 1 1 IN IP4 0.0.0.0\r\ns=-\r\nt=0 0\r\nm=application 99999999 X Y\r\n" },
        { ice_candidate: { candidate: "candidate:%n%n%n 1 udp 99999999999 999.1.1.1 -1 typ none" } },
        { ice_candidate: { candidate: 3, sdpMLineIndex: -7 } },
        { chat: { text: null } },
      ])
        deployed.send(inner);
    });
    await mallory.shares("gift.bin", 100_000, 120);
    assert.equal(await rift.end(), 0, rift.words);
    assert.equal((await readFile(join(folder, "copy"), "utf8")).length, 100_000);
  },
  time,
);
