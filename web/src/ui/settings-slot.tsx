// SPDX-License-Identifier: AGPL-3.0-only
/** Where the settings come to stand. They are loaded when they are opened for the first time. */
import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import { language, t } from "../i18n/i18n";
import type { AppModel } from "../state/app-model";
import { withKeys } from "./chord";
import { SettingsIcon } from "./icons";
import { lateStyle } from "./late-style";

interface AppProps {
  readonly app: AppModel;
}

export function SettingsButton({ app }: AppProps) {
  return (
    <button
      type="button"
      class="button small quiet"
      aria-haspopup="dialog"
      aria-label={t("settings")}
      {...withKeys(app, "settings", t("settings"))}
      onClick={() => app.settings.open()}
    >
      <SettingsIcon />
      <span class="header-label">{t("settings")}</span>
    </button>
  );
}

export function SettingsSlot({ app }: AppProps) {
  const [Panel, setPanel] = useState<ComponentType<AppProps>>();
  const open = app.settings.group.value !== undefined;
  useEffect(() => {
    if (!open || Panel !== undefined) return;
    const group = app.settings.group.peek();
    void load(app, () => app.settings.open(group)).then(loaded => setPanel(() => loaded));
  }, [app, open, Panel]);
  return open && Panel !== undefined ? <Panel app={app} /> : null;
}

async function load(app: AppModel, again: () => void): Promise<ComponentType<AppProps> | undefined> {
  try {
    const { SettingsPanel, settingsStyle, settingsTexts } = await import("./settings/panel");
    await Promise.all([
      lateStyle(settingsStyle),
      // Without them the settings are in English, which is better than none.
      settingsTexts.load(language()).catch(() => undefined),
    ]);
    return SettingsPanel;
  } catch {
    app.settings.close();
    app.warn("part", again);
    return undefined;
  }
}
