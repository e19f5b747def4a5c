// SPDX-License-Identifier: AGPL-3.0-only
/** Push-to-talk: we are heard for as long as its key, or the microphone's button, is held. */
import type { AppModel } from "../state/app-model";
import { TalkHold } from "../state/talk-hold";
import { lateStyle } from "./late-style";
import talkStyle from "./style/talk.css?url";
import { followTalkKeys, talkButton } from "./talk-keys";

/** A pointer by its id, a key by its place on the keyboard. */
type Holder = number | string;

/** Until `signal` ends it. Rejects while the server is away. */
export async function listenForTalk(app: AppModel, signal: AbortSignal): Promise<void> {
  await lateStyle(talkStyle);
  if (signal.aborted) return;
  const hold = new TalkHold<Holder>(held => app.media.talk(held));
  const forgetKeys = followTalkKeys(app.keys, hold, signal);
  followPointers(hold, signal);
  const letGo = (): void => {
    forgetKeys();
    hold.releaseAll();
  };
  signal.addEventListener("abort", letGo);
  window.addEventListener("blur", letGo, { signal });
  document.addEventListener("visibilitychange", letGo, { signal });
}

/** A finger or the mouse on the button, wherever it goes from there. That it is let go with a click is the button's. */
function followPointers(hold: TalkHold<Holder>, signal: AbortSignal): void {
  const options = { capture: true, signal };
  const down = ({ target, button, pointerId }: PointerEvent): void => {
    const pressed = talkButtonOf(target);
    if (button !== 0 || pressed === null) return;
    pressed.setPointerCapture(pointerId);
    hold.hold(pointerId);
  };
  const up = ({ pointerId }: PointerEvent): void => void hold.release(pointerId);
  // A finger that rests on it asks for no menu.
  const menu = (event: Event): void => {
    if (talkButtonOf(event.target) !== null) event.preventDefault();
  };
  window.addEventListener("pointerdown", down, options);
  for (const end of ["pointerup", "pointercancel", "lostpointercapture"] as const)
    window.addEventListener(end, up, options);
  window.addEventListener("contextmenu", menu, options);
}

function talkButtonOf(target: EventTarget | null): Element | null {
  return target instanceof Element ? target.closest(talkButton) : null;
}
