// SPDX-License-Identifier: AGPL-3.0-only
import { useEffect, useMemo } from "preact/hooks";
import { panelText as t } from "../i18n/panels/panels";
import type { AppModel } from "../state/app-model";
import { KnownRooms } from "../state/known-rooms";
import { Dialog } from "./dialog";
import { PlusIcon } from "./panel-icons";
import { AddRoom, RoomEditor } from "./rooms-editor";

interface RoomsProps {
  readonly app: AppModel;
  readonly close: () => void;
}

/** The rooms that the user knows, and who many are in each; the way to them; and all that changes the list. */
export function RoomsDialog({ app, close }: RoomsProps) {
  const known = useMemo(() => new KnownRooms(app.outside.knownRooms()), [app]);
  useEffect(() => known.look(), [known]);
  const here = app.secret.value;
  const rooms = known.rooms.value;
  const isKnown = rooms.some(({ secret }) => secret === here);
  return (
    <Dialog title={t("rooms_title")} announcer={app.announcer} close={close}>
      <p class="faint">{t("rooms_text")}</p>
      {rooms.length === 0 && <p class="rooms-empty">{t("rooms_empty")}</p>}
      <RoomEditor known={known} announcer={app.announcer} here={here} chosen={close} />
      {!isKnown && (
        <button
          type="button"
          class="button"
          onClick={() => {
            if (known.add("", here) === "added") app.announcer.say(t("said_room_added", { name: here }));
          }}
        >
          <PlusIcon />
          <span>{t("rooms_add_this")}</span>
        </button>
      )}
      <AddRoom known={known} announcer={app.announcer} />
    </Dialog>
  );
}
