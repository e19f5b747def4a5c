// SPDX-License-Identifier: AGPL-3.0-only
import { batch, signal } from "@preact/signals";
import { t } from "../i18n/i18n";
import { firstVisible } from "../protocol/decode";
import type { MemberView } from "../room/member";
import type { ChatContent, RoomEvent, RoomStatus } from "../room/room";
import type { Announcer } from "./announcer";
import { ChatLog } from "./chat-log";
import { Person } from "./person";

/** What the page shows of the room that we are in: kept up by the room's events. */
export class RoomModel {
  readonly status = signal<RoomStatus>("connecting");
  readonly people = signal<readonly Person[]>([]);
  readonly chat = new ChatLog();
  private settled = false;

  constructor(
    /** Tells one visit from the next. */
    readonly serial: number,
    readonly name: string,
    private readonly announcer: Announcer,
  ) {}

  apply(event: RoomEvent): void {
    batch(() => {
      switch (event.type) {
        case "status":
          return this.statusChanged(event.status);
        case "member":
          return this.member(event.member);
        case "member_gone":
          return this.gone(event.key);
        case "chat":
          return this.chatted(event.username, event.content);
      }
    });
  }

  /** What a member is called; empty for one who is not there. */
  nameOf(key: number): string {
    const person = this.people.value.find(other => other.key === key);
    return person === undefined ? "" : displayName(person.username.value);
  }

  private statusChanged(status: RoomStatus): void {
    this.status.value = status;
    if (status === "reconnecting") this.announcer.say(t("said_reconnecting"));
    if (status === "joined") this.announcer.say(t("said_joined_room", { room: this.name }));
    this.settled = status === "joined";
  }

  private member(view: MemberView): void {
    const person = this.people.value.find(other => other.key === view.key);
    if (person !== undefined) {
      person.update(view);
      return;
    }
    this.people.value = [...this.people.value, new Person(view.key, view)];
    if (this.settled && !view.wasThere)
      this.announcer.say(t("said_joined", { name: displayName(view.username) }));
  }

  private gone(key: number): void {
    const person = this.people.value.find(other => other.key === key);
    if (person === undefined) return;
    this.people.value = this.people.value.filter(other => other !== person);
    if (this.settled) this.announcer.say(t("said_left", { name: displayName(person.username.value) }));
  }

  private chatted(username: string, content: ChatContent): void {
    const name = displayName(username);
    this.chat.add(name, false, content);
    this.announcer.say(
      content.kind === "text" ? t("said_chat", { name, text: content.text }) : t("said_image", { name }),
    );
  }
}

/** A person without a name, or with one made of nothing visible, still needs something to be called by. */
export function displayName(username: string): string {
  return firstVisible(username) === undefined ? t("unknown_person") : username;
}
