// SPDX-License-Identifier: AGPL-3.0-only
import { effect } from "@preact/signals";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { t } from "../i18n/i18n";
import type { AppModel } from "../state/app-model";
import type { RoomModel } from "../state/room-model";
import { Chat } from "./chat";
import { AnnouncerRegion, NoticeList } from "./messages";
import { focusOnContent, keepFocus } from "./focus";
import { EyeIcon, EyeOffIcon, LockIcon } from "./icons";
import { followKeys } from "./keys";
import { SettingsButton, SettingsSlot } from "./settings-slot";
import { PanelButtons, Panels } from "./panels";
import { FilesArea } from "./share-files";
import { lazy, missing, tryAgain } from "./lazy";
import { Stage } from "./stage";
import sheetStyle from "./style/sheet.css?url";
import { StatePage } from "./state-page";
import { Toolbar } from "./toolbar";

const FatalPage = lazy(async () => {
  const { FatalPage, fatalTexts } = await import("./fatal-page");
  await fatalTexts.ready();
  return FatalPage;
});

const RoomWarnings = lazy(async () => {
  const { RoomWarnings, warningsTexts } = await import("./room-warnings");
  await warningsTexts.ready();
  return RoomWarnings;
});

const PersonDialog = lazy(async () => (await import("./person-dialog")).PersonDialog, sheetStyle);

export function RoomPage({ app }: { readonly app: AppModel }) {
  const room = app.room.value;
  useEffect(() => followMissing(app), [app]);
  return (
    <>
      <RoomContent app={app} room={room} />
      <AnnouncerRegion announcer={app.announcer} />
      <SettingsSlot app={app} />
    </>
  );
}

/** Says that parts of the page are missing, for as long as they are, and again of each further one. Returns its end. */
function followMissing(app: AppModel): () => void {
  const id = "parts";
  let before = 0;
  return effect(() => {
    const { length } = missing.value;
    if (length > before) app.warn("part", tryAgain, id);
    else if (length === 0 && before > 0) app.notices.dismiss(id);
    before = length;
  });
}

function RoomContent({ app, room }: { readonly app: AppModel; readonly room: RoomModel | undefined }) {
  const status = room?.status.value;
  if (app.fatal !== undefined) return <FatalPage reason={app.fatal} />;
  if (room === undefined) return null;
  if (status === "failed") return <FatalPage reason="keys" />;
  if (status === "left") return <LeftPage app={app} />;
  // What was being written is meant for one room alone.
  return <Meeting key={room.serial} app={app} room={room} />;
}

interface MeetingProps {
  readonly app: AppModel;
  readonly room: RoomModel;
}

function Meeting({ app, room }: MeetingProps) {
  const { serial } = room;
  const covered = app.chatCovers.value;
  const meeting = useRef<HTMLDivElement>(null);
  // After the first visit there was something that had the focus and is gone.
  useEffect(() => {
    if (serial > 1) focusOnContent();
  }, [serial]);
  useEffect(() => followKeys(app), [app]);
  useEffect(() => (meeting.current === null ? undefined : keepFocus(meeting.current)), []);
  return (
    <div ref={meeting} class="meeting" data-chat={app.chatOpen.value ? "open" : "closed"}>
      <SkipLink app={app} covered={covered} />
      <RoomHeader app={app} room={room} />
      <Notices app={app} />
      <main class="content">
        <Stage app={app} room={room} covered={covered} />
        {/* Panels beside the stage, or above it where it is narrow: one line each. */}
        <Chat app={app} room={room} />
      </main>
      {app.files.possible && <FilesArea app={app} />}
      {/* Dialogs above everything: one line each. */}
      <PersonDetails app={app} room={room} />
      <Toolbar app={app} />
      <Panels app={app} />
    </div>
  );
}

/** `covered`: the chat lies above the people. */
function SkipLink({ app, covered }: { readonly app: AppModel; readonly covered: boolean }) {
  const skipping = useRef(false);
  // The people can take the focus once they are not covered any more.
  useLayoutEffect(() => {
    if (skipping.current) focusOnContent();
    skipping.current = false;
  }, [covered]);
  return (
    <a
      class="skip"
      href="#people"
      onClick={event => {
        // The room's secret stands in the fragment, so a link to a part of the page must not change it.
        event.preventDefault();
        skipping.current = covered;
        app.showPeople();
        if (!covered) focusOnContent();
      }}
    >
      {t("skip_to_content")}
    </a>
  );
}

function RoomHeader({ app, room }: MeetingProps) {
  const status = room.status.value;
  return (
    <header class="room-header">
      <LockIcon />
      <h1 class="room-name" title={room.name}>
        {room.name === "" ? t("room_unnamed") : room.name}
      </h1>
      <p class="room-status" data-status={status}>
        <span class="room-status-text">
          {status !== "left" && status !== "failed" && t(`status_${status}`)}
        </span>
      </p>
      {status === "reconnecting" && <p class="room-hint">{t("reconnecting_hint")}</p>}
      {/* What concerns the whole room: one line each. */}
      <div class="header-tools">
        {/* The list of rooms is there once the server said so: first, it moves nothing else. */}
        <PanelButtons app={app} />
        <VideosSwitch app={app} />
        <SettingsButton app={app} />
      </div>
    </header>
  );
}

function PersonDetails({ app, room }: MeetingProps) {
  const person = room.people.value.find(({ key }) => key === app.connections.shown.value);
  return person === undefined ? null : <PersonDialog app={app} person={person} />;
}

/** Hides the pictures of everybody else, and ends their sending to us; ours goes on. */
function VideosSwitch({ app }: { readonly app: AppModel }) {
  if (!app.canShowVideo) return null;
  const state = app.layout.videosHidden.value ? "off" : "on";
  return (
    <button
      type="button"
      class="button small quiet"
      aria-label={t(`state_${state}`, { name: t("videos_of_others") })}
      title={t("videos_of_others")}
      onClick={() => app.layout.toggleVideos()}
    >
      {state === "on" ? <EyeIcon /> : <EyeOffIcon />}
      <span class="header-label">{t("videos_of_others")}</span>
    </button>
  );
}

function Notices({ app }: { readonly app: AppModel }) {
  const { guard, notifier } = app.outside;
  const warns = app.soundBlocked.value || guard.warning.value || notifier.suggested.value;
  if (!warns && app.notices.list.value.length === 0) return null;
  return (
    <section class="messages" aria-label={t("notices")}>
      {warns && <RoomWarnings app={app} />}
      <NoticeList notices={app.notices} />
    </section>
  );
}

function LeftPage({ app }: { readonly app: AppModel }) {
  const again = useRef<HTMLButtonElement>(null);
  // The button that had the focus is gone.
  useEffect(() => again.current?.focus(), []);
  return (
    <StatePage title={t("left_title")} text={t("left_text")}>
      <button ref={again} type="button" class="button primary" onClick={() => app.join()}>
        {t("rejoin")}
      </button>
      <a class="button" href="./">
        {t("to_start")}
      </a>
    </StatePage>
  );
}
