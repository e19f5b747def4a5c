// SPDX-License-Identifier: AGPL-3.0-only
import assert from "node:assert/strict";
import { test } from "node:test";
import { deriveRoomKeys } from "../../src/crypto/room-keys";
import { limits } from "../../src/protocol/limits";
import type { ClientPacket } from "../../src/protocol/packets";
import type { MemberHost } from "../../src/room/member";
import { Roster } from "../../src/room/roster";
import { SealedChannel } from "../../src/room/sealed-channel";
import { ManualClock } from "../support/manual-clock";
import { quickSubtle, testRandom, until } from "../support/support";

const host: MemberHost = {
  peer: undefined,
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

test("what a full room is told on a return is not cut short", async () => {
  const { key } = await deriveRoomKeys(quickSubtle, "public");
  const sent: ClientPacket[] = [];
  const channel = new SealedChannel(
    { subtle: quickSubtle, random: testRandom, key, ownId: 1, send: packet => sent.push(packet) },
    {
      joined: () => undefined,
      left: () => undefined,
      message: () => undefined,
      echoed: () => undefined,
      overrun: () => undefined,
    },
  );
  for (let id = 2; id < 2 + limits.members; id++) {
    for (let message = 0; message < 4; message++) channel.send({ name: "provide_stop", id: "x" }, id);
  }
  await until("all is sent", () => sent.length === limits.members * 4);
});
