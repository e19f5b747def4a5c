// SPDX-License-Identifier: AGPL-3.0-only
import { useEffect, useRef, useState } from "preact/hooks";
import { t } from "../i18n/i18n";
import { limits } from "../protocol/limits";
import type { AppModel } from "../state/app-model";
import { Avatar } from "./avatar";
import { EditIcon, MicrophoneIcon } from "./icons";
import { OwnVideo } from "./media";

interface SelfProps {
  readonly app: AppModel;
}

/** Ourselves, as others see us; the camera is mirrored, as one knows oneself. */
export function SelfCard({ app }: SelfProps) {
  const camera = app.sources.camera.value;
  const screen = app.sources.screen.value;
  const tiles = [camera, screen].filter(source => source.kind === "on").length;
  return (
    <li class="person self" data-tiles={Math.max(1, tiles)}>
      <div class="tiles">
        {camera.kind === "on" && (
          <figure class="tile">
            <OwnVideo app={app} stream={camera.stream} label={t("your_camera")} mirrored />
          </figure>
        )}
        {screen.kind === "on" && (
          <figure class="tile">
            <OwnVideo app={app} stream={screen.stream} label={t("your_screen")} mirrored={false} />
          </figure>
        )}
        {tiles === 0 && <Avatar name={app.username.value} />}
      </div>
      <SelfFooter app={app} />
    </li>
  );
}

function SelfFooter({ app }: SelfProps) {
  const [editing, setEditing] = useState(false);
  const changeButton = useRef<HTMLButtonElement>(null);
  const wasEditing = useRef(false);
  useEffect(() => {
    // Back to where the form was opened, rather than to the top of the page.
    if (wasEditing.current && !editing) changeButton.current?.focus();
    wasEditing.current = editing;
  }, [editing]);
  if (editing) return <NameForm app={app} done={() => setEditing(false)} />;
  return (
    <div class="person-footer">
      <h3 class="person-name" title={app.username.value}>
        {t("you_named", { name: app.username.value })}
      </h3>
      {app.sources.microphone.value.kind === "on" && (
        <span class="sign" role="img" aria-label={t("shares_sound")} title={t("shares_sound")}>
          <MicrophoneIcon />
        </span>
      )}
      <button
        ref={changeButton}
        type="button"
        class="button small quiet"
        aria-label={t("change_name")}
        title={t("change_name")}
        onClick={() => setEditing(true)}
      >
        <EditIcon />
      </button>
    </div>
  );
}

function NameForm({ app, done }: SelfProps & { readonly done: () => void }) {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.select(), []);
  return (
    <form
      class="person-footer name-form"
      onSubmit={event => {
        event.preventDefault();
        if (app.rename(input.current?.value ?? "")) done();
        else input.current?.focus();
      }}
      onKeyDown={event => {
        if (event.key === "Escape") done();
      }}
    >
      <input
        ref={input}
        class="input"
        aria-label={t("your_name")}
        defaultValue={app.username.value}
        maxLength={limits.nameLength}
        required
        autocomplete="nickname"
      />
      <button type="submit" class="button primary small">
        {t("save")}
      </button>
    </form>
  );
}
