// SPDX-License-Identifier: AGPL-3.0-only
import type { Member } from "./member";

/** What members and we see and hear of each other, beyond who sends what. */
export class RoomMedia {
  constructor(private readonly members: () => readonly Member[]) {}

  /** A resource of ours has other tracks. */
  replaced(id: string): void {
    for (const member of this.members()) member.replaced(id);
  }

  /** How loud a member is at this moment, from 0 to 1. */
  level(key: number): number {
    return (
      this.members()
        .find(member => member.key === key)
        ?.level() ?? 0
    );
  }
}
