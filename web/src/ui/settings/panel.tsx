// SPDX-License-Identifier: AGPL-3.0-only
/** The settings: a dialog with a tab for each group (the tabs pattern of the ARIA Authoring Practices). */
import type { ComponentType } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { ts } from "../../i18n/settings/texts";
import type { AppModel } from "../../state/app-model";
import { groups, settingsOf, type Group } from "../../state/settings-groups";
import type { PreferenceKey } from "../../state/settings-model";
import { CloseIcon } from "../icons";
import { AlertAccess } from "./alert-access";
import { Field } from "./field";
import { KeysEditor } from "./keys-editor";
import { KnownRoomsSetting } from "./known-rooms";

export { default as settingsStyle } from "../style/settings.css?url";
export { settingsTexts } from "../../i18n/settings/texts";

interface AppProps {
  readonly app: AppModel;
}

/** What has an editor of its own. */
const special: Partial<Record<PreferenceKey, ComponentType<AppProps>>> = {
  shortcut_keys: KeysEditor,
  room_watches: KnownRoomsSetting,
};

const panelId = "settings-group";
const tabId = (group: Group): string => `settings-tab-${group}`;

export function SettingsPanel({ app }: AppProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const group = app.settings.group.value ?? "you";
  useLayoutEffect(() => {
    const target = dialog.current;
    target?.showModal();
    // Before it goes: the browser gives the focus back to where it was.
    return () => target?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      class="settings"
      aria-labelledby="settings-title"
      onCancel={() => app.settings.close()}
      onClose={({ currentTarget }) => {
        // It is told of later: a key may have opened the settings anew by then.
        if (currentTarget.isConnected) app.settings.close();
      }}
      onClick={event => {
        if (event.target === event.currentTarget) app.settings.close();
      }}
    >
      <div class="settings-frame">
        <div class="settings-header">
          <h2 id="settings-title">{ts("title")}</h2>
          <button
            type="button"
            class="button small quiet"
            aria-label={ts("close")}
            title={ts("close")}
            onClick={() => app.settings.close()}
          >
            <CloseIcon />
          </button>
        </div>
        <Tabs app={app} selected={group} />
        <div key={group} class="settings-group" id={panelId} role="tabpanel" aria-labelledby={tabId(group)}>
          {group === "messages" && <AlertAccess app={app} />}
          {settingsOf(group).map(setting => {
            const Special = special[setting.key];
            return Special === undefined ? (
              <Field key={setting.key} app={app} setting={setting} />
            ) : (
              <Special key={setting.key} app={app} />
            );
          })}
        </div>
        <ResetAll app={app} />
      </div>
    </dialog>
  );
}

const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };

function Tabs({ app, selected }: AppProps & { readonly selected: Group }) {
  const list = useRef<HTMLDivElement>(null);
  const shown = groups.filter(group => settingsOf(group).length > 0);
  useLayoutEffect(() => {
    list.current
      ?.querySelector("[aria-selected=true]")
      ?.scrollIntoView({ block: "nearest", inline: "center" });
  }, [selected]);
  const go = (group: Group | undefined): void => {
    if (group === undefined) return;
    app.settings.open(group);
    document.getElementById(tabId(group))?.focus();
  };
  return (
    <div
      ref={list}
      class="settings-tabs"
      role="tablist"
      aria-label={ts("groups")}
      onKeyDown={event => {
        const step = steps[event.key];
        if (step !== undefined) go(shown.at((shown.indexOf(selected) + step) % shown.length));
        else if (event.key === "Home") go(shown[0]);
        else if (event.key === "End") go(shown.at(-1));
        else return;
        event.preventDefault();
      }}
    >
      {shown.map(group => (
        <button
          key={group}
          type="button"
          class="settings-tab"
          role="tab"
          id={tabId(group)}
          aria-selected={group === selected}
          aria-controls={group === selected ? panelId : undefined}
          tabIndex={group === selected ? 0 : -1}
          autofocus={group === selected}
          onClick={() => go(group)}
        >
          {ts(`group_${group}`)}
        </button>
      ))}
    </div>
  );
}

/** Asks once more: names, known rooms and all choices are gone then. */
function ResetAll({ app }: AppProps) {
  const [asking, setAsking] = useState(false);
  const footer = useRef<HTMLElement>(null);
  const was = useRef(asking);
  useLayoutEffect(() => {
    if (was.current !== asking) footer.current?.querySelector("button")?.focus();
    was.current = asking;
  }, [asking]);
  return (
    <footer ref={footer} class="settings-footer">
      {asking ? (
        <>
          <p id="settings-reset-question">{ts("reset_all_question")}</p>
          <button
            type="button"
            class="button small"
            aria-describedby="settings-reset-question"
            onClick={() => setAsking(false)}
          >
            {ts("cancel")}
          </button>
          <button
            type="button"
            class="button small danger"
            aria-describedby="settings-reset-question"
            onClick={() => {
              app.settings.resetAll();
              setAsking(false);
            }}
          >
            {ts("reset_all_yes")}
          </button>
        </>
      ) : (
        <button type="button" class="button small" onClick={() => setAsking(true)}>
          {ts("reset_all")}
        </button>
      )}
    </footer>
  );
}
