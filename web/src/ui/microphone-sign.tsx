// SPDX-License-Identifier: AGPL-3.0-only
import { tp } from "../i18n/people/texts";
import { MicrophoneIcon, MicrophoneOffIcon } from "./icons";

/** That somebody's microphone is on, and whether it is muted. */
export function MicrophoneSign({ muted }: { readonly muted: boolean }) {
  const words = tp(muted ? "microphone_muted" : "microphone_on");
  return (
    <span class={muted ? "sign muted" : "sign"} role="img" aria-label={words} title={words}>
      {muted ? <MicrophoneOffIcon /> : <MicrophoneIcon />}
    </span>
  );
}
