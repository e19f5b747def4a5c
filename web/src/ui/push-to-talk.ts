// SPDX-License-Identifier: AGPL-3.0-only
/** Push-to-talk: we are heard for as long as its key, or the microphone's button, is held. */
import type { AppModel } from "../state/app-model";
import { isTalkKey, TalkHold } from "../state/talk-hold";
import { lateStyle } from "./late-style";
import talkStyle from "./style/talk.css?url";

const talkButton = "[data-talk=true]";

const modifiers = ["ctrlKey", "altKey", "shiftKey", "metaKey"] as const;

/** A pointer by its id, a key by its place on the keyboard. */
type Holder = number | string;

/** Returns how to end this. */
export async function listenForTalk(app: AppModel): Promise<() => void> {
  await lateStyle(talkStyle);
  const listening = new AbortController();
  const { signal } = listening;
  const hold = new TalkHold<Holder>(held => app.media.talk(held));
  followTalkKeys(app, hold, signal);
  followPointers(hold, signal);
  window.addEventListener("blur", () => hold.releaseAll(), { signal });
  document.addEventListener("visibilitychange", () => hold.releaseAll(), { signal });
  return () => {
    hold.releaseAll();
    listening.abort();
  };
}

/** But for where a key means something else. */
function followTalkKeys(app: AppModel, hold: TalkHold<Holder>, signal: AbortSignal): void {
  const options = { capture: true, signal };
  let held: KeyboardEvent | undefined;
  /** The focus was last moved by the keyboard: what has it is meant by the next key. */
  let walked = false;
  const down = (event: KeyboardEvent): void => {
    if (event.key === "Tab" || event.key.startsWith("Arrow")) walked = true;
    const repeated = event.repeat && event.code === held?.code;
    if (!repeated) {
      if (event.repeat || event.isComposing || isMeant(event.target, walked)) return;
      if (!isTalkKey(app.keys, event)) return;
      held = event;
      hold.hold(event.code);
    }
    event.preventDefault();
  };
  const up = (event: KeyboardEvent): void => {
    const before = held;
    // Of a chord, the first key that goes up ends it: systems keep the others to themselves now and then.
    if (before === undefined) return;
    if (event.code !== before.code && modifiers.every(name => event[name] || !before[name])) return;
    held = undefined;
    if (hold.release(before.code)) event.preventDefault();
  };
  window.addEventListener("keydown", down, options);
  window.addEventListener("keyup", up, options);
  window.addEventListener("pointerdown", () => void (walked = false), options);
}

/** Typing, or a control that the keyboard has reached; one that was clicked has the focus as well, but is done with. */
function isMeant(target: EventTarget | null, walked: boolean): boolean {
  if (!(target instanceof HTMLElement) || target.matches(talkButton)) return false;
  const takesKeys = "input, textarea, select, [role^=menuitem], [data-waiting=true]";
  if (target.isContentEditable || target.matches(takesKeys)) return true;
  return walked && target.matches("button, a, summary");
}

/** A finger or the mouse on the button, wherever it goes from there. */
function followPointers(hold: TalkHold<Holder>, signal: AbortSignal): void {
  const options = { capture: true, signal };
  /** The button was held: that it is let go is no click. */
  let wasHeld = false;
  const down = ({ target, button, pointerId }: PointerEvent): void => {
    wasHeld = button === 0 && talkButtonOf(target) !== null;
    if (!wasHeld) return;
    talkButtonOf(target)?.setPointerCapture(pointerId);
    hold.hold(pointerId);
  };
  const up = ({ pointerId }: PointerEvent): void => void hold.release(pointerId);
  const click = (event: MouseEvent): void => {
    // Those of the keyboard, and of assistive technology, are none of a pointer: they mute as always.
    if (!wasHeld || event.detail === 0 || talkButtonOf(event.target) === null) return;
    event.preventDefault();
    event.stopPropagation();
  };
  const menu = (event: Event): void => {
    if (wasHeld && talkButtonOf(event.target) !== null) event.preventDefault();
  };
  window.addEventListener("pointerdown", down, options);
  for (const end of ["pointerup", "pointercancel", "lostpointercapture"] as const)
    window.addEventListener(end, up, options);
  window.addEventListener("click", click, options);
  window.addEventListener("contextmenu", menu, options);
}

function talkButtonOf(target: EventTarget | null): Element | null {
  return target instanceof Element ? target.closest(talkButton) : null;
}
