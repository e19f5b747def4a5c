// SPDX-License-Identifier: AGPL-3.0-only
/** One preference: its name, what it does, its control, where its value comes from, and the way back to the default. */
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { ts } from "../../i18n/settings/texts";
import type { AppModel } from "../../state/app-model";
import type { Setting } from "../../state/settings-groups";
import type { PreferenceKey } from "../../state/settings-model";
import { WarningIcon } from "../icons";
import { AgainIcon } from "../panel-icons";
import { Control } from "./controls";

interface FieldProps {
  readonly app: AppModel;
  readonly setting: Setting;
}

export function Field({ app, setting }: FieldProps) {
  const { key } = setting;
  const [wrong, setWrong] = useState<string>();
  const field = useRef<HTMLDivElement>(null);
  const id = `setting-${key}`;
  const linked = app.settings.origin(key).value === "link";
  const notes = [`${id}-help`, linked && `${id}-link`, wrong !== undefined && `${id}-error`];
  useLayoutEffect(() => {
    if (wrong !== undefined) field.current?.scrollIntoView({ block: "nearest" });
  }, [wrong]);
  const inRow = setting.shape.type === "flag" && !setting.optional;
  return (
    <div ref={field} class={inRow ? "setting in-row" : "setting"}>
      <div class="setting-words">
        <label class="label" for={id}>
          {ts(`pref_${key}`)}
        </label>
        <p id={`${id}-help`} class="faint">
          {ts(`help_${key}`)}
        </p>
        {linked && (
          <p id={`${id}-link`} class="setting-link">
            {ts("from_link")}
          </p>
        )}
      </div>
      <div class="setting-control">
        <Control
          // A wrong draft goes with the value that replaces it.
          app={app}
          id={id}
          setting={setting}
          value={wrong ?? app.settings.text(key)}
          wrong={wrong !== undefined}
          describedBy={notes.filter(note => note !== false).join(" ")}
          change={text => setWrong(app.settings.set(key, text) ? undefined : text)}
        />
        <ResetButton
          app={app}
          name={key}
          done={() => {
            setWrong(undefined);
            field.current?.querySelector<HTMLElement>(`[id="${id}"]`)?.focus();
          }}
          needed={wrong !== undefined || linked || !app.settings.isDefault(key)}
        />
      </div>
      {wrong !== undefined && (
        <p id={`${id}-error`} class="setting-error" role="alert">
          <WarningIcon />
          {errorText(setting)}
        </p>
      )}
    </div>
  );
}

interface ResetProps {
  readonly app: AppModel;
  readonly name: PreferenceKey;
  readonly needed: boolean;
  readonly done: () => void;
}

/** Keeps its place while there is nothing to reset. */
export function ResetButton({ app, name, needed, done }: ResetProps) {
  const label = ts("reset", { name: ts(`pref_${name}`) });
  return (
    <button
      type="button"
      class={needed ? "button small quiet" : "button small quiet gone"}
      aria-label={label}
      title={label}
      onClick={() => {
        app.settings.reset(name);
        done();
      }}
    >
      <AgainIcon />
    </button>
  );
}

function errorText({ key, shape, optional }: Setting): string {
  if (key === "username") return ts("error_username");
  if (shape.type !== "number") return ts("error_text");
  return ts(optional ? "error_optional_number" : "error_number", { min: shape.min, max: shape.max });
}
