// SPDX-License-Identifier: AGPL-3.0-only
import type { ViewSize } from "../peer/sender-tuning";
import type { Member } from "./member";

/** What members and we see and hear of each other, beyond who sends what. */
export class RoomMedia {
  constructor(private readonly members: () => readonly Member[]) {}

  /** A resource of ours has other tracks. */
  replaced(id: string): void {
    for (const member of this.members()) member.media.replaced(id);
  }

  /** A sound of ours may be silent now, or heard again. */
  muteChanged(id: string): void {
    for (const member of this.members()) member.media.tellMuted(id);
  }

  /** How loud a member is at this moment, from 0 to 1. */
  level(key: number): number {
    return (
      this.members()
        .find(member => member.key === key)
        ?.media.level() ?? 0
    );
  }

  /** Tells a member how large we show its video, in device pixels. */
  tellSize(key: number, id: string, size: ViewSize): void {
    this.members()
      .find(member => member.key === key)
      ?.media.tellSize(id, size);
  }

  /** Whether anybody would show a preview of this resource of ours. */
  wantsPreview(id: string): boolean {
    return this.members().some(member => member.media.wantsPreview(id));
  }

  sendPreview(id: string, image: string): void {
    for (const member of this.members()) member.media.sendPreview(id, image);
  }
}
