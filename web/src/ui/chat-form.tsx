// SPDX-License-Identifier: AGPL-3.0-only
import { useRef } from "preact/hooks";
import { t } from "../i18n/i18n";
import { limits } from "../protocol/limits";
import type { ChatDrafts } from "../state/chat-drafts";
import type { ChatProps } from "./chat";
import { ImageIcon, SendIcon } from "./icons";
import { focusOnChat } from "./keys";
import { lazy } from "./lazy";
import draftsStyle from "./style/drafts.css?url";

const Drafts = lazy(async () => {
  const { Drafts, draftsTexts } = await import("./drafts");
  await draftsTexts.ready();
  return Drafts;
}, draftsStyle);

interface FormProps extends ChatProps {
  readonly drafts: ChatDrafts;
}

/** What cannot be sent now stays where it is. */
export function ChatForm({ app, room, drafts }: FormProps) {
  const input = useRef<HTMLTextAreaElement>(null);
  const connected = room.status.value === "joined";
  const submit = (): void => {
    const box = input.current;
    if (box === null || drafts.preparing.value > 0) return;
    for (const { key, image } of drafts.images.value) {
      if (!app.send({ kind: "image", image })) return;
      drafts.remove(key);
    }
    if (app.sendText(box.value)) box.value = "";
    box.focus();
  };
  return (
    <form
      class="chat-form"
      onSubmit={event => {
        event.preventDefault();
        submit();
      }}
    >
      {drafts.some.value && (
        <Drafts announcer={app.announcer} drafts={drafts} removed={() => input.current?.focus()} />
      )}
      <PickButton drafts={drafts} />
      <textarea
        ref={input}
        class="input"
        rows={1}
        maxLength={limits.chatLength}
        aria-label={t("message")}
        placeholder={t("message")}
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
        class="button primary square"
        aria-label={t("send")}
        title={t("send")}
        aria-disabled={!connected || drafts.preparing.value > 0}
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

function PickButton({ drafts }: { readonly drafts: ChatDrafts }) {
  const picker = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={picker}
        type="file"
        accept="image/png,image/jpeg,image/webp,image/gif,image/*"
        multiple
        hidden
        onChange={({ currentTarget }) => {
          drafts.add([...(currentTarget.files ?? [])]);
          // So that the same file can be picked again.
          currentTarget.value = "";
          focusOnChat();
        }}
      />
      <button
        type="button"
        class="button quiet square"
        aria-label={t("chat_pick")}
        title={t("chat_pick")}
        onClick={() => picker.current?.click()}
      >
        <ImageIcon />
      </button>
    </>
  );
}
