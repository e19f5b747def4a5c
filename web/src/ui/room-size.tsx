// SPDX-License-Identifier: AGPL-3.0-only
import { panelCount, panelText } from "../i18n/panels/panels";
import { PersonIcon } from "./panel-icons";

/** How many people are in a room; an empty place of the same size while that is not known. */
export function RoomSize({ size }: { readonly size: number | undefined }) {
  if (size === undefined) return <span class="room-size" />;
  const words = size === 0 ? panelText("room_empty") : panelCount("room_size", size);
  return (
    <span class="room-size" data-busy={size > 0}>
      <PersonIcon />
      <span aria-hidden="true">{size}</span>
      <span class="unseen">{words}</span>
    </span>
  );
}
