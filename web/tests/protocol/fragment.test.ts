// SPDX-License-Identifier: AGPL-3.0-only
import assert from "node:assert/strict";
import { test } from "node:test";
import { formatFragment, isYes, parseFragment, roomName, strengthenName } from "../../src/protocol/fragment";

const parsed = (hash: string) => {
  const { secret, params } = parseFragment(hash);
  return [secret, Object.fromEntries(params)];
};

test("the secret stands between # and the first ?", () => {
  assert.deepEqual(parsed("#public"), ["public", {}]);
  assert.deepEqual(parsed("#name#0123?username=A%20B&x"), ["name#0123", { username: "A B", x: "" }]);
  assert.deepEqual(parsed("#a?b=1?c=2"), ["a", { b: "1?c=2" }]);
  assert.deepEqual(parsed("#a%3Fb%23c"), ["a?b#c", {}]);
  assert.deepEqual(parsed("#Cr%C3%AApe"), ["Crêpe", {}]);
  assert.deepEqual(parsed("#?warn_redirect=true"), ["", { warn_redirect: "true" }]);
  assert.deepEqual(parsed(""), ["", {}]);
  assert.deepEqual(parsed("#a?username=one&username=two"), ["a", { username: "one" }]);
});

test("escapes that are none stay as they stand", () => {
  assert.deepEqual(parsed("#100%"), ["100%", {}]);
  assert.deepEqual(parsed("#%ff%zz%41"), ["%ff%zzA", {}]);
  assert.deepEqual(parsed("#a?username=%ff%"), ["a", { username: "\ufffd%" }]);
});

test("a written fragment reads back as the same secret", () => {
  for (const secret of ["public", "a b?c#d%e", "Crêpe-München-🍪", "tab\there", "100%41"]) {
    const fragment = formatFragment(secret);
    assert.equal(parseFragment(`#${fragment}`).secret, secret);
    assert.match(fragment, /^[\x21-\x7e]*$/);
  }
  assert.equal(parseFragment(formatFragment("\ud800x")).secret, "\ufffdx");
});

test("a room's name is what stands before the first #, and its secret gets 64 hex digits", () => {
  assert.equal(roomName("mymeeting#0123#4"), "mymeeting");
  assert.equal(roomName("public"), "public");
  assert.equal(strengthenName("tea", new Uint8Array(32).fill(10)), `tea#${"0a".repeat(32)}`);
});

test("yes has three spellings", () => {
  assert.deepEqual(["1", "true", "Yes", "0", "no", "", undefined].map(isYes), [
    true,
    true,
    true,
    false,
    false,
    false,
    false,
  ]);
});
