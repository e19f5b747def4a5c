// SPDX-License-Identifier: AGPL-3.0-only
import { useEffect, useRef, useState } from "preact/hooks";
import { t } from "../i18n/i18n";
import type { AppModel } from "../state/app-model";
import { selfKey } from "../state/tiles";
import { Avatar } from "./avatar";
import { EditIcon } from "./icons";
import { OwnMicrophone, OwnPicture, OwnTile } from "./later";
import { lazy } from "./lazy";
import { TileFrame } from "./tile";

const NameForm = lazy(async () => (await import("./name-form")).NameForm);

interface SelfProps {
  readonly app: AppModel;
}

/** Ourselves, as others see us; a camera is mirrored, as one knows oneself. */
export function SelfTiles({ app }: SelfProps) {
  const pictures = app.media.sources.value.filter(({ kind }) => kind !== "microphone");
  const face = pictures.find(({ kind }) => kind === "camera");
  const shown = app.layout.showsSelf() ? face : undefined;
  return (
    <>
      <TileFrame
        app={app}
        tileKey={selfKey}
        picture={shown !== undefined}
        speaking={app.media.speaking.value}
        own
        cuttable
      >
        {shown === undefined ? (
          <Avatar name={app.username.value} />
        ) : (
          <OwnPicture app={app} stream={shown.stream} mirrored={shown.mirrored} />
        )}
        <SelfLabel app={app} />
      </TileFrame>
      {pictures.map(source =>
        source === face ? null : <OwnTile key={source.key} app={app} source={source} />,
      )}
    </>
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
      {app.media.states.microphone.value === "on" && <OwnMicrophone app={app} />}
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
