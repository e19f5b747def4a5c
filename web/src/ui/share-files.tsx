// SPDX-License-Identifier: AGPL-3.0-only
/** How files of ours get into the room: a button, and dropping them anywhere on the page. */
import { useEffect, useRef, useState } from "preact/hooks";
import { t } from "../i18n/i18n";
import type { AppModel } from "../state/app-model";
import { ShareFilesIcon } from "./icons";
import { lazy } from "./lazy";
import filesStyle from "./style/files.css?url";

interface FilesProps {
  readonly app: AppModel;
}

const FilesPanel = lazy(async () => (await import("./files")).FilesPanel, filesStyle);

export function ShareFilesButton({ app }: FilesProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button
        type="button"
        class="button tool"
        title={t("share_files")}
        onClick={() => input.current?.click()}
      >
        <ShareFilesIcon />
        <span class="tool-label">{t("share_files")}</span>
      </button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        onChange={({ currentTarget }) => {
          app.files.share([...(currentTarget.files ?? [])]);
          // The same file may be chosen again.
          currentTarget.value = "";
        }}
      />
    </>
  );
}

/** Everything about files that are shared, once some are; and the place for more, while they are dragged over the page. */
export function FilesArea({ app }: FilesProps) {
  const people = app.room.value?.people.value ?? [];
  const own = app.files.model.value?.own.value ?? [];
  const offered = people.some(person =>
    person.resources.value.some(({ resource }) => resource.kind === "file"),
  );
  return (
    <>
      {(own.length > 0 || offered) && <FilesPanel app={app} />}
      <DropTarget app={app} />
    </>
  );
}

function DropTarget({ app }: FilesProps) {
  const [dragged, setDragged] = useState(false);
  useEffect(() => listen(app, setDragged), [app]);
  if (!dragged) return null;
  return (
    <div class="drop-target" aria-hidden="true">
      <p>
        <ShareFilesIcon />
        {t("drop_files")}
      </p>
    </div>
  );
}

/** Leaves to other parts of the page what they take: they prevent the browser's own way first. */
function listen(app: AppModel, setDragged: (dragged: boolean) => void): () => void {
  const over = (event: DragEvent): void => {
    const taken = event.defaultPrevented;
    if (event.dataTransfer?.types.includes("Files") !== true) return;
    event.preventDefault();
    setDragged(!taken);
  };
  const left = (event: DragEvent): void => {
    // Out of the window, not from one element to the next.
    if (event.relatedTarget === null) setDragged(false);
  };
  const dropped = (event: DragEvent): void => {
    setDragged(false);
    if (event.defaultPrevented || event.dataTransfer?.types.includes("Files") !== true) return;
    event.preventDefault();
    app.files.share([...event.dataTransfer.files]);
  };
  window.addEventListener("dragover", over);
  window.addEventListener("dragleave", left);
  window.addEventListener("drop", dropped);
  return () => {
    window.removeEventListener("dragover", over);
    window.removeEventListener("dragleave", left);
    window.removeEventListener("drop", dropped);
  };
}
