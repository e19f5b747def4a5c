// SPDX-License-Identifier: AGPL-3.0-only
import { panelText } from "../i18n/panels/panels";
import { formatFragment } from "../protocol/fragment";
import type { StartRooms as StartRoomsModel } from "../state/start-rooms";
import { RoomSize } from "./room-size";

/** The rooms that the user knows, and the way there. The list is changed in a room. */
export function StartRooms({ rooms: { known, shown } }: { readonly rooms: StartRoomsModel }) {
  if (!shown.value) return null;
  return (
    <section class="panel" aria-labelledby="known-rooms">
      <h2 id="known-rooms">{panelText("rooms_title")}</h2>
      <ul class="rooms">
        {known.rooms.value.map(room => (
          <li key={room.secret} class="room">
            <a class="room-link" href={`room#${formatFragment(room.secret)}`}>
              <bdi class="room-link-name">{room.name}</bdi>
              <RoomSize size={known.size(room)} />
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
