// SPDX-License-Identifier: AGPL-3.0-only
import assert from "node:assert/strict";
import { test } from "node:test";
import { deriveMessageKey } from "../../src/crypto/room-keys";
import { seal } from "../../src/crypto/sealing";
import { limits } from "../../src/protocol/limits";
import type { ClientPacket } from "../../src/protocol/packets";
import { encodeSealed } from "../../src/protocol/relay";
import { Links } from "../../src/room/links";
import type { MemberHost } from "../../src/room/member";
import { Roster } from "../../src/room/roster";
import { SealedChannel } from "../../src/room/sealed-channel";
import { ManualClock } from "../support/manual-clock";
import { quickSubtle, quiet, testRandom, until } from "../support/support";

const host: MemberHost = {
  links: new Links(undefined),
  files: () => undefined,
  prepares: () => false,
  ownId: () => 0,
  provided: () => undefined,
  withdrawn: () => [],
  wantsAtSight: () => false,
  send: () => undefined,
  changed: () => undefined,
};

function fullRoster(): Roster {
  const roster = new Roster(host, new ManualClock(), {
    gone: () => undefined,
    displaced: () => undefined,
  });
  fill(roster, 1);
  return roster;
}

function fill(roster: Roster, first: number): void {
  for (let id = first; id < first + limits.members; id++) {
    const member = roster.add(id);
    assert.ok(member !== undefined);
    member.identified = true;
    member.session = `session ${id}`;
  }
}

test("a full room is full", () => {
  assert.equal(fullRoster().add(limits.members + 1), undefined);
});

test("who is expected back takes nobody's place, and only so many are expected", () => {
  const roster = fullRoster();
  roster.lost();
  fill(roster, 10_000);
  assert.equal(roster.all().length, limits.members * 2);
  roster.lost();
  assert.equal(roster.all().length, limits.members);
});

/** A channel and all that becomes of what it is given. */
function openChannel(subtle = quickSubtle) {
  const key = deriveMessageKey(quickSubtle, "public");
  const sent: ClientPacket[] = [];
  const heard: string[] = [];
  let overruns = 0;
  const channel: SealedChannel = new SealedChannel(
    {
      subtle,
      random: testRandom,
      key,
      ownId: 1,
      send: packet => sent.push(packet),
    },
    {
      joined: id => heard.push(`joined ${id}`),
      left: id => heard.push(`left ${id}`),
      message: (sender, { name }) => heard.push(`${name} of ${sender}`),
      echoed: () => undefined,
      overrun: () => {
        overruns += 1;
        channel.close();
      },
    },
  );
  return { key, channel, sent, heard, overruns: () => overruns };
}

test("what a full room is told on a return is not cut short", async () => {
  const { channel, sent, overruns } = openChannel();
  for (let id = 2; id < 2 + limits.members; id++) {
    for (let message = 0; message < 4; message++) channel.send({ name: "provide_stop", id: "x" }, id);
  }
  await until("all is sent", () => sent.length === limits.members * 4);
  assert.equal(overruns(), 0);
});

test("more to be sent than may wait gives the connection up, once, and says so", async () => {
  const never = { encrypt: () => new Promise<never>(() => undefined) } as unknown as SubtleCrypto;
  const { channel, sent, overruns } = openChannel(never);
  const image = "x".repeat(limits.imageLength);
  const send = () => channel.send({ name: "chat_image", image });
  const fitting = Math.floor(limits.outboundLength / (image.length + 100));
  for (let message = 0; message < fitting; message++) assert.equal(send(), true);
  assert.deepEqual([send(), send()], [false, false]);
  assert.equal(overruns(), 0, "in the midst of sending");
  await quiet();
  assert.equal(overruns(), 1);
  assert.deepEqual(sent, []);
});

test("a flood of large messages waits only up to a size together; joins and leaves pass", async () => {
  const { key, channel, heard, overruns } = openChannel();
  const image = `data:image/png;base64,${"A".repeat(4 * 1024 * 1024)}`;
  const message = await seal(
    quickSubtle,
    await key,
    testRandom.bytes(12),
    encodeSealed(2, { name: "chat_image", image }),
  );
  const fitting = Math.floor(limits.queuedLength / message.length);
  for (let count = 0; count < fitting + 5; count++) channel.receive({ name: "message", sender: 2, message });
  channel.receive({ name: "client_leave", id: 2 });
  await until("the leave is heard", () => heard.includes("left 2"));
  assert.deepEqual(heard, [...Array<string>(fitting).fill("chat_image of 2"), "left 2"]);
  assert.equal(overruns(), 0);
});
