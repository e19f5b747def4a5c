// SPDX-License-Identifier: AGPL-3.0-only
import type { AppModel } from "../state/app-model";

/** We are heard for as long as Space is held, but for where Space means something else. Returns how to end this. */
export function listenForTalk(app: AppModel): () => void {
  let held = false;
  /** The focus was last moved by the keyboard: what has it is meant by the next key. */
  let walked = false;
  const talk = (now: boolean): void => {
    held = now;
    app.media.talk(now);
  };
  const down = (event: KeyboardEvent): void => {
    if (event.key === "Tab" || event.key.startsWith("Arrow")) walked = true;
    if (event.code !== "Space" || event.ctrlKey || event.altKey || event.metaKey) return;
    if (!held && isMeant(event.target, walked)) return;
    event.preventDefault();
    if (!held) talk(true);
  };
  const pointed = () => void (walked = false);
  const up = (event: KeyboardEvent): void => {
    if (event.code !== "Space" || !held) return;
    event.preventDefault();
    talk(false);
  };
  // Whoever goes elsewhere with the key held is not to be heard there for ever.
  const away = () => held && talk(false);
  window.addEventListener("keydown", down, true);
  window.addEventListener("keyup", up, true);
  window.addEventListener("blur", away);
  window.addEventListener("pointerdown", pointed, true);
  return () => {
    away();
    window.removeEventListener("keydown", down, true);
    window.removeEventListener("keyup", up, true);
    window.removeEventListener("blur", away);
    window.removeEventListener("pointerdown", pointed, true);
  };
}

/** Typing, or a control that the keyboard has reached; one that was clicked has the focus as well, but is done with. */
function isMeant(target: EventTarget | null, walked: boolean): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target.matches("input, textarea, select, [role^=menuitem]")) return true;
  return walked && target.matches("button, a, summary");
}
