// SPDX-License-Identifier: AGPL-3.0-only
/** Transfers that are broken off go on where they stopped, in the same process or in another. */
import assert from "node:assert/strict";
import { mkdir, open, readdir, readFile, rename, stat, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { digest, writeFileOf } from "../e2e/support/files.mjs";
import { until, untilStill } from "../e2e/support/until.mjs";
import { patience, withRoom } from "./support/rift.mjs";

const story = (sentence, act) => test(sentence, { timeout: 3 * patience }, () => withRoom(act));

const size = 600_000_000;

/** What is left of a folder of photos. */
const parts = ["photos.part", "photos.part.journal"];

/** Waits until a good part of the file is there, but not all. */
const half = (room, name = "copy.part") =>
  until(
    "a good part is there",
    async () => {
      const there = await stat(room.at(name)).catch(() => undefined);
      return there !== undefined && there.size > size / 4;
    },
    { within: patience },
  );

/** How much is there, once nothing of what came is still to be written. */
async function still(room, name = "copy.part") {
  const size = async () => (await stat(room.at(name))).size;
  await untilStill("all that came is written", size, { within: patience });
  return size();
}

async function begun(room) {
  const path = await writeFileOf(room.folder, "noise.bin", size);
  const sender = room.rift(["send", path]);
  const receiver = room.rift(["--json", "receive", "copy"]);
  await half(room);
  return { path, sender, receiver };
}

/** What came earlier did not come again, and the whole is right. */
async function wentOn(room, receiver, path, before) {
  const { event, resumed } = receiver.events.at(-1);
  assert.equal(event, "received", receiver.words);
  assert.equal(resumed, before, receiver.words);
  assert.ok(before > size / 4 && before < size);
  assert.equal(await digest(room.at("copy")), await digest(path));
  assert.deepEqual((await readdir(room.folder)).toSorted(), ["copy", "noise.bin"]);
}

story("A receiver whose sender is killed waits for another, and goes on", async room => {
  const { path, sender, receiver } = await begun(room);
  await sender.kill("SIGKILL");
  await receiver.event("broken_off");
  const before = await still(room);
  const again = room.rift(["send", path]);
  assert.deepEqual([await receiver.end(), await again.end()], [0, 0], receiver.words + again.words);
  await wentOn(room, receiver, path, before);
});

/** What makes a sender give up for good: Ctrl+C, and a file that became shorter. */
const endsForGood = [
  ["is ended by Ctrl+C", ({ sender }) => sender.kill("SIGINT"), 130],
  ["has no whole file any more", ({ path, sender }) => truncate(path, 10).then(() => sender.end()), 1],
];

for (const [does, act, code] of endsForGood)
  story(`A sender that ${does} is not waited for, and what came stays`, async room => {
    const run = await begun(room);
    assert.equal(await act(run), code, run.sender.words);
    assert.equal(await run.receiver.end(), 1);
    const { event, reason } = run.receiver.events.at(-1);
    assert.deepEqual([event, reason], ["failed", "tester does not offer it any more"]);
    assert.deepEqual((await readdir(room.folder)).toSorted(), ["copy.part", "noise.bin"]);
  });

story("A sender that does not answer is passed over for another", async room => {
  const watcher = room.rift(["--json"], { input: true });
  await watcher.event("ready");
  const { path, sender, receiver } = await begun(room);
  // Until both are gone, so that the file does not come meanwhile.
  sender.child.kill("SIGSTOP");
  const before = await still(room);
  const silent = room.rift(["--json", "provide", path]);
  const { id } = await silent.event("provided");
  await until(
    "it is offered",
    () => watcher.events.some(event => event.event === "offered" && event.id === id),
    {
      within: patience,
    },
  );
  silent.child.kill("SIGSTOP");
  await sender.kill("SIGKILL");
  await receiver.event("broken_off");
  const again = room.rift(["send", path]);
  assert.deepEqual([await receiver.end(), await again.end()], [0, 0], receiver.words + again.words);
  await wentOn(room, receiver, path, before);
});

story("A receiver that is killed goes on when it is started again", async room => {
  const { path, sender, receiver } = await begun(room);
  await receiver.kill("SIGKILL");
  assert.deepEqual((await readdir(room.folder)).toSorted(), ["copy.part", "noise.bin"]);
  const before = await still(room);
  const again = room.rift(["--json", "receive", "copy"]);
  assert.deepEqual([await again.end(), await sender.end()], [0, 0], again.words + sender.words);
  await wentOn(room, again, path, before);
});

/** What signals leave: those that end any process keep what came, Ctrl+C what an earlier run had left. */
const ends = [
  ["SIGTERM", 143],
  ["SIGHUP", 129],
];

for (const [signal, code] of ends)
  story(`A receiver that is ended by ${signal} keeps what came, and the sender is told`, async room => {
    const { path, sender, receiver } = await begun(room);
    assert.equal(await receiver.kill(signal), code);
    assert.deepEqual((await readdir(room.folder)).toSorted(), ["copy.part", "noise.bin"]);
    const before = await still(room);
    await sender.says(/Not sent to tester|does not want it/);
    const again = room.rift(["--json", "receive", "copy"]);
    assert.deepEqual([await again.end(), await sender.end()], [0, 0], again.words + sender.words);
    await wentOn(room, again, path, before);
  });

story("Ctrl+C keeps what an earlier run has left, with what came since, and nothing else", async room => {
  const { path, sender, receiver } = await begun(room);
  await receiver.kill("SIGKILL");
  const before = await still(room);
  const second = room.rift(["receive", "copy"]);
  await second.says(/Going on after/);
  await until("more of it is there", async () => (await stat(room.at("copy.part"))).size > before, {
    within: patience,
  });
  assert.equal(await second.kill("SIGINT"), 130);
  assert.ok((await still(room)) > before);
  const third = room.rift(["--json", "receive", "copy"]);
  assert.deepEqual([await third.end(), await sender.end()], [0, 0], third.words + sender.words);
  assert.ok(third.events.at(-1).resumed > before);
  assert.equal(await digest(room.at("copy")), await digest(path));
});

story("Ctrl+C removes what the same run has begun, also after it was broken off", async room => {
  const { path, sender, receiver } = await begun(room);
  await sender.kill("SIGKILL");
  await receiver.event("broken_off");
  const before = await still(room);
  const again = room.rift(["send", path]);
  await until("more of it is there", async () => (await stat(room.at("copy.part"))).size > before, {
    within: patience,
  });
  assert.equal(await receiver.kill("SIGINT"), 130);
  assert.deepEqual(await readdir(room.folder), ["noise.bin"]);
  await again.says(/Not sent to tester|does not want it/);
});

/** With a good part of it unpacked. */
async function folderOnItsWay(room) {
  await mkdir(room.at("photos"));
  await writeFile(room.at("photos", "first"), "roses");
  await writeFileOf(room.at("photos"), "noise.bin", size);
  await mkdir(room.at("out"));
  const sender = room.rift(["send", "photos"]);
  const receiver = room.rift(["--json", "receive", "out"]);
  await half(room, join("out", "photos.part", "photos", "noise.bin"));
  return { sender, receiver };
}

async function folderBegun(room) {
  const { sender, receiver } = await folderOnItsWay(room);
  await sender.kill("SIGKILL");
  await receiver.event("broken_off");
  return receiver;
}

async function arrivedWhole(room, receiver, sender, left = []) {
  assert.deepEqual([await receiver.end(), await sender.end()], [0, 0], receiver.words + sender.words);
  assert.equal(
    await digest(room.at("out", "photos", "noise.bin")),
    await digest(room.at("photos", "noise.bin")),
  );
  assert.deepEqual((await readdir(room.at("out"))).toSorted(), ["photos", ...left]);
  assert.deepEqual(await readdir(room.at("out", "photos")), await readdir(room.at("photos")));
}

story("A folder whose sender is killed is unpacked on from another", async room => {
  const receiver = await folderBegun(room);
  const again = room.rift(["send", "photos"]);
  await arrivedWhole(room, receiver, again);
  const { event, resumed } = receiver.events.at(-1);
  assert.equal(event, "received");
  assert.ok(resumed > size / 4, `${resumed} were there`);
});

story("A folder that changed meanwhile is unpacked from its beginning", async room => {
  const receiver = await folderBegun(room);
  // As long as before.
  await writeFile(room.at("photos", "first"), "lilac");
  const again = room.rift(["send", "photos"]);
  // Anybody can offer something of this name: what was there stays.
  await arrivedWhole(room, receiver, again, parts);
  assert.equal(receiver.events.at(-1).resumed, undefined, "nothing of it was of use");
  assert.equal(await readFile(room.at("out", "photos", "first"), "utf8"), "lilac");
});

/** What came earlier did not come again. */
function unpackedOn(receiver) {
  const { event, resumed } = receiver.events.at(-1);
  assert.equal(event, "received");
  assert.ok(resumed > size / 4 && resumed < size, `${resumed} were there`);
}

story("A folder that nobody goes on with stays for a later receiver", async room => {
  const receiver = await folderBegun(room);
  assert.equal(await receiver.kill("SIGINT"), 130);
  assert.deepEqual((await readdir(room.at("out"))).toSorted(), parts);
  const [from, to] = [room.rift(["send", "photos"]), room.rift(["--json", "receive", "out"])];
  await arrivedWhole(room, to, from);
  unpackedOn(to);
});

story("A receiver of a folder that is killed goes on when it is started again", async room => {
  const { sender, receiver } = await folderOnItsWay(room);
  await receiver.kill("SIGKILL");
  assert.deepEqual((await readdir(room.at("out"))).toSorted(), parts);
  const again = room.rift(["--json", "receive", "out"]);
  await arrivedWhole(room, again, sender);
  unpackedOn(again);
});

story(
  "A folder on its way stays for all signals but Ctrl+C, and for that if it was there before",
  async room => {
    const { sender, receiver } = await folderOnItsWay(room);
    for (const [signal, code] of ends) {
      const run = signal === "SIGTERM" ? receiver : room.rift(["receive", "out"]);
      if (run !== receiver) await run.says(/Going on after/);
      assert.equal(await run.kill(signal), code);
      assert.deepEqual((await readdir(room.at("out"))).toSorted(), parts);
    }
    const interrupted = room.rift(["receive", "out"]);
    await interrupted.says(/Going on after/);
    assert.equal(await interrupted.kill("SIGINT"), 130);
    assert.deepEqual((await readdir(room.at("out"))).toSorted(), parts);
    const again = room.rift(["--json", "receive", "out"]);
    await arrivedWhole(room, again, sender);
    unpackedOn(again);
  },
);

story("Ctrl+C leaves nothing of a folder that the same run has begun", async room => {
  const { receiver } = await folderOnItsWay(room);
  assert.equal(await receiver.kill("SIGINT"), 130);
  assert.deepEqual(await readdir(room.at("out")), []);
});

story("A folder that changed after both were killed comes from its beginning", async room => {
  const { sender, receiver } = await folderOnItsWay(room);
  await Promise.all([sender, receiver].map(run => run.kill("SIGKILL")));
  // As long as before.
  await writeFile(room.at("photos", "first"), "lilac");
  const [from, to] = [room.rift(["send", "photos"]), room.rift(["--json", "receive", "out"])];
  await arrivedWhole(room, to, from, parts);
  assert.equal(to.events.at(-1).resumed, undefined, "nothing of it was of use");
  assert.equal(await readFile(room.at("out", "photos", "first"), "utf8"), "lilac");
});

story("A file that changed meanwhile comes from its beginning", async room => {
  const { path, sender, receiver } = await begun(room);
  await Promise.all([sender, receiver].map(run => run.kill("SIGKILL")));
  const changed = await open(path, "r+");
  await changed.write("changed", 0);
  await changed.close();
  const [from, to] = [room.rift(["send", path]), room.rift(["--json", "receive", "copy"])];
  assert.deepEqual([await to.end(), await from.end()], [0, 0], to.words + from.words);
  assert.equal(to.events.at(-1).resumed, undefined, "nothing of it was of use");
  assert.equal(await digest(room.at("copy")), await digest(path));
  // Anybody can offer something of this name: what was there stays.
  assert.deepEqual((await readdir(room.folder)).toSorted(), ["copy", "copy.part", "noise.bin"]);
});

story("What is there as a whole is only checked", async room => {
  const path = await writeFileOf(room.folder, "noise.bin", 5_000_000);
  await rename(path, room.at("copy.part"));
  // The same bytes, each time.
  await writeFileOf(room.folder, "noise.bin", 5_000_000);
  const [from, to] = [room.rift(["send", path]), room.rift(["--json", "receive", "copy"])];
  assert.deepEqual([await to.end(), await from.end()], [0, 0], to.words + from.words);
  assert.equal(to.events.at(-1).resumed, 5_000_000, to.words);
  assert.equal(await digest(room.at("copy")), await digest(path));
});
