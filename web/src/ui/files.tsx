// SPDX-License-Identifier: AGPL-3.0-only
/** The files that are shared in the room: ours with who gets them, and those of the others. */
import { useEffect, useState } from "preact/hooks";
import { formatSize } from "../i18n/quantities";
import { tf, tfCount } from "../i18n/files/texts";
import type { AppModel } from "../state/app-model";
import { memoryLimit, type FilesModel } from "../state/files-model";
import { displayName } from "../state/room-model";
import { FileIcon, RetryIcon } from "./file-icons";
import { FileProgress, FileState } from "./file-progress";
import { filesOf, offers, type FileOffer } from "./file-offers";
import { focusBeside } from "./focus";
import { CloseIcon, UpIcon } from "./icons";
import { DownloadIcon } from "./panel-icons";

interface PanelProps {
  readonly app: AppModel;
}

export function FilesPanel({ app }: PanelProps) {
  const [open, setOpen] = useState(false);
  const [seen, setSeen] = useState(0);
  const { files } = app;
  useEffect(() => void files.load().catch(() => undefined), [files]);
  const model = files.model.value;
  const own = model?.own.value.length ?? 0;
  // It covers people: what others offer says so in one line, what one shares oneself one wants to see.
  useEffect(() => {
    if (own > 0) setOpen(true);
  }, [own]);
  if (model === undefined) return null;
  const count = own + offers(app).length;
  const toggle = (): void => {
    setOpen(!open);
    setSeen(count);
  };
  return (
    <section class="files" aria-label={tf("files")} data-open={open}>
      <button
        type="button"
        class={open || count <= seen ? "button files-title" : "button primary files-title"}
        aria-expanded={open}
        onClick={toggle}
      >
        <FileIcon />
        <span>{tfCount("files_count", count)}</span>
        <UpIcon />
      </button>
      {open && (
        <div class="files-lists" tabIndex={0} role="group" aria-label={tf("files")}>
          <OthersFiles app={app} model={model} />
          <OwnFiles app={app} model={model} />
        </div>
      )}
    </section>
  );
}

interface ListProps extends PanelProps {
  readonly model: FilesModel;
}

function OthersFiles({ app, model }: ListProps) {
  const people = app.room.value?.people.value ?? [];
  const sharing = people.filter(person => filesOf(person).length > 0);
  const any = sharing.length > 0;
  // Whether this browser can stream is known before somebody asks for a file.
  useEffect(() => {
    if (any) void model.prepare();
  }, [any, model]);
  return (
    <>
      {any && model.saving.value === "memory" && (
        <p class="files-note">{tf("in_memory", { limit: formatSize(memoryLimit) })}</p>
      )}
      {sharing.map(person => {
        const name = displayName(person.username.value);
        return (
          <section key={person.key} class="files-group">
            <h3 class="files-owner">{tf("files_of", { name })}</h3>
            <ul>
              {filesOf(person).map(file => (
                <OfferedFile key={file.id} model={model} offer={{ person, name, file }} />
              ))}
            </ul>
          </section>
        );
      })}
    </>
  );
}

function OfferedFile({ model, offer }: { readonly model: FilesModel; readonly offer: FileOffer }) {
  const { person, name, file } = offer;
  const transfer = model.transfers.find(person.key, file.id, "in");
  const runs = transfer?.isRunning === true;
  const label = tf("progress_in", { file: file.label, name });
  return (
    <li class="file">
      <FileName label={file.label} />
      <FileAction model={model} offer={offer} />
      {model.isTooLarge(file) ? (
        <p class="file-state">{tf("too_large", { limit: formatSize(memoryLimit) })}</p>
      ) : (
        <FileState
          transfer={transfer}
          name={name}
          idle={formatSize(file.size)}
          done={tf("saved", { size: formatSize(file.size) })}
        />
      )}
      {runs && <FileProgress transfer={transfer} label={label} />}
    </li>
  );
}

/** One button for all of it, so that who used it still has it. */
function FileAction({
  model,
  offer: { person, name, file },
}: {
  readonly model: FilesModel;
  readonly offer: FileOffer;
}) {
  const transfer = model.transfers.find(person.key, file.id, "in");
  const runs = transfer?.isRunning === true;
  const failed = transfer?.state.value.kind === "failed";
  const tooLarge = model.isTooLarge(file);
  const words = { file: file.label, name };
  const idle = failed ? "again_file" : "download_file";
  const Icon = runs ? CloseIcon : failed ? RetryIcon : DownloadIcon;
  return (
    <button
      type="button"
      class={runs || tooLarge ? "button small file-action" : "button small primary file-action"}
      aria-disabled={tooLarge}
      aria-label={tf(runs ? "cancel_download" : idle, words)}
      title={tf(runs ? "cancel" : failed ? "again" : "download")}
      onClick={() => {
        if (runs) model.cancel(transfer);
        else if (!tooLarge) void model.download(person.key, file);
      }}
    >
      <Icon />
    </button>
  );
}

function OwnFiles({ app, model }: ListProps) {
  const files = model.own.value;
  if (files.length === 0) return null;
  return (
    <section class="files-group">
      <h3 class="files-owner">{tf("your_files")}</h3>
      <ul>
        {files.map(file => (
          <li key={file.id} class="file">
            <FileName label={file.label} />
            <button
              type="button"
              class="button small quiet file-action"
              aria-label={tf("remove_file", { file: file.label })}
              title={tf("remove_file", { file: file.label })}
              onClick={({ currentTarget }) => {
                focusBeside(currentTarget);
                model.remove(file.id);
              }}
            >
              <CloseIcon />
            </button>
            <p class="file-state">{formatSize(file.size)}</p>
            <Receivers app={app} model={model} id={file.id} file={file.label} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Who gets a file of ours, as long as they are there. */
function Receivers({ app, model, id, file }: ListProps & { readonly id: string; readonly file: string }) {
  const people = app.room.value?.people.value ?? [];
  const transfers = model.transfers.all.value.filter(one => one.id === id && one.direction === "out");
  const receivers = transfers.flatMap(transfer => {
    const person = people.find(({ key }) => key === transfer.key);
    return person === undefined ? [] : [{ transfer, name: displayName(person.username.value) }];
  });
  if (receivers.length === 0) return null;
  return (
    <ul class="receivers">
      {receivers.map(({ transfer, name }) => (
        <li key={transfer.key} class="file">
          <span class="file-name">
            <bdi>{name}</bdi>
          </span>
          {transfer.isRunning && (
            <button
              type="button"
              class="button small quiet file-action"
              aria-label={tf("cancel_upload", { file, name })}
              title={tf("cancel")}
              onClick={({ currentTarget }) => {
                focusBeside(currentTarget);
                model.cancel(transfer);
              }}
            >
              <CloseIcon />
            </button>
          )}
          <FileState transfer={transfer} name={name} idle="" done={tf("sent")} />
          {transfer.isRunning && (
            <FileProgress transfer={transfer} label={tf("progress_out", { file, name })} />
          )}
        </li>
      ))}
    </ul>
  );
}

/** Isolated, so that it cannot turn the words beside it around. */
function FileName({ label }: { readonly label: string }) {
  return (
    <span class="file-name" title={label}>
      <bdi>{label}</bdi>
    </span>
  );
}
