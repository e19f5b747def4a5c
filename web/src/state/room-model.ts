// SPDX-License-Identifier: AGPL-3.0-only
import { batch, signal } from "@preact/signals";
import { t } from "../i18n/i18n";
import type { Clock } from "../platform/types";
import { firstVisible } from "../protocol/decode";
import type { MemberView } from "../room/member";
import type { ChatContent, RoomEvent, RoomStatus } from "../room/room";
import { ChatLog, type ChatLineContent } from "./chat-log";
import type { Herald } from "./herald";
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
    private readonly clock: Clock,
    private readonly herald: Herald,
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
          return this.chatted(event.key, event.username, event.content);
        case "unseen":
        case "room_info":
      }
    });
  }

  /** What a member is called; empty for one who is not there. */
  nameOf(key: number): string {
    const person = this.people.value.find(other => other.key === key);
    return person === undefined ? "" : displayName(person.username.value);
  }

  /** By ourselves. */
  said(username: string, content: ChatContent): void {
    this.log(0, username, content);
  }

  private statusChanged(status: RoomStatus): void {
    this.status.value = status;
    if (status === "reconnecting") this.herald.reconnecting();
    if (status === "joined") this.herald.entered(this.name);
    this.settled = status === "joined";
  }

  private member(view: MemberView): void {
    const person = this.people.value.find(other => other.key === view.key);
    if (person !== undefined) {
      person.update(view);
      return;
    }
    this.people.value = [...this.people.value, new Person(view.key, view)];
    if (!this.settled || view.wasThere) return;
    const name = displayName(view.username);
    this.log(view.key, name, { kind: "joined" });
    this.herald.joined(name);
  }

  private gone(key: number): void {
    const person = this.people.value.find(other => other.key === key);
    if (person === undefined) return;
    this.people.value = this.people.value.filter(other => other !== person);
    if (!this.settled) return;
    const name = displayName(person.username.value);
    this.log(key, name, { kind: "left" });
    this.herald.left(name);
  }

  private chatted(key: number, username: string, content: ChatContent): void {
    const name = displayName(username);
    this.log(key, name, content);
    this.herald.chatted(name, content);
  }

  private log(authorKey: number, author: string, content: ChatLineContent): void {
    this.chat.add({ authorKey, author, content, time: this.clock.now() });
  }
}

/** A person without a name, or with one made of nothing visible, still needs something to be called by. */
export function displayName(username: string): string {
  return firstVisible(username) === undefined ? t("unknown_person") : username;
}
