// SPDX-License-Identifier: AGPL-3.0-only
import { computed, signal, type ReadonlySignal } from "@preact/signals";
import type { Page, Random, Store } from "../platform/types";
import { formatFragment, roomName, strengthenName } from "../protocol/fragment";
import { parseRoomWatches, formatRoomWatches } from "../protocol/room-watches";

/** Characters after the name from which on a secret cannot be guessed: of hex digits, these are 80 bits. */
const strongLength = 20;

const storeKey = "keks-meet.open_rooms";

/** Rooms that are remembered as being open on purpose. */
const remembered = 50;

/** Whether anyone who guesses the name can join: `name#secret` needs a secret that is long enough. */
export function isGuessable(secret: string): boolean {
  const mark = secret.indexOf("#");
  const hidden = mark < 0 ? "" : secret.slice(mark + 1);
  return hidden.length < strongLength || new Set(hidden).size < 8;
}

/** Warns of a room that others can guess, once for each room, and makes one that they cannot. */
export class RoomGuard {
  readonly warning: ReadonlySignal<boolean>;
  private readonly accepted = signal<readonly string[]>([]);

  constructor(
    private readonly deps: { readonly page: Page; readonly store: Store; readonly random: Random },
    private readonly secret: ReadonlySignal<string>,
  ) {
    this.accepted.value = parseRoomWatches(deps.store.get(storeKey) ?? "").map(room => room.secret);
    this.warning = computed(
      () => isGuessable(secret.value) && secret.value !== "" && !this.accepted.value.includes(secret.value),
    );
  }

  /** It is meant to be open. */
  accept(): void {
    const others = this.accepted.value.filter(secret => secret !== this.secret.value);
    this.accepted.value = [...others, this.secret.value].slice(-remembered);
    const rooms = this.accepted.value.map(secret => ({ name: secret, secret }));
    this.deps.store.set(storeKey, formatRoomWatches(rooms));
  }

  /** Into a room of the same name that nobody can guess. */
  strengthen(): void {
    const { page, random } = this.deps;
    page.go(`#${formatFragment(strengthenName(roomName(this.secret.value), random.bytes(32)))}`);
  }
}
