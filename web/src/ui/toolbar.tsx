// SPDX-License-Identifier: AGPL-3.0-only
import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { t } from "../i18n/i18n";
import type { AppModel } from "../state/app-model";
import type { SourceKind, SourceState } from "../state/own-media";
import type { DeviceMenu } from "./device-menu";
import { ShareFilesButton } from "./share-files";
import { ChatButton } from "./chat-button";
import { withKeys } from "./chord";
import {
  CameraIcon,
  CameraOffIcon,
  LeaveIcon,
  MicrophoneIcon,
  MicrophoneOffIcon,
  UpIcon,
  ScreenIcon,
  ScreenOffIcon,
} from "./icons";
import { lateStyle } from "./late-style";
import { OwnPicture } from "./later";
import menuStyle from "./style/menu.css?url";

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
  usePushToTalk(app);
  // Whoever comes here is about to turn something on.
  const prepare = (): void => {
    void app.media.prepare();
    OwnPicture.load().catch(() => undefined);
  };
  return (
    <section class="toolbar" aria-label={t("controls")} onPointerEnter={prepare} onFocusIn={prepare}>
      <SourceControl app={app} kind="microphone" />
      <SourceControl app={app} kind="camera" />
      {app.canShareScreen && <SourceControl app={app} kind="screen" />}
      {app.files.possible && <ShareFilesButton app={app} />}
      <ChatButton app={app} />
      <button type="button" class="button tool danger" title={t("leave")} onClick={() => app.leave()}>
        <LeaveIcon />
        <span class="tool-label">{t("leave")}</span>
      </button>
    </section>
  );
}

/** What listens for its key, and for who holds the button, is loaded when push-to-talk is on. */
function usePushToTalk(app: AppModel): void {
  const on = app.preferences.signal("push_to_talk").value;
  useEffect(() => {
    if (!on) return undefined;
    const listening = new AbortController();
    const listen = (): void => {
      import("./push-to-talk")
        .then(({ listenForTalk }) => listenForTalk(app, listening.signal))
        .catch(() => app.warn("part", listen, "talk"));
    };
    listen();
    return () => listening.abort();
  }, [app, on]);
}

interface SourceProps extends ToolbarProps {
  readonly kind: SourceKind;
}

/** A button for what one does all the time, and beside it one for the rest. */
function SourceControl({ app, kind }: SourceProps) {
  const state = app.media.states[kind].value;
  // A screen is chosen in the browser's own window: there is nothing to choose here before one is shared.
  const more = kind !== "screen" || state === "on";
  return (
    <div class={more ? "split" : "split lone"}>
      <SourceButton app={app} kind={kind} />
      {more && <MoreButton app={app} kind={kind} />}
    </div>
  );
}

/** The name says the state, in words and alone: a pressed state beside it would be read as well. */
function SourceButton({ app, kind }: SourceProps) {
  const { media } = app;
  const state = media.states[kind].value;
  const runs = kind === "microphone" && state === "on";
  const muted = runs && media.muted.value;
  const holds = runs && app.preferences.signal("push_to_talk").value;
  const Icon = icons[kind][state === "on" && !muted ? "on" : "off"];
  const words = holds ? holdWords(app, muted) : runs ? muteWords(app, muted) : startWords(app, kind, state);
  return (
    <button
      type="button"
      class="button tool"
      data-state={muted ? "muted" : state}
      data-talk={holds}
      aria-label={words.name}
      {...words.keys}
      onClick={({ detail }) => {
        // Held, it is let go of with a click; only those of the keyboard, and of assistive technology, mute as always.
        if (!holds || detail === 0) media.toggle(kind);
      }}
    >
      <Icon />
      <span class="tool-label">{words.label}</span>
    </button>
  );
}

function startWords(app: AppModel, kind: SourceKind, state: SourceState) {
  const label = t(kind);
  return { label, name: t(`state_${state}`, { name: label }), keys: withKeys(app, kind, label) };
}

function muteWords(app: AppModel, muted: boolean) {
  const name = t(muted ? "state_on" : "state_off", { name: t("mute_microphone") });
  const keys = withKeys(app, "microphone", t(muted ? "unmute_hint" : "mute_hint"));
  return { label: t("microphone"), name, keys };
}

function holdWords(app: AppModel, muted: boolean) {
  const label = t("hold_to_talk");
  const name = t(muted ? "state_off" : "state_on", { name: label });
  return { label, name, keys: withKeys(app, "talk", label) };
}

/** Opens the list of devices, which is loaded then. */
function MoreButton({ app, kind }: SourceProps) {
  const [Menu, setMenu] = useState<typeof DeviceMenu | undefined>(undefined);
  const button = useRef<HTMLButtonElement>(null);
  const close = (refocus = true) => {
    // While what had it is still there: what goes away takes the focus along.
    if (refocus) button.current?.focus();
    setMenu(undefined);
  };
  const open = async () => {
    void app.media.lookForDevices();
    try {
      const [loaded] = await Promise.all([import("./device-menu"), lateStyle(menuStyle)]);
      setMenu(() => loaded.DeviceMenu);
    } catch {
      app.warn("part", () => void open());
    }
  };
  return (
    <>
      <button
        ref={button}
        type="button"
        class="button tool-more"
        aria-label={t("options_of", { name: t(kind) })}
        title={t("options_of", { name: t(kind) })}
        aria-haspopup="menu"
        aria-expanded={Menu !== undefined}
        onClick={() => (Menu === undefined ? void open() : close())}
      >
        <UpIcon />
      </button>
      {Menu !== undefined && <Menu media={app.media} kind={kind} opener={button} close={close} />}
    </>
  );
}
