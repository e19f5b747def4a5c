// SPDX-License-Identifier: AGPL-3.0-only
/** Which keys are held to talk. */
import type { KeysModel } from "../state/keys-model";
import { isTalkKey, type TalkHold } from "../state/talk-hold";

export const talkButton = "[data-talk=true]";

const modifiers = ["ctrlKey", "altKey", "shiftKey", "metaKey"] as const;

/** But for where a key means something else. Holders are places on the keyboard. Returns how to forget what is held. */
export function followTalkKeys(
  keys: Pick<KeysModel, "shown">,
  hold: Pick<TalkHold<string>, "hold" | "release">,
  signal: AbortSignal,
): () => void {
  const options = { capture: true, signal };
  /** By its place: how each went down. */
  const held = new Map<string, KeyboardEvent>();
  /** The focus was last moved by the keyboard: what has it is meant by the next key. */
  let walked = false;
  const isToTalk = (event: KeyboardEvent): boolean =>
    !event.isComposing && !isMeant(event.target, walked) && isTalkKey(keys, event);
  const down = (event: KeyboardEvent): void => {
    if (event.key === "Tab" || event.key.startsWith("Arrow")) walked = true;
    if (!(event.repeat && held.has(event.code))) {
      if (!isToTalk(event)) return;
      // One that repeats and is not held any more was ended by something else: it neither talks nor presses a button.
      if (!event.repeat) {
        held.set(event.code, event);
        hold.hold(event.code);
      }
    }
    event.preventDefault();
  };
  const up = (event: KeyboardEvent): void => {
    const ended = [...held].filter(([code, before]) => code === event.code || isOver(before, event));
    for (const [code] of ended) {
      held.delete(code);
      hold.release(code);
    }
    if (ended.length > 0 || isToTalk(event)) event.preventDefault();
  };
  window.addEventListener("keydown", down, options);
  window.addEventListener("keyup", up, options);
  window.addEventListener("pointerdown", () => void (walked = false), options);
  return () => held.clear();
}

/**
 * Of a chord, the first key that goes up ends it: systems keep the others to themselves now and then. macOS tells of no
 * key that goes up while Cmd is down, so with Cmd all of them end.
 */
function isOver(before: KeyboardEvent, now: KeyboardEvent): boolean {
  return now.key === "Meta" || modifiers.some(name => before[name] && !now[name]);
}

/** Typing, or a control that the keyboard has reached; one that was clicked has the focus as well, but is done with. */
function isMeant(target: EventTarget | null, walked: boolean): boolean {
  if (!(target instanceof HTMLElement) || target.matches(talkButton)) return false;
  const takesKeys = "input, textarea, select, [role^=menuitem], [data-waiting=true]";
  if (target.isContentEditable || target.matches(takesKeys)) return true;
  return walked && target.matches("button, a, summary");
}
