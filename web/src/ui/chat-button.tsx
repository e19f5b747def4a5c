// SPDX-License-Identifier: AGPL-3.0-only
import { t } from "../i18n/i18n";
import type { AppModel } from "../state/app-model";
import { withKeys } from "./chord";
import { chatButtonId } from "./focus";
import { ChatIcon } from "./icons";

/** More than this many messages are as good as this many. */
const most = 99;

/** Opens and closes the chat, and says how much of it was not read. */
export function ChatButton({ app }: { readonly app: AppModel }) {
  const unread = app.room.value?.chat.unread.value ?? 0;
  const count = unread > most ? `${most}+` : String(unread);
  return (
    <button
      id={chatButtonId}
      type="button"
      class="button tool"
      aria-expanded={app.chatOpen.value}
      aria-controls="chat"
      aria-label={unread > 0 ? t("chat_unread", { count }) : t("chat")}
      {...withKeys(app, "chat", t("chat"))}
      onClick={() => (app.chatOpen.value = !app.chatOpen.value)}
    >
      <ChatIcon />
      <span class="tool-label">{t("chat")}</span>
      {/* Drawn rather than written: the button's name says it in words. */}
      {unread > 0 && <span class="badge" data-count={count} aria-hidden="true" />}
    </button>
  );
}
