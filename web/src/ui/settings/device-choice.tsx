// SPDX-License-Identifier: AGPL-3.0-only
import { useEffect } from "preact/hooks";
import { ts } from "../../i18n/settings/texts";
import type { AppModel } from "../../state/app-model";
import type { Device, DeviceKind } from "../../state/own-media";
import { Select } from "./select";

/** The preferences that name a device of this machine, as its id, a space, and what it is called. */
const kinds: Readonly<Record<string, DeviceKind>> = {
  microphone_device: "microphone",
  camera_device: "camera",
  speaker_device: "speaker",
};

export function deviceKind(key: string): DeviceKind | undefined {
  return Object.hasOwn(kinds, key) ? kinds[key] : undefined;
}

interface DeviceChoiceProps {
  readonly app: AppModel;
  readonly id: string;
  readonly kind: DeviceKind;
  readonly value: string;
  readonly describedBy: string;
}

/** Goes by the ids; what was chosen earlier stays in the list while it is not plugged in. */
export function DeviceChoice({ app, id, kind, value, describedBy }: DeviceChoiceProps) {
  useEffect(() => void app.media.lookForDevices(), [app]);
  const [chosen = "", ...label] = value.split(" ");
  const found = app.media.choices(kind).filter(({ label: name }) => name !== "");
  const missing = chosen !== "" && !found.some(device => device.id === chosen);
  const devices: readonly Device[] = [
    { kind, id: "", label: ts("option_browser") },
    ...(missing ? [{ kind, id: chosen, label: label.join(" ") }] : []),
    ...found,
  ];
  return (
    <Select
      id={id}
      value={chosen}
      aria-describedby={describedBy}
      onChange={event => {
        const device = devices[event.currentTarget.selectedIndex];
        if (device !== undefined) app.media.choose(device);
      }}
    >
      {devices.map(device => (
        <option key={device.id} value={device.id} selected={device.id === chosen}>
          {device.label}
        </option>
      ))}
    </Select>
  );
}
