// SPDX-License-Identifier: AGPL-3.0-only
import { useEffect, useRef, useState } from "preact/hooks";
import { t } from "../i18n/i18n";
import { limits } from "../protocol/limits";
import type { AppModel } from "../state/app-model";
import { ownScreenKey, selfKey } from "../state/tiles";
import { Avatar } from "./avatar";
import { CornerIcon, EditIcon, MicrophoneIcon, ScreenIcon } from "./icons";
import { OwnVideo } from "./media";
import { TileFrame, TileSurface } from "./tile";

interface SelfProps {
  readonly app: AppModel;
}

/** Ourselves, as others see us; the camera is mirrored, as one knows oneself. */
export function SelfTiles({ app }: SelfProps) {
  const camera = app.sources.camera.value;
  const shown = camera.kind === "on" && app.layout.showsSelf();
  return (
    <>
      <TileFrame app={app} tileKey={selfKey} picture={shown} own cuttable>
        {shown ? <OwnPicture app={app} stream={camera.stream} /> : <Avatar name={app.username.value} />}
        <SelfLabel app={app} />
      </TileFrame>
      {app.sources.screen.value.kind === "on" && <OwnScreen app={app} />}
    </>
  );
}

function OwnPicture({ app, stream }: SelfProps & { readonly stream: MediaStream }) {
  const { layout } = app;
  const floating = layout.formOf(selfKey, true) === "floating";
  return (
    <>
      <OwnVideo app={app} stream={stream} label={t("your_camera")} mirrored />
      <TileSurface app={app} tileKey={selfKey} what={t("your_picture")} />
      {floating && (
        <div class="tile-actions">
          <button
            type="button"
            class="button tile-button"
            aria-label={t("move_self")}
            title={t("move_self")}
            onClick={() => layout.nextCorner()}
          >
            <CornerIcon />
          </button>
        </div>
      )}
    </>
  );
}

/** Not the picture itself: on one's own screen it would show itself in itself. */
function OwnScreen({ app }: SelfProps) {
  return (
    <TileFrame app={app} tileKey={ownScreenKey} picture={false} own>
      <div class="avatar screen-sign" aria-hidden="true">
        <span>
          <ScreenIcon />
        </span>
      </div>
      <div class="tile-label">
        <h3 class="person-name">{t("your_screen")}</h3>
        <p class="person-state">{t("screen_shared")}</p>
      </div>
    </TileFrame>
  );
}

function SelfLabel({ app }: SelfProps) {
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
    <div class="tile-label">
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
        class="button tile-button"
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
      class="tile-label name-form"
      onSubmit={event => {
        event.preventDefault();
        if (app.rename(input.current?.value ?? "")) done();
        else input.current?.focus();
      }}
      onKeyDown={event => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        done();
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
