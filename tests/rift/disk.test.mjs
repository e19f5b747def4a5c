// SPDX-License-Identifier: AGPL-3.0-only
/** Disks that are too small, become full or may only be read: what is said, what stays, and how it goes on. */
import assert from "node:assert/strict";
import { mkdir, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { test } from "node:test";
import { digest, writeFileOf } from "../e2e/support/files.mjs";
import { until } from "../e2e/support/until.mjs";
import { patience, Rift, withRoom } from "./support/rift.mjs";
import { noSmallDisk, SmallDisk } from "./support/small-disk.mjs";

const mebibyte = 2 ** 20;
const size = 3_000_000;
const skip = noSmallDisk();

/** A room with a folder `disk` that is a disk of its own, of so many bytes. */
const story = (sentence, bytes, act) =>
  test(sentence, { timeout: 3 * patience, skip }, () =>
    withRoom(async room => {
      await mkdir(room.at("disk"));
      const disk = await SmallDisk.mount(room.at("disk"), bytes);
      const rift = (args, options) => {
        const inside = disk.inside(Rift.program, args);
        return room.rift(inside.args, { program: inside.program, ...options });
      };
      try {
        await act(room, disk, rift);
      } finally {
        await disk.end();
      }
    }),
  );

const fill = (disk, bytes) => writeFile(disk.at("filling"), Buffer.alloc(bytes));

story(
  "A disk too small for what was announced is told before anything comes",
  2 * mebibyte,
  async (room, disk, rift) => {
    const path = await writeFileOf(room.folder, "noise.bin", size);
    room.rift(["send", path]);
    const receiver = rift(["--json", "receive", room.at("disk")]);
    assert.equal(await receiver.end(), 1, receiver.words);
    const { event, reason } = receiver.events.at(-1);
    assert.equal(event, "failed");
    assert.match(reason, /disk\/noise\.bin: 3000000 bytes are to come, and the disk has room for 2097152;/);
    assert.match(reason, /make room there, or name another folder$/);
    assert.ok(!receiver.events.some(({ event }) => event === "broken_off"), "nothing had begun");
    assert.deepEqual(await readdir(disk.at()), []);
  },
);

story(
  "A disk that becomes full is told, and with more room it goes on from there",
  110 * mebibyte,
  async (room, disk, rift) => {
    const path = await writeFileOf(room.folder, "noise.bin", 100 * mebibyte);
    const sender = room.rift(["send", path]);
    const receiver = rift(["receive", room.at("disk", "copy")]);
    // The disk was looked at, and most of the file is still to come. It does not come meanwhile.
    await receiver.says(/Receiving/);
    sender.child.kill("SIGSTOP");
    await fill(disk, 40 * mebibyte);
    sender.child.kill("SIGCONT");
    assert.equal(await receiver.end(), 1, receiver.words);
    assert.match(
      receiver.words,
      /Not received: cannot write \S+\/disk\/copy\.part: the disk is full; make room there/,
    );
    assert.match(receiver.words, /what came stays in \S+\/disk\/copy\.part$/m);
    assert.deepEqual((await readdir(disk.at())).toSorted(), ["copy.part", "filling"]);
    // Who sends has heard of it, and still offers.
    await sender.says(/Not sent to tester|does not want it/);

    const before = (await readFile(disk.at("copy.part"))).length;
    await rm(disk.at("filling"));
    const again = rift(["--json", "receive", room.at("disk", "copy")]);
    assert.deepEqual([await again.end(), await sender.end()], [0, 0], again.words + sender.words);
    assert.equal(again.events.at(-1).resumed, before);
    assert.equal(await digest(disk.at("copy")), await digest(path));
    assert.deepEqual(await readdir(disk.at()), ["copy"]);
  },
);

story(
  "Of three receivers one is killed and one has a full disk, and still the sender brings it to three",
  110 * mebibyte,
  async (room, disk, rift) => {
    const path = await writeFileOf(room.folder, "noise.bin", 100 * mebibyte);
    const sender = room.rift(["send", "--receivers", "3", path]);
    const killed = room.rift(["receive", "killed"]);
    const whole = room.rift(["receive", "whole"]);
    const full = rift(["receive", room.at("disk", "copy")]);
    await Promise.all([killed, whole, full].map(run => run.says(/Receiving/)));
    await until(
      "some of it is there",
      async () => (await stat(room.at("killed.part")).catch(() => undefined))?.size > 0,
      { within: patience },
    );
    sender.child.kill("SIGSTOP");
    await fill(disk, 40 * mebibyte);
    await killed.kill("SIGKILL");
    sender.child.kill("SIGCONT");
    assert.equal(await full.end(), 1, full.words);
    assert.match(full.words, /the disk is full/);
    assert.equal(await whole.end(), 0, whole.words);
    assert.equal(await digest(room.at("whole")), await digest(path));
    assert.equal(sender.child.exitCode, null, "two have still to get it");

    await disk.remount("ro");
    const readOnly = rift(["receive", room.at("disk", "copy")]);
    assert.equal(await readOnly.end(), 1, readOnly.words);
    await disk.remount("rw");
    await rm(disk.at("filling"));
    const again = [room.rift(["receive", "killed"]), rift(["receive", room.at("disk", "copy")])];
    for (const run of [...again, sender]) assert.equal(await run.end(), 0, run.words);
    for (const copy of [room.at("killed"), disk.at("copy")])
      assert.equal(await digest(copy), await digest(path));
    assert.deepEqual((await readdir(room.folder)).toSorted(), ["disk", "killed", "noise.bin", "whole"]);
  },
);

story(
  "Many small files that need more than their bytes are told of as well",
  4 * mebibyte,
  async (room, disk, rift) => {
    await mkdir(room.at("many"));
    // On the disk each takes a page and an inode, in the stream a part of that.
    for (let number = 0; number < 1200; number++) await writeFile(room.at("many", String(number)), "x");
    room.rift(["send", room.at("many")]);
    const receiver = rift(["receive", room.at("disk")]);
    assert.equal(await receiver.end(), 1, receiver.words);
    assert.match(receiver.words, /cannot write many\/\d+: the disk is full; make room there/);
    assert.match(receiver.words, /; what came stays in \S+\/many\.part/);
    assert.deepEqual((await readdir(disk.at())).toSorted(), ["many.part", "many.part.journal"]);
  },
);

story(
  "A folder that may only be read is told before anything comes",
  1 * mebibyte,
  async (room, disk, rift) => {
    await writeFile(room.at("poem"), "roses");
    await disk.remount("ro");
    room.rift(["send", room.at("poem")]);
    for (const target of [room.at("disk"), room.at("disk", "copy")]) {
      const receiver = rift(["receive", target]);
      assert.equal(await receiver.end(), 1, receiver.words);
      assert.match(
        receiver.words,
        /cannot write \S+\/disk: the file system is read-only; name another folder/,
      );
    }
    assert.deepEqual(await readdir(disk.at()), []);
  },
);

story(
  "Nothing but the standard input needs the folder for temporary files",
  1 * mebibyte,
  async (room, disk, rift) => {
    await fill(disk, 1 * mebibyte);
    const full = { environment: { TMPDIR: room.at("disk") } };
    const path = await writeFileOf(room.folder, "noise.bin", size);
    await mkdir(room.at("photos"));
    await writeFile(room.at("photos", "cat"), "miaow");
    for (const [sent, received] of [
      [path, room.at("copy")],
      [room.at("photos"), room.at("copies")],
    ]) {
      const [sender, receiver] = [rift(["send", sent], full), rift(["receive", received], full)];
      assert.deepEqual([await receiver.end(), await sender.end()], [0, 0], receiver.words + sender.words);
    }
    assert.equal(await digest(room.at("copy")), await digest(path));
    assert.equal(await readFile(room.at("copies", "cat"), "utf8"), "miaow");

    const sender = rift(["send", "-"], { ...full, input: "roses" });
    assert.equal(await sender.end(), 1, sender.words);
    assert.match(
      sender.words,
      /cannot write \S+\/disk: the disk is full; make room there; TMPDIR chooses another folder/,
    );
  },
);
