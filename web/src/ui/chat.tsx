// SPDX-License-Identifier: AGPL-3.0-only
import { useLayoutEffect, useRef } from "preact/hooks";
import { t } from "../i18n/i18n";
import { limits } from "../protocol/limits";
import type { AppModel } from "../state/app-model";
import type { ChatLine } from "../state/chat-log";
import type { RoomModel } from "../state/room-model";
import { chatLinesId, focusOnChatButton } from "./focus";
import { CloseIcon, SendIcon } from "./icons";

interface ChatProps {
  readonly app: AppModel;
  readonly room: RoomModel;
}

export function Chat({ app, room }: ChatProps) {
  return (
    <section class="chat" id="chat" aria-labelledby="chat-title" hidden={!app.chatOpen.value}>
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
      <ChatLines room={room} />
      <ChatForm app={app} room={room} />
    </section>
  );
}

/** Not a live region: the announcer reads new lines, once and shortened. */
function ChatLines({ room }: { readonly room: RoomModel }) {
  const box = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const lines = room.chat.lines.value;
  useLayoutEffect(() => {
    const target = box.current;
    if (target !== null && atEnd.current) target.scrollTop = target.scrollHeight;
  }, [lines]);
  return (
    <div
      ref={box}
      id={chatLinesId}
      class="chat-lines"
      tabIndex={0}
      role="region"
      aria-label={t("messages")}
      onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) => {
        atEnd.current = scrollHeight - scrollTop - clientHeight < 40;
      }}
    >
      {lines.length === 0 ? (
        <p class="faint">{t("chat_empty")}</p>
      ) : (
        <ol>
          {lines.map(line => (
            <Line key={line.key} line={line} />
          ))}
        </ol>
      )}
    </div>
  );
}

function Line({ line }: { readonly line: ChatLine }) {
  return (
    <li class={line.own ? "line own" : "line"}>
      <span class="author">{line.author}</span>
      {line.content.kind === "text" ? (
        <p class="words" dir="auto">
          {line.content.text}
        </p>
      ) : (
        <img class="chat-image" src={line.content.image} alt={t("chat_image_by", { name: line.author })} />
      )}
    </li>
  );
}

function ChatForm({ app, room }: ChatProps) {
  const input = useRef<HTMLTextAreaElement>(null);
  const connected = room.status.value === "joined";
  const submit = (): void => {
    if (input.current !== null && app.sendText(input.current.value)) input.current.value = "";
    input.current?.focus();
  };
  return (
    <form
      class="chat-form"
      onSubmit={event => {
        event.preventDefault();
        submit();
      }}
    >
      <textarea
        ref={input}
        class="input"
        rows={2}
        maxLength={limits.chatLength}
        aria-label={t("message")}
        placeholder={t(connected ? "message" : "chat_offline")}
        aria-describedby={connected ? undefined : "chat-offline"}
        onKeyDown={event => {
          // While an input method composes, Enter ends the word and not the message.
          if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
          event.preventDefault();
          submit();
        }}
      />
      <button
        type="submit"
        class="button primary"
        aria-label={t("send")}
        title={t("send")}
        aria-disabled={!connected}
      >
        <SendIcon />
      </button>
      {!connected && (
        <p id="chat-offline" class="unseen">
          {t("chat_offline")}
        </p>
      )}
    </form>
  );
}
