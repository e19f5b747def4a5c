// SPDX-License-Identifier: AGPL-3.0-only
import type { Device } from "../platform/media";
import type { OwnView } from "./own-media";

type Running = Pick<OwnView, "device" | "label">;

/**
 * The devices that can run beside those that do. Chromium lists the system's choice once more, as a device of its own
 * with the label of the real one at the end.
 */
export function addable(devices: readonly Device[], running: readonly Running[]): readonly Device[] {
  const runs =
    ({ id, label }: Device) =>
    (one: Running) =>
      one.device === id || (one.device === "default" && label !== "" && one.label.endsWith(label));
  return running.length === 0 ? [] : devices.filter(device => !running.some(runs(device)));
}
