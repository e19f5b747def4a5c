// SPDX-License-Identifier: AGPL-3.0-only
/** A control for each kind of values. Each shows a value as text, and reports another one when it is chosen. */
import { locale } from "../../i18n/i18n";
import { languageNames } from "../../i18n/languages";
import { ts, type SettingsKey } from "../../i18n/settings/texts";
import type { AppModel } from "../../state/app-model";
import type { Setting } from "../../state/settings-groups";
import { DeviceChoice, deviceKind } from "./device-choice";
import { Select } from "./select";

interface ControlProps {
  readonly app: AppModel;
  readonly id: string;
  readonly setting: Setting;
  readonly value: string;
  readonly wrong: boolean;
  readonly describedBy: string;
  readonly change: (text: string) => void;
}

/** Factors, from 0 on: what is 1 is shown as 100 %. */
const sliders: Readonly<Record<string, { readonly step: number }>> = { microphone_gain: { step: 0.1 } };

export function Control(props: ControlProps) {
  const { key, shape, optional } = props.setting;
  if (shape.type === "flag" && !optional) return <Switch {...props} />;
  if (shape.type === "flag") return <Choice {...props} options={["", "true", "false"]} />;
  if (shape.type === "words")
    return <Choice {...props} options={[...(optional ? [""] : []), ...shape.words]} />;
  if (key in sliders) return <Slider {...props} />;
  if (shape.type === "number") return <Text {...props} numeric />;
  const device = deviceKind(key);
  if (device !== undefined) return <DeviceChoice {...props} kind={device} />;
  return <Text {...props} numeric={false} />;
}

function Switch({ id, value, describedBy, change }: ControlProps) {
  return (
    <input
      id={id}
      type="checkbox"
      role="switch"
      class="switch"
      checked={value === "true"}
      aria-describedby={describedBy}
      onChange={event => change(String(event.currentTarget.checked))}
    />
  );
}

function Choice({
  id,
  setting,
  value,
  describedBy,
  change,
  options,
}: ControlProps & { readonly options: readonly string[] }) {
  return (
    <Select
      id={id}
      value={value}
      aria-describedby={describedBy}
      onChange={event => change(event.currentTarget.value)}
    >
      {options.map(option => (
        <option key={option} value={option} selected={option === value}>
          {optionText(setting, option)}
        </option>
      ))}
    </Select>
  );
}

function optionText({ key, shape }: Setting, option: string): string {
  if (option === "") return ts("option_browser");
  if (shape.type === "flag") return ts(option === "true" ? "option_on" : "option_off");
  if (key === "language" && option !== "auto") return languageNames[option as keyof typeof languageNames];
  return ts(`option_${key}_${option}` as SettingsKey);
}

function Slider({ id, setting, value, describedBy, change }: ControlProps) {
  const { key, shape } = setting;
  if (shape.type !== "number") return null;
  const shown = new Intl.NumberFormat(locale(), { style: "percent" }).format(Number(value));
  return (
    <>
      <input
        id={id}
        type="range"
        class="slider"
        min={shape.min}
        max={shape.max}
        step={sliders[key]?.step}
        value={value}
        aria-describedby={describedBy}
        aria-valuetext={shown}
        onInput={event => change(event.currentTarget.value)}
      />
      <output class="slider-value" for={id}>
        {shown}
      </output>
    </>
  );
}

/** Taken when it is finished: half a name is none. */
function Text({
  id,
  setting,
  value,
  wrong,
  describedBy,
  change,
  numeric,
}: ControlProps & { readonly numeric: boolean }) {
  return (
    <input
      id={id}
      type="text"
      class="input"
      inputMode={numeric ? "decimal" : "text"}
      value={value}
      placeholder={setting.optional ? ts("option_browser") : undefined}
      autocomplete={setting.key === "username" ? "nickname" : "off"}
      spellcheck={false}
      dir="auto"
      aria-invalid={wrong}
      aria-describedby={describedBy}
      onChange={event => change(event.currentTarget.value)}
    />
  );
}
