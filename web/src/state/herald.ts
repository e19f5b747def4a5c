// SPDX-License-Identifier: AGPL-3.0-only
import { t } from "../i18n/i18n";
import type { ChatContent } from "../room/room";
import type { Announcer } from "./announcer";
import type { Notifier } from "./notifier";

/** Says what happens in the room: to screen readers, and by notifications to who looks elsewhere. */
export class Herald {
  constructor(
    private readonly announcer: Announcer,
    private readonly notifier: Notifier,
  ) {}

  /** We are in the room. */
  entered(room: string): void {
    this.announcer.say(t("said_joined_room", { room }));
  }

  reconnecting(): void {
    this.announcer.say(t("said_reconnecting"));
  }

  joined(name: string): void {
    this.announcer.say(t("said_joined", { name }));
    this.notifier.tell("join", t("said_joined", { name }));
  }

  left(name: string): void {
    this.announcer.say(t("said_left", { name }));
    this.notifier.tell("leave", t("said_left", { name }));
  }

  chatted(name: string, content: ChatContent): void {
    const text =
      content.kind === "text" ? t("said_chat", { name, text: content.text }) : t("said_image", { name });
    this.announcer.say(text);
    this.notifier.tell("chat", text);
  }
}
