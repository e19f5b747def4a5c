// SPDX-License-Identifier: AGPL-3.0-only
import { computed, signal, type ReadonlySignal } from "@preact/signals";
import type {
  Clock,
  KeepScreenOn,
  Page,
  Random,
  Sharing,
  Store,
  SystemNotifications,
} from "../platform/types";
import type { Preferences } from "../preferences/preferences";
import type { Announcer } from "./announcer";
import { Invite } from "./invite";
import type { KnownRoomsDeps } from "./known-rooms";
import { promptBeforeLeaving, type Shared } from "./leave-prompt";
import { Notifier } from "./notifier";
import { RoomCounts } from "./room-counts";
import { RoomGuard } from "./room-guard";
import type { RoomModel } from "./room-model";
import { inCall, keepScreenOn } from "./screen-awake";
import { followTitle, hiddenSignal } from "./visibility";

/** A panel above the page. */
export type Panel = "invite" | "rooms";

export interface OutsideDeps {
  readonly page: Page;
  readonly clock: Clock;
  readonly random: Random;
  readonly store: Store;
  readonly sharing: Sharing;
  /** undefined where the browser has none. */
  readonly notifications: SystemNotifications | undefined;
  /** undefined where the browser has none. */
  readonly keepScreenOn: KeepScreenOn | undefined;
  readonly subtle: SubtleCrypto | undefined;
}

/** What it is the outside of. */
export interface Inside extends Shared {
  readonly preferences: Preferences;
  readonly announcer: Announcer;
  readonly room: ReadonlySignal<RoomModel | undefined>;
  /** The room's, empty while there is none. */
  readonly secret: ReadonlySignal<string>;
}

/** What the outside gets to see of the room, and the room of the outside. */
export class Outside {
  readonly panel = signal<Panel | undefined>(undefined);
  /** Whether the page cannot be seen. */
  readonly hidden: ReadonlySignal<boolean>;
  readonly notifier: Notifier;
  readonly invite: Invite;
  readonly guard: RoomGuard;
  /** How many people are in rooms that are watched. */
  readonly counts: RoomCounts;

  constructor(
    private readonly deps: OutsideDeps,
    private readonly inside: Inside,
  ) {
    const { preferences, announcer, room, secret } = inside;
    const { page, clock, store, sharing, notifications: system } = deps;
    const hidden = (this.hidden = hiddenSignal(page));
    followTitle(page, room);
    promptBeforeLeaving(page, preferences, inside);
    const seenCall = computed(() => {
      const others = room.value?.people.value.length ?? 0;
      return !hidden.value && inCall(room.value?.status.value, others, inside.media.sources.value.length);
    });
    keepScreenOn(deps.keepScreenOn, seenCall);
    this.notifier = new Notifier({ system, clock, store, preferences, hidden });
    this.invite = new Invite({ page, sharing, clock, announcer }, secret);
    this.guard = new RoomGuard(deps, secret);
    this.counts = new RoomCounts(clock);
  }

  /** What the list of known rooms needs. */
  knownRooms(): KnownRoomsDeps {
    return { preferences: this.inside.preferences, counts: this.counts, subtle: this.deps.subtle };
  }
}
