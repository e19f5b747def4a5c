// SPDX-License-Identifier: AGPL-3.0-only
import { effect } from "@preact/signals";
import type { AppModel } from "../state/app-model";

/** Hands the page's keys to the model. Returns how to end this. */
export function followKeys(app: AppModel): () => void {
  const press = (event: KeyboardEvent): void => {
    // What an element makes of a key, or an input method, comes first.
    if (event.defaultPrevented || event.isComposing) return;
    const { key, code, ctrlKey, altKey, shiftKey, metaKey, repeat } = event;
    const facts = { key, code, ctrlKey, altKey, shiftKey, metaKey, repeat };
    const used = app.keys.press({ ...facts, typing: isTyping(event.target), selecting: isSelecting() });
    if (used) event.preventDefault();
  };
  document.addEventListener("keydown", press);
  const endCalls = onCall(app, "chat", focusOnChat);
  return () => {
    document.removeEventListener("keydown", press);
    endCalls();
  };
}

/** Runs whenever a key asks for this. Returns how to end that. */
export function onCall(app: AppModel, action: "chat" | "paste", run: () => void): () => void {
  const { called } = app.keys;
  const before = called.peek();
  return effect(() => {
    if (called.value !== before && called.value?.action === action) run();
  });
}

/** On what is written there, once it is drawn. */
export function focusOnChat(): void {
  requestAnimationFrame(() => document.querySelector<HTMLElement>("#chat textarea")?.focus());
}

export function isDialogOpen(): boolean {
  return document.querySelector("dialog[open]") !== null;
}

function isTyping(target: EventTarget | null): boolean {
  if (isDialogOpen()) return true;
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.closest("input, textarea, select") !== null;
}

function isSelecting(): boolean {
  return document.getSelection()?.isCollapsed === false;
}
