// SPDX-License-Identifier: AGPL-3.0-only
/** Where the keyboard's focus goes when the element that had it goes away or is covered. */

export const peopleId = "people";
export const chatButtonId = "chat-button";
export const chatLinesId = "chat-lines";

/** To what the page is about at the moment: the people, or the chat while that covers them. */
export function focusOnContent(): void {
  const people = document.getElementById(peopleId);
  if (people?.inert === true) document.getElementById(chatLinesId)?.focus();
  else people?.focus();
}

export function focusOnChatButton(): void {
  document.getElementById(chatButtonId)?.focus();
}

/** To the next button of the same section, or the one before; to the content if `button` is the only one. */
export function focusBeside(button: HTMLElement): void {
  const all = [...(button.closest("section")?.querySelectorAll("button") ?? [])];
  const at = all.findIndex(other => other === button);
  const beside = all[at + 1] ?? all[at - 1];
  if (beside === undefined) focusOnContent();
  else beside.focus();
}

/**
 * What others do may take the focused element away: their offer ends, they leave. Then the focus must not fall to the
 * top of the page. Returns how to end this.
 */
export function keepFocus(root: HTMLElement): () => void {
  let last: EventTarget | null = null;
  const note = (event: FocusEvent): void => {
    last = event.target;
  };
  const observer = new MutationObserver(() => {
    if (!(last instanceof Element) || last.isConnected) return;
    last = null;
    if (document.activeElement === document.body) focusOnContent();
  });
  root.addEventListener("focusin", note);
  observer.observe(root, { childList: true, subtree: true });
  return () => {
    root.removeEventListener("focusin", note);
    observer.disconnect();
  };
}
