// SPDX-License-Identifier: AGPL-3.0-only
/** Notices cover nothing of an empty room, and none of them is cut, whatever the width. */
import assert from "node:assert/strict";
import { isFaultless } from "./support/faultless.mjs";
import { laidOut, picture, viewports } from "./support/gallery.mjs";
import { storyteller } from "./support/story.mjs";

const story = storyteller();

const screens = [
  [320, 640],
  [360, 740],
  [740, 360],
  [768, 1024],
  [834, 600],
  [1024, 768],
  [1440, 900],
  [1920, 1080],
  [3840, 2160],
].map(([width, height]) => ({ width, height }));

story("Two notices at once cover nothing of an empty room, and neither is cut", async scene => {
  const alice = await scene.somebody("Alice");
  await alice.page.goto(`${scene.roomUrl("Alice", { secret: "tea" })}&warn_redirect=true`);
  await alice.button("Make a private room").waitFor();
  await alice.button("Dismiss").waitFor();
  for (const chat of ["open", "closed"]) {
    if (chat === "closed") await alice.button("Close chat").click();
    for (const screen of screens) {
      await alice.page.setViewportSize(screen);
      await laidOut(alice.page);
      const faults = await alice.page.evaluate(lookFor);
      assert.deepEqual(faults, [], `${screen.width} by ${screen.height}, chat ${chat}`);
    }
    await picture(alice, `notices-chat-${chat}`, {
      sizes: [...viewports, screens.at(-1)],
      check: isFaultless,
    });
  }
});

/** In the page: what overlaps, and what is cut. The meeting may scroll: then all of it is looked at. */
function lookFor() {
  const faults = [];
  const boxOf = node => node.getBoundingClientRect();
  const meet = (one, other) =>
    one.left < other.right - 0.5 &&
    other.left < one.right - 0.5 &&
    one.top < other.bottom - 0.5 &&
    other.top < one.bottom - 0.5;
  const seen = node => node.checkVisibility() && node.closest("[inert]") === null;
  const others = [".invite-card", ".tile.own", ".chat"]
    .map(name => document.querySelector(name))
    .filter(seen);
  const list = document.querySelector(".messages");
  if (list.scrollHeight > list.clientHeight + 1) faults.push("the list of notices scrolls by itself");
  const banners = [...list.children];
  if (banners.length !== 2) faults.push(`${banners.length} notices`);
  const meeting = document.querySelector(".meeting");
  for (const place of [0, meeting.scrollHeight]) {
    meeting.scrollTop = place;
    for (const banner of banners) {
      const { left, right } = boxOf(banner);
      if (left < 0 || right > innerWidth) faults.push("a notice is cut at a side");
      for (const other of others)
        if (meet(boxOf(banner), boxOf(other))) faults.push(`a notice covers ${other.className}`);
    }
  }
  // At one end or the other, each is wholly between the header and the toolbar.
  const isShown = node => {
    const [top, bottom] = [
      boxOf(document.querySelector(".room-header")).bottom,
      boxOf(document.querySelector(".toolbar")).top,
    ];
    node.scrollIntoView({ block: "center" });
    const box = boxOf(node);
    return box.height > bottom - top || (box.top >= top - 0.5 && box.bottom <= bottom + 0.5);
  };
  for (const node of [...banners, ...others.filter(node => node.matches(".invite-card"))])
    if (!isShown(node)) faults.push(`${node.className} is cut`);
  meeting.scrollTop = 0;
  return faults;
}
