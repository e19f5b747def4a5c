// SPDX-License-Identifier: AGPL-3.0-only
/** Where the keyboard's focus goes when the element that had it goes away. */

export const peopleId = "people";
export const chatButtonId = "chat-button";

export function focusOn(id: typeof peopleId | typeof chatButtonId): void {
  document.getElementById(id)?.focus();
}
