// SPDX-License-Identifier: AGPL-3.0-only
import type { RefObject } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { t, tCount } from "../i18n/i18n";
import type { ChatLine } from "../state/chat-log";
import type { RoomModel } from "../state/room-model";
import type { ChatProps } from "./chat";
import type { OpenImage } from "./chat-line";
import { chatLinesId } from "./focus";
import { DownIcon } from "./icons";
import { lazy } from "./lazy";
import { LineList } from "./later";
import dialogStyle from "./style/dialog.css?url";

const Lightbox = lazy(async () => (await import("./lightbox")).Lightbox, dialogStyle);

/** Pixels from the end of the log that still count as being there. */
const nearEnd = 40;

/** Not a live region: the announcer reads new lines, once and shortened. */
export function ChatLines({ app, room }: ChatProps) {
  const shown = app.chatOpen.value && !app.outside.hidden.value;
  const { box, away, toEnd, measure } = useReading(room, shown);
  const isEmpty = room.chat.lines.value.length === 0;
  const [viewed, setViewed] = useState<ChatLine | undefined>(undefined);
  const open: OpenImage = line => {
    if (app.preferences.get("image_view_popup")) setViewed(line);
    else void import("./lightbox").then(({ openInTab }) => openInTab(line));
  };
  return (
    <div class="chat-log">
      <div
        ref={box}
        id={chatLinesId}
        class="chat-lines"
        tabIndex={0}
        role="region"
        aria-label={t("messages")}
        onScroll={measure}
      >
        <div>
          {isEmpty ? <p class="faint chat-empty">{t("chat_empty")}</p> : <LineList room={room} open={open} />}
        </div>
      </div>
      {away && (
        <button type="button" class="button small newest" onClick={toEnd}>
          <DownIcon />
          <span>{newestLabel(room.chat.unread.value)}</span>
        </button>
      )}
      {viewed !== undefined && <Lightbox line={viewed} close={() => setViewed(undefined)} />}
    </div>
  );
}

function newestLabel(unread: number): string {
  return unread === 0 ? t("chat_newest") : tCount("chat_newest", unread);
}

/**
 * Follows the end of the log while it is in sight, stays where one reads otherwise, begins with what is new when the
 * chat comes into sight, and tells the log what was seen.
 */
function useReading(room: RoomModel, shown: boolean) {
  const box = useRef<HTMLDivElement>(null);
  const follows = useRef(true);
  const [away, setAway] = useState(false);
  const { chat } = room;
  const lines = chat.lines.value;
  const measure = (): void => {
    const target = box.current;
    if (target === null || !shown) return;
    follows.current = target.scrollHeight - target.scrollTop - target.clientHeight < nearEnd;
    setAway(!follows.current);
    chat.watch(follows.current);
  };
  const toEnd = (): void => {
    const target = box.current;
    if (target !== null) target.scrollTop = target.scrollHeight;
    measure();
    target?.focus();
  };
  useLayoutEffect(() => {
    const target = box.current;
    if (target === null) return;
    if (!shown) {
      chat.watch(false);
      return;
    }
    const divider = target.querySelector<HTMLElement>("[data-divider]");
    target.scrollTop = divider === null ? target.scrollHeight : divider.offsetTop - target.offsetTop;
    measure();
    // eslint-disable-next-line react-hooks/exhaustive-deps -- when the chat comes into sight, and only then
  }, [shown, chat]);
  useLayoutEffect(() => {
    if (lines.at(-1)?.own === true) follows.current = true;
    keepEnd(box, shown && follows.current);
    measure();
    // eslint-disable-next-line react-hooks/exhaustive-deps -- when there are other lines, and only then
  }, [lines]);
  useEffect(() => {
    const target = box.current;
    if (target === null) return undefined;
    // The box changes with what is below it, and its content with images that arrive.
    const observer = new ResizeObserver(() => keepEnd(box, follows.current));
    for (const element of [target, target.firstElementChild]) if (element !== null) observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return { box, away, toEnd, measure };
}

function keepEnd(box: RefObject<HTMLDivElement | null>, follows: boolean): void {
  if (box.current !== null && follows) box.current.scrollTop = box.current.scrollHeight;
}
