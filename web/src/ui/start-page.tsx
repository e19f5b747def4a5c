// SPDX-License-Identifier: AGPL-3.0-only
import { useEffect, useRef } from "preact/hooks";
import { t } from "../i18n/i18n";
import { startText } from "../i18n/start/texts";
import { limits } from "../protocol/limits";
import type { StartModel } from "../state/start-model";
import type { StartLanguage } from "../state/start-language";
import type { StartRooms as StartRoomsModel } from "../state/start-rooms";
import { LanguageChoice } from "./language-choice";
import { AgainIcon } from "./panel-icons";
import { StartRooms } from "./start-rooms";

interface StartProps {
  readonly start: StartModel;
  readonly rooms: StartRoomsModel;
  readonly language: StartLanguage;
}

export function StartPage({ start, rooms, language }: StartProps) {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.select(), []);
  return (
    <main class="centred start">
      <form
        class="panel"
        onSubmit={event => {
          event.preventDefault();
          start.join();
        }}
      >
        <p class="brand">{t("app_name")}</p>
        <h1>{startText("start_title")}</h1>
        <p>{startText("start_intro")}</p>
        <label class="label" for="room-name">
          {startText("room_name")}
        </label>
        <div class="field">
          <input
            ref={input}
            id="room-name"
            class="input"
            value={start.name.value}
            onInput={event => (start.name.value = event.currentTarget.value)}
            aria-describedby="room-name-hint"
            maxLength={limits.nameLength}
            autocomplete="off"
            spellcheck={false}
          />
          <button
            type="button"
            class="button"
            aria-label={startText("another_name")}
            title={startText("another_name")}
            onClick={() => start.offerAnother()}
          >
            <AgainIcon />
          </button>
        </div>
        <p id="room-name-hint" class="faint">
          {startText("room_name_hint")}
        </p>
        <div class="actions">
          <button type="submit" class="button primary">
            {startText("join")}
          </button>
        </div>
      </form>
      <StartRooms rooms={rooms} />
      <LanguageChoice language={language} />
    </main>
  );
}
