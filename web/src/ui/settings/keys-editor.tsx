// SPDX-License-Identifier: AGPL-3.0-only
/** Which keys do what: shown, and changed by pressing them. */
import { useRef, useState } from "preact/hooks";
import { ts } from "../../i18n/settings/texts";
import type { AppModel } from "../../state/app-model";
import { actions, addKey, removeKey } from "../../state/keys-editor";
import type { Action } from "../../state/keys-model";
import { chordText } from "../chord";
import { CloseIcon } from "../icons";
import { PlusIcon } from "../panel-icons";
import { ResetButton } from "./field";

interface EditorProps {
  readonly app: AppModel;
}

const key = "shortcut_keys";

export function KeysEditor({ app }: EditorProps) {
  const [said, say] = useState("");
  const list = useRef<HTMLUListElement>(null);
  const focusOnFirst = (): void => list.current?.querySelector("button")?.focus();
  return (
    <section class="setting" aria-labelledby="setting-keys">
      <div class="setting-control">
        <div class="setting-words">
          <h3 id="setting-keys">{ts(`pref_${key}`)}</h3>
          <p class="faint">{ts(`help_${key}`)}</p>
        </div>
        <ResetButton app={app} name={key} needed={!app.settings.isDefault(key)} done={focusOnFirst} />
      </div>
      <ul ref={list} class="keys">
        {actions.map(action => (
          <ActionKeys key={action} app={app} action={action} say={say} />
        ))}
      </ul>
      <p class="keys-said" role="status">
        {said}
      </p>
    </section>
  );
}

function ActionKeys({
  app,
  action,
  say,
}: EditorProps & { readonly action: Action; readonly say: (text: string) => void }) {
  const chords = app.keys.shortcuts.value[action];
  const name = ts(`action_${action}`);
  const row = useRef<HTMLLIElement>(null);
  return (
    <li ref={row} class="keys-action">
      <span>{name}</span>
      <span class="keys-chords">
        {chords.length === 0 && <span class="faint">{ts("no_key")}</span>}
        {chords.map(chord => (
          <button
            key={chord}
            type="button"
            class="chord"
            aria-label={ts("remove_key", { key: chordText(chord), name })}
            title={ts("remove_key", { key: chordText(chord), name })}
            onClick={() => {
              removeKey(app, action, chord);
              row.current?.querySelector<HTMLElement>(".keys-add")?.focus();
            }}
          >
            <kbd>{chordText(chord)}</kbd>
            <CloseIcon />
          </button>
        ))}
        <Recorder app={app} action={action} name={name} say={say} />
      </span>
    </li>
  );
}

interface RecorderProps extends EditorProps {
  readonly action: Action;
  readonly name: string;
  readonly say: (text: string) => void;
}

/** After a click it waits for keys: Escape ends that, and Tab goes on, as everywhere. */
function Recorder({ app, action, name, say }: RecorderProps) {
  const [waiting, setWaiting] = useState(false);
  /** Of the key that went down last: that it goes up is no click. */
  const pressed = useRef("");
  const end = (text: string): void => {
    setWaiting(false);
    say(text);
  };
  const record = (event: KeyboardEvent): void => {
    if (event.key === "Tab") return end("");
    event.preventDefault();
    event.stopPropagation();
    pressed.current = event.code;
    if (event.key === "Escape") return end("");
    const added = event.repeat ? undefined : addKey(app, action, event);
    if (added === undefined) return;
    const outcome = ts(`key_${added.kind}`, {
      key: chordText(added.chord),
      name: ts(`action_${added.action}`),
    });
    if (added.kind === "added") end(outcome);
    else say(outcome);
  };
  return (
    <button
      type="button"
      class="button small keys-add"
      data-waiting={waiting}
      title={ts("add_key")}
      aria-label={waiting ? `${ts("press_key")} ${ts("press_key_hint")}` : ts("add_key_for", { name })}
      onClick={() => {
        say(ts("press_key_hint"));
        setWaiting(true);
      }}
      onKeyDown={waiting ? record : undefined}
      onKeyUp={event => {
        if (event.code === pressed.current) event.preventDefault();
        pressed.current = "";
      }}
      onBlur={() => {
        if (waiting) end("");
      }}
    >
      {waiting ? ts("press_key") : <PlusIcon />}
    </button>
  );
}
