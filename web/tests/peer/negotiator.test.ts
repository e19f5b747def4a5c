// SPDX-License-Identifier: AGPL-3.0-only
import assert from "node:assert/strict";
import { test } from "node:test";
import { Negotiator, type NegotiationMessage } from "../../src/peer/negotiator";
import { FakePeer } from "../support/fake-peer";
import { quiet } from "../support/support";

/** One end, and what it did: the connections that it made and the messages that it sent. */
function begin(polite: boolean) {
  const peers = [new FakePeer()];
  const sent: NegotiationMessage["name"][] = [];
  const negotiator = new Negotiator(
    {
      connection: () => FakePeer.from(peers[peers.length - 1]),
      replace: () => {
        peers.push(new FakePeer());
        return Promise.resolve();
      },
      send: ({ name }) => sent.push(name),
    },
    polite,
  );
  const hears = async (name: "offer" | "answer", sdp: string): Promise<void> => {
    negotiator.remote({ name, sdp });
    await quiet();
  };
  return { peers, sent, negotiator, hears };
}

const description = (identity: string): string => `v=fake\na=fingerprint:${identity}\na=ice-ufrag:u\n`;
/** Names a connection, but no browser takes it. */
const refused = (identity: string): string => `v=0\na=fingerprint:${identity}\na=ice-ufrag:u\n`;

for (const polite of [true, false]) {
  const who = polite ? "the polite end" : "the impolite end";

  test(`${who} keeps its connection when an offer comes that is none`, async () => {
    const { peers, sent, hears } = begin(polite);
    await hears("offer", description("B"));
    for (const rubbish of ["", "rubbish", "v=fake\n"]) await hears("offer", rubbish);
    assert.deepEqual(peers[0]?.log, ["remote offer", "answer"]);
    await hears("offer", description("B"));
    assert.deepEqual(sent, ["answer", "answer"]);
    assert.equal(peers.length, 1);
  });

  test(`${who} goes on waiting when an answer comes that is none`, async () => {
    const { peers, negotiator, hears } = begin(polite);
    negotiator.needed();
    await hears("answer", "rubbish");
    assert.equal(peers[0]?.signalingState, "have-local-offer");
    await hears("answer", description("B"));
    assert.deepEqual(peers[0].log, ["offer", "remote answer"]);
    assert.equal(peers.length, 1);
  });

  test(`${who} does not take a refused offer for the other's connection`, async () => {
    const { peers, sent, hears } = begin(polite);
    await hears("offer", refused("X"));
    await hears("offer", description("B"));
    assert.equal(peers.length, 1);
    await hears("offer", refused("B"));
    await hears("offer", description("B"));
    assert.equal(peers.length, 1);
    assert.deepEqual(sent, ["answer", "answer"]);
  });

  test(`${who} is fresh after it made way for an offer that was refused`, async () => {
    const { peers, sent, hears } = begin(polite);
    await hears("offer", description("B"));
    await hears("offer", refused("X"));
    assert.equal(peers.length, 2);
    await hears("offer", description("C"));
    assert.equal(peers.length, 2);
    assert.deepEqual(peers[1]?.log, ["remote offer", "answer"]);
    assert.deepEqual(sent, ["answer", "answer"]);
  });

  test(`${who} remembers the other's connection when an answer of it was refused`, async () => {
    const { peers, negotiator, hears } = begin(polite);
    await hears("offer", description("B"));
    negotiator.needed();
    await hears("answer", refused("B"));
    assert.equal(peers[0]?.signalingState, "stable");
    await hears("offer", description("C"));
    assert.equal(peers.length, 2);
  });
}

test("a candidate that waits outlives an offer that was refused, and goes to the next", async () => {
  const { peers, negotiator, hears } = begin(true);
  negotiator.remote({ name: "ice_candidate", candidate: { candidate: "early" } });
  await hears("offer", refused("B"));
  await hears("offer", description("B"));
  assert.deepEqual(peers[0]?.log, ["remote offer", "candidate early", "answer"]);
});
