// SPDX-License-Identifier: AGPL-3.0-only
/** All about one other person: how loud, which pictures, and how the connection is. Loaded when it is opened. */
import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { connectionText as tc } from "../i18n/connection/connection";
import { tp } from "../i18n/people/texts";
import type { AppModel } from "../state/app-model";
import { connectionReport } from "../state/connection-report";
import type { Person } from "../state/person";
import { displayName } from "../state/room-model";
import { isSound, isVideo, pictureKind } from "../state/tiles";
import { Figures } from "./figures";
import { CloseIcon, WarningIcon } from "./icons";
import { SoundIcon } from "./panel-icons";

interface PersonProps {
  readonly app: AppModel;
  readonly person: Person;
}

export function PersonDialog({ app, person }: PersonProps) {
  const name = displayName(person.username.value);
  return (
    <Sheet title={name} close={() => (app.connections.shown.value = undefined)}>
      <Volume person={person} />
      <Offers app={app} person={person} name={name} />
      <Connection app={app} person={person} />
      <Report app={app} />
    </Sheet>
  );
}

interface SheetProps {
  readonly title: string;
  readonly close: () => void;
  readonly children: ComponentChildren;
}

/** At the bottom of a phone, in the middle elsewhere. The browser keeps the focus in it, and brings it back. */
function Sheet({ title, close, children }: SheetProps) {
  const sheet = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const dialog = sheet.current;
    dialog?.showModal();
    return () => dialog?.close();
  }, []);
  return (
    <dialog
      ref={sheet}
      class="sheet"
      aria-labelledby="sheet-title"
      onClose={close}
      onClick={event => {
        // The backdrop belongs to the dialog itself.
        if (event.target === sheet.current) sheet.current?.close();
      }}
    >
      <div class="sheet-body">
        <div class="sheet-header">
          <h2 id="sheet-title">{title}</h2>
          <button
            type="button"
            class="button quiet"
            aria-label={tc("close")}
            title={tc("close")}
            onClick={() => sheet.current?.close()}
          >
            <CloseIcon />
          </button>
        </div>
        {children}
      </div>
    </dialog>
  );
}

function Volume({ person }: { readonly person: Person }) {
  const percent = Math.round(person.volume.value * 100);
  return (
    <label class="sheet-row">
      <SoundIcon />
      <span>{tc("volume")}</span>
      <input
        type="range"
        min="0"
        max="200"
        step="5"
        value={percent}
        aria-valuetext={tc("volume_percent", { percent })}
        onInput={({ currentTarget }) => (person.volume.value = Number(currentTarget.value) / 100)}
      />
      <output class="sheet-number">{percent} %</output>
    </label>
  );
}

interface NamedProps extends PersonProps {
  readonly name: string;
}

/** What they share, to ask for it and to do without. */
function Offers({ app, person, name }: NamedProps) {
  const offered = app.canShowVideo ? person.resources.value : [];
  const videos = offered.filter(isVideo);
  const sounds = offered.filter(isSound);
  if (videos.length + sounds.length === 0) return null;
  return (
    <section aria-label={tc("pictures")} class="sheet-actions">
      {videos.map(({ resource, wanted }) => {
        const what = tp(`resource_${pictureKind(resource)}`);
        return (
          <button
            key={resource.id}
            type="button"
            class={wanted ? "button" : "button primary"}
            onClick={() => app.want(person.key, resource.id, !wanted)}
          >
            {wanted ? tp("hide_resource", { resource: what, name }) : tp("show", { resource: what })}
          </button>
        );
      })}
      {sounds.length > 0 && <Hearing app={app} person={person} name={name} />}
    </section>
  );
}

/** Not to hear somebody ends the sending as well, which a volume of nothing does not. */
function Hearing({ app, person, name }: NamedProps) {
  const sounds = person.resources.value.filter(isSound);
  const heard = sounds.every(({ wanted }) => wanted);
  return (
    <button
      type="button"
      class={heard ? "button" : "button primary"}
      onClick={() => {
        for (const { resource } of sounds) app.want(person.key, resource.id, !heard);
      }}
    >
      {heard ? tc("stop_hearing", { name }) : tp("hear", { name })}
    </button>
  );
}

function Connection({ app, person }: PersonProps) {
  const cause = person.trouble.value;
  const connection = person.connection.value;
  return (
    <section class="sheet-section">
      <h3>{tc("connection")}</h3>
      {cause === undefined ? (
        <p>
          {connection === "connected"
            ? tc("connected")
            : connection === "none"
              ? tc("unused")
              : tp(`person_${connection}`)}
        </p>
      ) : (
        <div class="sheet-trouble">
          <WarningIcon />
          <div>
            <strong>{tp(`cause_${cause}`)}</strong>
            <p>{tc(`advice_${cause}`)}</p>
          </div>
        </div>
      )}
      {app.preferences.signal("webrtc_debug").value && <Figures app={app} person={person} />}
    </section>
  );
}

function Report({ app }: { readonly app: AppModel }) {
  const [report, setReport] = useState<string | undefined>(undefined);
  const [copied, setCopied] = useState(false);
  const copy = async (): Promise<void> => {
    const text = await connectionReport(app.connections, new Date().toISOString());
    setReport(text);
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
      app.announcer.say(tc("copied"));
    } catch {
      // Forbidden by the browser: it stands there to be copied by hand.
      setCopied(false);
    }
  };
  return (
    <section class="sheet-section">
      <h3>{tc("report")}</h3>
      <p class="faint">{tc("report_hint")}</p>
      <button type="button" class="button" onClick={() => void copy()}>
        {copied ? tc("copied") : tc("copy_report")}
      </button>
      {report !== undefined && (
        <>
          {!copied && <p class="faint">{tc("select_report")}</p>}
          <textarea class="input report" readOnly rows={8} aria-label={tc("report")} value={report} />
        </>
      )}
    </section>
  );
}
