// SPDX-License-Identifier: AGPL-3.0-only
import assert from "node:assert/strict";

/** Of a new context: a phone that is held upright, and pressed with fingers. */
export const phone = {
  viewport: { width: 360, height: 740 },
  hasTouch: true,
  isMobile: true,
};

/** Runs before the scripts of a page: phones share no screen. */
export function asPhonesAre() {
  navigator.mediaDevices.getDisplayMedia = undefined;
}

/** CSS pixels that a finger hits (WCAG 2.2, 2.5.5, and the guidelines of both makers of phones). */
const finger = 44;

/** Everything that can be pressed in this state is large enough for a finger, and in the page. */
export async function assertEasyToPress(page) {
  const { coarse, small } = await page.evaluate(measure, finger);
  assert.ok(coarse, "this browser does not know that it is pressed with fingers");
  assert.deepEqual(small, []);
}

function measure(finger) {
  const controls = "button, a[href], input, select, textarea, summary, [role^=menuitem], [tabindex='0']";
  /** What stands in a line of text is as high as that (WCAG 2.2, 2.5.8: inline). */
  const isInText = node => node.localName === "a" && getComputedStyle(node).display === "inline";
  /** What is there for screen readers alone, or behind something else that has the page for itself. */
  const isSeen = node =>
    node.checkVisibility({ visibilityProperty: true }) && !isUnseen(node) && isOnTop(node);
  const isUnseen = node =>
    node.closest(".unseen, [inert]") !== null || node.getBoundingClientRect().width < 2;
  const isOnTop = node => {
    const dialog = [...document.querySelectorAll("dialog[open]")].find(open => open.matches(":modal"));
    return dialog === undefined || dialog.contains(node);
  };
  /** A label is pressed in place of its control. */
  const target = node => (node.matches("input, select") && node.closest("label")) || node;
  /** What reaches out of its box, without being seen there, is hit there all the same. */
  const reaches = node => {
    node.scrollIntoView({ block: "center", inline: "center" });
    const { left, top, width, height } = node.getBoundingClientRect();
    const far = finger / 2 - 0.5;
    const [across, down] = [Math.max(far, width / 2 - 0.5), Math.max(far, height / 2 - 0.5)];
    return [
      [-across, 0],
      [across, 0],
      [0, -down],
      [0, down],
    ].every(([x, y]) => node.contains(document.elementFromPoint(left + width / 2 + x, top + height / 2 + y)));
  };
  const words = node => node.getAttribute("aria-label") ?? node.textContent.trim().slice(0, 40);
  const nodes = [...document.querySelectorAll(controls)].filter(node => isSeen(node) && !isInText(node));
  const small = nodes.flatMap(node => {
    const { width, height } = target(node).getBoundingClientRect();
    if ((width >= finger - 0.5 && height >= finger - 0.5) || reaches(target(node))) return [];
    return [
      `${node.localName}.${node.className} "${words(node)}": ${Math.round(width)} × ${Math.round(height)}`,
    ];
  });
  return {
    coarse: matchMedia("(pointer: coarse)").matches,
    small: [...new Set(small)],
  };
}
