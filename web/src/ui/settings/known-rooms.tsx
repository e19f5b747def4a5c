// SPDX-License-Identifier: AGPL-3.0-only
/** The way to the list of known rooms, which has an editor of its own: its secrets are not for everybody who looks on. */
import { useRef } from "preact/hooks";
import { ts } from "../../i18n/settings/texts";
import type { AppModel } from "../../state/app-model";
import { RoomsIcon } from "../icons";
import { ResetButton } from "./field";

const key = "room_watches";
const noteId = "setting-rooms-link";

export function KnownRoomsSetting({ app }: { readonly app: AppModel }) {
  const button = useRef<HTMLButtonElement>(null);
  const linked = app.settings.origin(key).value === "link";
  return (
    <div class="setting">
      <div class="setting-words">
        <h3>{ts(`pref_${key}`)}</h3>
        <p class="faint">{ts(`help_${key}`)}</p>
        {linked && (
          <p id={noteId} class="setting-link">
            {ts("from_link")}
          </p>
        )}
      </div>
      <div class="setting-control">
        <button
          ref={button}
          type="button"
          class="button"
          aria-haspopup="dialog"
          aria-describedby={linked ? noteId : undefined}
          onClick={() => {
            app.settings.close();
            app.outside.panel.value = "rooms";
          }}
        >
          <RoomsIcon />
          <span>{ts("open_rooms")}</span>
        </button>
        <ResetButton
          app={app}
          name={key}
          needed={linked || !app.settings.isDefault(key)}
          done={() => button.current?.focus()}
        />
      </div>
    </div>
  );
}
