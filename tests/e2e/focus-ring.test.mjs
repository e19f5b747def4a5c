// SPDX-License-Identifier: AGPL-3.0-only
/** Wherever Tab leads on the start page, in a room and in the settings, one sees where one is. */
import assert from "node:assert/strict";
import { folderOf, opensFiles, shares, writeFileOf } from "./support/files.mjs";
import { laidOut } from "./support/gallery.mjs";
import { tabTo } from "./support/keyboard.mjs";
import { framesAdvance } from "./support/media.mjs";
import { contrast, luminance, oneStandsOut } from "./support/colours.mjs";
import { newSecret } from "./support/scene.mjs";
import { storyteller } from "./support/story.mjs";
import { until } from "./support/until.mjs";

const story = storyteller();
/** What changes by and by would be measured half-way. */
const calm = { reducedMotion: "reduce" };

story("On the start page: text fields, buttons and links", async scene => {
  const alice = await scene.somebody("Alice", calm);
  await alice.page.goto(scene.server.url);
  const rooms = `Room 1=${newSecret("room-1")};Room 2=${newSecret("room-2")}`;
  await alice.page.evaluate(rooms => localStorage.setItem("keks-meet.room_watches", rooms), rooms);
  await alice.page.reload();
  await alice.page.getByRole("link", { name: /^Room 2/ }).waitFor();
  await assertRings(alice.page, { textbox: 1, button: 2, link: 2 });
});

story("In a room: its tools, the people, the chat and the files", async scene => {
  const alice = await scene.somebody("Alice", calm);
  await alice.page.goto(scene.roomUrl("Alice"));
  const bob = await scene.enters("Bob");
  await alice.meets(bob);
  await bob.writes("see https://example.org/");
  await alice.page.getByRole("link", { name: "https://example.org/" }).waitFor();
  await bob.turnOn("Camera");
  await alice.button("Show camera of Bob").waitFor();
  await shares(bob, await writeFileOf(await folderOf(scene), "notes.txt", 1000));
  await alice.page.getByRole("button", { name: /^\d+ file$/ }).waitFor();
  await opensFiles(alice);
  await assertRings(alice.page, { textbox: 1, button: 12, link: 2 });
});

story("On a picture, whatever it shows: the picture itself, and the buttons that lie on it", async scene => {
  const alice = await scene.somebody("Alice", calm);
  await alice.page.goto(scene.roomUrl("Alice"));
  const bob = await scene.enters("Bob");
  await bob.turnOn("Camera");
  await framesAdvance(await alice.show("camera", bob));
  for (const name of ["Enlarge camera of Bob", "Hide camera of Bob", "Options for Bob"]) {
    await tabTo(alice, "button", name);
    const { style, width, colours } = await alice.button(name).evaluate(node => {
      const { outlineStyle, outlineWidth, outlineColor, boxShadow } = getComputedStyle(node);
      const parts = [outlineColor, /^rgb\([^)]*\)/.exec(boxShadow)?.[0] ?? ""];
      return {
        style: outlineStyle,
        width: parseFloat(outlineWidth),
        colours: parts.map(colour => colour.match(/[\d.]+/g)?.map(Number)),
      };
    });
    assert.equal(style, "solid", name);
    assert.ok(width >= 2, `${name}: ${width} px`);
    assert.ok(colours[1] !== undefined && oneStandsOut(...colours), `${name}: ${colours.join(" | ")}`);
  }
});

story("In the settings: tabs, and what is on each page of them", async scene => {
  const alice = await scene.somebody("Alice", calm);
  await alice.page.goto(scene.roomUrl("Alice"));
  await alice.button("Settings").click();
  const tabs = alice.page.getByRole("tab");
  await tabs.first().waitFor();
  const seen = {};
  for (const tab of await tabs.all()) {
    await tab.click();
    for (const [role, count] of Object.entries(await assertRings(alice.page, { tab: 1 })))
      seen[role] = (seen[role] ?? 0) + count;
  }
  for (const role of ["tab", "textbox", "slider", "switch", "combobox", "button"])
    assert.ok(seen[role] > 0, `no ${role} among ${JSON.stringify(seen)}`);
});

/** Goes once around the page by Tab. `least`: how many of each role there must be. Resolves to how many there were. */
async function assertRings(page, least) {
  await laidOut(page);
  await page.evaluate(() => {
    window.keksPassed = new Set();
  });
  const counts = {};
  await until(
    "Tab has been at everything",
    async () => {
      await page.keyboard.press("Tab");
      const stop = await page.evaluate(lookAtFocus);
      if (stop === "page") return false;
      if (stop === "again") return true;
      assertSeen(stop);
      counts[stop.role] = (counts[stop.role] ?? 0) + 1;
      return false;
    },
    { every: 0, within: 60_000 },
  );
  for (const [role, count] of Object.entries(least))
    assert.ok((counts[role] ?? 0) >= count, `${role}: ${JSON.stringify(counts)}`);
  return counts;
}

function assertSeen({ what, style, width, ring, ground, cut }) {
  assert.equal(style, "solid", `${what} has no ring`);
  assert.ok(width >= 2, `the ring of ${what} is ${width} px wide`);
  const ratio = contrast(luminance(ring), luminance(ground));
  assert.ok(ratio >= 3, `the ring of ${what}, ${ring}, has a contrast of ${ratio} to ${ground}`);
  assert.deepEqual(cut, [], `the ring of ${what} is cut`);
}

/** In the page: what has the focus, and how that is seen. `again` for what Tab has been at already. */
function lookAtFocus() {
  const at = document.activeElement;
  if (at === null || at === document.body || at === document.documentElement) return "page";
  if (keksPassed.has(at)) return "again";
  keksPassed.add(at);
  const style = getComputedStyle(at);
  const [width, offset] = [parseFloat(style.outlineWidth), parseFloat(style.outlineOffset)];
  const inner = offset < 0;
  return {
    what: at.outerHTML.slice(0, 160),
    role: roleOf(at),
    style: style.outlineStyle,
    width,
    ring: over(rgba(style.outlineColor), groundOf(inner ? at : at.parentElement)).slice(0, 3),
    ground: groundOf(inner ? at : at.parentElement).slice(0, 3),
    cut: cuts(at, Math.max(0, width + offset)),
  };

  function roleOf(node) {
    const named = node.getAttribute("role");
    if (named !== null) return named;
    if (node.localName === "a") return "link";
    if (node.localName === "textarea") return "textbox";
    if (node.localName === "select") return "combobox";
    if (node.localName !== "input") return node.localName;
    return { range: "slider", checkbox: "checkbox" }[node.type] ?? "textbox";
  }

  /** The colour behind what stands in the node: of it and of all that it stands in. */
  function groundOf(node) {
    if (node === null) return [255, 255, 255, 1];
    const own = rgba(getComputedStyle(node).backgroundColor);
    return own[3] === 1 ? own : over(own, groundOf(node.parentElement));
  }

  function over([red, green, blue, alpha], ground) {
    return [...[red, green, blue].map((part, at) => part * alpha + ground[at] * (1 - alpha)), 1];
  }

  /** In whatever way it is written. */
  function rgba(colour) {
    const context = new OffscreenCanvas(1, 1).getContext("2d");
    context.fillStyle = colour;
    context.fillRect(0, 0, 1, 1);
    const [red, green, blue, alpha] = context.getImageData(0, 0, 1, 1).data;
    return [red, green, blue, alpha / 255];
  }

  /** Around which the ring would have to be seen, and is not. */
  function cuts(node, reach) {
    const { left, right, top, bottom } = node.getBoundingClientRect();
    const found = [];
    const isIn = (name, box) => {
      const far = [
        box.left - (left - reach),
        right + reach - box.right,
        box.top - (top - reach),
        bottom + reach - box.bottom,
      ];
      if (Math.max(...far) > 0.5) found.push(`${name} by ${far.map(Math.round)}`);
    };
    isIn("the window", { left: 0, top: 0, right: innerWidth, bottom: innerHeight });
    for (let around = node.parentElement; around !== null; around = around.parentElement) {
      const { overflowX, overflowY } = getComputedStyle(around);
      if (overflowX === "visible" && overflowY === "visible") continue;
      if (around === document.documentElement || around === document.body) continue;
      isIn(around.className || around.localName, around.getBoundingClientRect());
    }
    return found;
  }
}
