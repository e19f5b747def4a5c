// SPDX-License-Identifier: AGPL-3.0-only
/** Push-to-talk: we are heard for as long as its key, or the microphone's button, is held. */
import type { AppModel } from "../state/app-model";
import { TalkHold } from "../state/talk-hold";
import { lateStyle } from "./late-style";
import talkStyle from "./style/talk.css?url";
import { followTalkKeys, talkButton } from "./talk-keys";

/** A pointer by its id, a key by its place on the keyboard. */
type Holder = number | string;

/** Returns how to end this. */
export async function listenForTalk(app: AppModel): Promise<() => void> {
  await lateStyle(talkStyle);
  const listening = new AbortController();
  const { signal } = listening;
  const hold = new TalkHold<Holder>(held => app.media.talk(held));
  const forgetKeys = followTalkKeys(app.keys, hold, signal);
  followPointers(hold, signal);
  const letGo = (): void => {
    forgetKeys();
    hold.releaseAll();
  };
  window.addEventListener("blur", letGo, { signal });
  document.addEventListener("visibilitychange", letGo, { signal });
  return () => {
    letGo();
    listening.abort();
  };
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
