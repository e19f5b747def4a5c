// SPDX-License-Identifier: AGPL-3.0-only
import assert from "node:assert/strict";
import { test } from "node:test";
import { Negotiator, type NegotiationMessage } from "../../src/peer/negotiator";
import { FakePeer } from "../support/fake-peer";
import { quiet } from "../support/support";

/** One end, and what it did: the connections that it made and the messages that it sent. */
function begin(polite: boolean, stereo: readonly string[] = []) {
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
      stereo: () => stereo,
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

const opus = "m=audio 9 x 111\na=mid:0\na=msid:screen 1\na=rtpmap:111 opus/48000/2\na=fmtp:111 minptime=10\n";

/** Describes one line of Opus, and takes no description that somebody changed, if so it is. */
class OpusPeer extends FakePeer {
  constructor(private readonly strict: boolean) {
    super();
  }
  override createOffer(): Promise<RTCSessionDescriptionInit> {
    return Promise.resolve({ type: "offer", sdp: opus });
  }
  override async setLocalDescription(description?: RTCSessionDescriptionInit): Promise<void> {
    if (this.strict && description?.sdp !== undefined && description.sdp !== opus)
      throw new DOMException("", "InvalidModificationError");
    return super.setLocalDescription(description);
  }
}

for (const strict of [false, true]) {
  test(`a screen's sound is ${strict ? "mono where the browser allows no more" : "announced as stereo"}`, async () => {
    const { peers, sent, negotiator } = begin(true, ["screen"]);
    const peer = new OpusPeer(strict);
    peers[0] = peer;
    negotiator.needed();
    await quiet();
    assert.deepEqual(sent, ["offer"]);
    assert.equal(peer.localDescription?.sdp?.includes(";sprop-stereo=1"), !strict);
  });
}
