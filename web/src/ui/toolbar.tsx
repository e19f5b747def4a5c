// SPDX-License-Identifier: AGPL-3.0-only
import type { JSX } from "preact";
import { t } from "../i18n/i18n";
import type { AppModel, SourceKind } from "../state/app-model";
import { chatButtonId, focusBeside } from "./focus";
import {
  CameraIcon,
  CameraOffIcon,
  ChatIcon,
  LeaveIcon,
  MicrophoneIcon,
  MicrophoneOffIcon,
  ScreenIcon,
  ScreenOffIcon,
  SoundIcon,
} from "./icons";

interface ToolbarProps {
  readonly app: AppModel;
}

type Icon = () => JSX.Element;

const icons: Readonly<Record<SourceKind, { readonly on: Icon; readonly off: Icon }>> = {
  microphone: { on: MicrophoneIcon, off: MicrophoneOffIcon },
  camera: { on: CameraIcon, off: CameraOffIcon },
  screen: { on: ScreenOffIcon, off: ScreenIcon },
};

export function Toolbar({ app }: ToolbarProps) {
  return (
    <section class="toolbar" aria-label={t("controls")}>
      <SourceButton app={app} kind="microphone" />
      <SourceButton app={app} kind="camera" />
      {app.canShareScreen && <SourceButton app={app} kind="screen" />}
      <button
        id={chatButtonId}
        type="button"
        class="button tool"
        aria-expanded={app.chatOpen.value}
        aria-controls="chat"
        title={t("chat")}
        onClick={() => (app.chatOpen.value = !app.chatOpen.value)}
      >
        <ChatIcon />
        <span class="tool-label">{t("chat")}</span>
      </button>
      <button type="button" class="button tool danger" title={t("leave")} onClick={() => app.leave()}>
        <LeaveIcon />
        <span class="tool-label">{t("leave")}</span>
      </button>
    </section>
  );
}

/** The name says the state, in words and alone: a pressed state beside it would be read as well. */
function SourceButton({ app, kind }: ToolbarProps & { readonly kind: SourceKind }) {
  const state = app.sources[kind].value.kind;
  const Icon = icons[kind][state === "on" ? "on" : "off"];
  return (
    <button
      type="button"
      class="button tool"
      data-state={state}
      aria-label={t(`state_${state}`, { name: t(kind) })}
      title={t(kind)}
      onClick={() => app.toggleSource(kind)}
    >
      <Icon />
      <span class="tool-label">{t(kind)}</span>
    </button>
  );
}

/** Shown while the browser refuses to play sound by itself. */
export function SoundPrompt({ app }: ToolbarProps) {
  if (!app.soundBlocked.value) return null;
  return (
    <div class="banner">
      <SoundIcon />
      <p>{t("sound_blocked")}</p>
      <button
        type="button"
        class="button primary small"
        onClick={event => {
          focusBeside(event.currentTarget);
          app.playSound();
        }}
      >
        {t("play_sound")}
      </button>
    </div>
  );
}
