// SPDX-License-Identifier: AGPL-3.0-only
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Device } from "../../src/platform/media";
import { addable } from "../../src/state/addable";

const device = (id: string, label: string): Device => ({ kind: "microphone", id, label });
const devices = [device("a", "Desk"), device("b", "Headset"), device("c", "Headset"), device("d", "")];

const cases: readonly [string, { device: string | undefined; label: string }[], string][] = [
  ["nothing beside nothing", [], ""],
  ["every other one", [{ device: "a", label: "Desk" }], "bcd"],
  ["not what the system has chosen", [{ device: "default", label: "Default - Desk" }], "bcd"],
  ["also a second one of the same name", [{ device: "b", label: "Headset" }], "acd"],
  ["all where the browser hides what runs", [{ device: undefined, label: "" }], "abcd"],
];

for (const [sentence, running, ids] of cases)
  test(`devices that can be added: ${sentence}`, () => {
    const found = addable(devices, running);
    assert.equal(found.map(({ id }) => id).join(""), ids);
  });
