// SPDX-License-Identifier: AGPL-3.0-only
import assert from "node:assert/strict";
import { test } from "node:test";
import { initialNegotiation, negotiate, type NegotiationEvent } from "../../src/peer/negotiation";
import { candidateUfrag, describe } from "../../src/peer/sdp";
import { readVectors } from "../support/support";

interface Case {
  readonly name: string;
  readonly polite: boolean;
  readonly steps: readonly { readonly event: NegotiationEvent; readonly actions: readonly string[] }[];
  readonly phase: string;
}

const table = readVectors("negotiation.json") as {
  readonly limits: { readonly queued_candidates: number };
  readonly cases: readonly Case[];
};

test("the table has cases", () => assert.ok(table.cases.length >= 15));

for (const { name, polite, steps, phase } of table.cases) {
  test(name, () => {
    let state = initialNegotiation(polite);
    for (const [index, { event, actions }] of steps.entries()) {
      const step = negotiate(state, event, table.limits.queued_candidates);
      assert.deepEqual(step.actions, actions, `step ${index + 1}, ${event.type}`);
      state = step.state;
    }
    assert.equal(state.phase, phase);
  });
}

test("descriptions and candidates tell whose they are", () => {
  const sdp =
    "v=0\r\na=fingerprint:sha-256 AA:BB\r\nm=audio 9\r\na=ice-ufrag:x1\r\nm=video 9\r\na=ice-ufrag:x1\r\na=ice-ufrag:y/2\r\n";
  assert.deepEqual(describe(sdp), { ufrags: ["x1", "y/2"], identity: "sha-256 AA:BB" });
  assert.deepEqual(describe("nonsense"), { ufrags: [], identity: "" });
  assert.equal(
    candidateUfrag({ candidate: "candidate:1 1 udp 1 1.2.3.4 5 typ host ufrag x1 network-id 1" }),
    "x1",
  );
  assert.equal(candidateUfrag({ candidate: "candidate:1", usernameFragment: "y" }), "y");
  assert.equal(candidateUfrag({ candidate: "candidate:1" }), null);
});
