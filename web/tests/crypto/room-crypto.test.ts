// SPDX-License-Identifier: AGPL-3.0-only
import assert from "node:assert/strict";
import { test } from "node:test";
import { fromBase64, toBase64 } from "../../src/crypto/base64";
import { deriveMessageKey, deriveRoomHash } from "../../src/crypto/room-keys";
import { open, seal } from "../../src/crypto/sealing";
import { readVectors, subtle } from "../support/support";

interface Vector {
  readonly secret: string;
  readonly key: string;
  readonly hash: string;
  readonly iv: string;
  readonly plaintext: string;
  readonly sealed: string;
}

const vectors = readVectors("room-crypto.json") as Vector[];
const bytes = (hex: string): Uint8Array<ArrayBuffer> => new Uint8Array(Buffer.from(hex, "hex"));

function importKey(hex: string): Promise<CryptoKey> {
  return subtle.importKey("raw", bytes(hex), "AES-GCM", false, ["encrypt", "decrypt"]);
}

test("there are vectors", () => assert.ok(vectors.length >= 5));

for (const vector of vectors) {
  test(`derives, seals and opens as others do: ${JSON.stringify(vector.secret)}`, async () => {
    assert.equal(await deriveRoomHash(subtle, vector.secret), vector.hash);
    const key = await deriveMessageKey(subtle, vector.secret);
    // The derived key is not extractable, so it shows itself by what it seals, beside the key of the vector.
    for (const one of [key, await importKey(vector.key)]) {
      assert.equal(await seal(subtle, one, bytes(vector.iv), vector.plaintext), vector.sealed);
      assert.equal(await open(subtle, one, vector.sealed), vector.plaintext);
    }
  });
}

test("what was changed, cut or sealed with another key does not open", async () => {
  const [first, second] = vectors;
  assert.ok(first !== undefined && second !== undefined);
  const key = await importKey(first.key);
  const raw = fromBase64(first.sealed);
  assert.ok(raw !== undefined);
  for (let at = 0; at < raw.length; at++) {
    const changed = raw.slice();
    changed[at] = (changed[at] ?? 0) ^ 1;
    assert.equal(await open(subtle, key, toBase64(changed)), undefined);
  }
  for (const bad of ["", "A", "%%%", toBase64(raw.subarray(0, 27)), second.sealed]) {
    assert.equal(await open(subtle, key, bad), undefined, bad);
  }
});

test("a sealed text that is not UTF-8 does not open", async () => {
  const key = await importKey("00".repeat(32));
  const iv = bytes("00".repeat(12));
  const ciphertext = await subtle.encrypt({ name: "AES-GCM", iv }, key, new Uint8Array([0xff, 0xfe]));
  assert.equal(
    await open(subtle, key, toBase64(new Uint8Array([...iv, ...new Uint8Array(ciphertext)]))),
    undefined,
  );
});

test("base64 of any length there and back", () => {
  for (const length of [0, 1, 2, 3, 4, 100_000]) {
    const data = Uint8Array.from({ length }, (_, index) => index % 251);
    const encoded = toBase64(data);
    assert.equal(encoded, Buffer.from(data).toString("base64"));
    assert.deepEqual(fromBase64(encoded), data);
  }
});
