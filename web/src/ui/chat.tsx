// SPDX-License-Identifier: AGPL-3.0-only
import { useEffect, useMemo, useState } from "preact/hooks";
import { t } from "../i18n/i18n";
import type { AppModel } from "../state/app-model";
import { ChatDrafts } from "../state/chat-drafts";
import type { RoomModel } from "../state/room-model";
import { ChatForm } from "./chat-form";
import { ChatLines } from "./chat-lines";
import { focusOnChatButton } from "./focus";
import { CloseIcon } from "./icons";
import { focusOnChat, isDialogOpen, onCall } from "./keys";

export interface ChatProps {
  readonly app: AppModel;
  readonly room: RoomModel;
}

/** Images that are dropped here or pasted anywhere wait in the form; other files are none of the chat's business. */
export function Chat({ app, room }: ChatProps) {
  const drafts = useMemo(() => new ChatDrafts(app.imageCodec), [app]);
  const [isOver, setOver] = useState(false);
  usePastedImages(app, drafts);
  return (
    <section
      class={isOver ? "chat drop-target" : "chat"}
      id="chat"
      aria-labelledby="chat-title"
      hidden={!app.chatOpen.value}
      onDragOver={event => {
        if (event.dataTransfer?.types.includes("Files") !== true) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={event => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false);
      }}
      onDrop={event => {
        setOver(false);
        const images = imagesIn(event.dataTransfer);
        if (images.length === 0) return;
        event.preventDefault();
        event.stopPropagation();
        drafts.add(images);
        focusOnChat();
      }}
    >
      <header class="chat-header">
        <h2 id="chat-title">{t("chat")}</h2>
        <button
          type="button"
          class="button small quiet"
          aria-label={t("close_chat")}
          title={t("close_chat")}
          onClick={() => {
            app.chatOpen.value = false;
            focusOnChatButton();
          }}
        >
          <CloseIcon />
        </button>
      </header>
      <ChatLines app={app} room={room} />
      <ChatForm app={app} room={room} drafts={drafts} />
    </section>
  );
}

function imagesIn(transfer: DataTransfer | null): File[] {
  return [...(transfer?.files ?? [])].filter(file => file.type.startsWith("image/"));
}

/**
 * Pasting an image anywhere opens the chat; text that comes with one (from a word processor) goes before it. So does the
 * key for it, where that is not the browser's own.
 */
function usePastedImages(app: AppModel, drafts: ChatDrafts): void {
  useEffect(() => {
    const take = (images: readonly File[]): void => {
      // Opened meanwhile, it has the keyboard.
      if (isDialogOpen()) return;
      app.chatOpen.value = true;
      drafts.add(images);
      focusOnChat();
    };
    const paste = (event: ClipboardEvent): void => {
      const images = imagesIn(event.clipboardData);
      const writing = event.target instanceof Element && event.target.closest("input, textarea") !== null;
      const isText = writing && event.clipboardData?.types.includes("text/plain") === true;
      if (images.length === 0 || isText || isDialogOpen() || !(writing || app.keys.pastes)) return;
      event.preventDefault();
      take(images);
    };
    document.addEventListener("paste", paste);
    const pasteByKey = (): void => {
      import("../state/pasted-images")
        .then(({ pasteImages }) => pasteImages(app.pasting(take)))
        .catch(() => app.warn("part", pasteByKey, "paste"));
    };
    const endCalls = onCall(app, "paste", pasteByKey);
    return () => {
      document.removeEventListener("paste", paste);
      endCalls();
    };
  }, [app, drafts]);
}
