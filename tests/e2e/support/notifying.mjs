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
