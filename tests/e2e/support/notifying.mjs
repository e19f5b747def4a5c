// SPDX-License-Identifier: AGPL-3.0-only

/**
 * Runs in a page, in place of what would show notifications: `notified` has what was shown, whether the page is
 * hidden, and what the user says when asked.
 */
export function pretendToNotify() {
  const state = { permission: "default", answer: "granted", shown: [], hidden: false };
  window.Notification = class {
    static get permission() {
      return state.permission;
    }
    static requestPermission() {
      state.permission = state.answer;
      return Promise.resolve(state.answer);
    }
    constructor(title, { body }) {
      state.shown.push(body);
    }
    close() {}
  };
  Object.defineProperty(document, "visibilityState", { get: () => (state.hidden ? "hidden" : "visible") });
  window.notified = state;
}

/** Whether a page that pretends is hidden from now on. */
export async function looksElsewhere({ page }, hidden) {
  await page.evaluate(hidden => {
    notified.hidden = hidden;
    document.dispatchEvent(new Event("visibilitychange"));
  }, hidden);
}

/** Alice looks elsewhere while Bob writes, and comes back; the browser has not been asked about notifications yet. */
export async function missAMessage(scene) {
  const [alice, bob] = await scene.enter("Alice", "Bob");
  await alice.page.evaluate(pretendToNotify);
  await looksElsewhere(alice, true);
  await bob.writes("are you there?");
  await alice.reads(bob, "are you there?");
  await looksElsewhere(alice, false);
  return [alice, bob];
}
