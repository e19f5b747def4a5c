// SPDX-License-Identifier: AGPL-3.0-only
import { signal, type Signal } from "@preact/signals";
import type { MemberConnection, MemberView, OfferedResource, Presence } from "../room/member";
import type { TroubleCause } from "./trouble";

export type { OfferedResource } from "../room/member";

/** One other person as the page shows it. Every part is a signal of its own, so that a change redraws only itself. */
export class Person {
  readonly username: Signal<string>;
  readonly presence: Signal<Presence>;
  readonly connection: Signal<MemberConnection>;
  readonly resources: Signal<readonly OfferedResource[]>;
  /** Heard at this moment. */
  readonly speaking = signal(false);
  /** Why the connection does not come about or broke, as far as one can tell. */
  readonly trouble = signal<TroubleCause | undefined>(undefined);
  /** How loud we hear this person: 1 is as sent, at most 2. It lasts as long as the page. */
  readonly volume = signal(1);

  constructor(
    readonly key: number,
    view: MemberView,
  ) {
    this.username = signal(view.username);
    this.presence = signal(view.presence);
    this.connection = signal(view.connection);
    this.resources = signal(view.resources);
  }

  update(view: MemberView): void {
    this.username.value = view.username;
    this.presence.value = view.presence;
    this.connection.value = view.connection;
    if (!sameResources(this.resources.value, view.resources)) this.resources.value = view.resources;
  }
}

function sameResources(some: readonly OfferedResource[], others: readonly OfferedResource[]): boolean {
  return (
    some.length === others.length &&
    some.every((one, index) => {
      const other = others[index];
      return (
        one.resource === other?.resource &&
        one.wanted === other.wanted &&
        one.stream === other.stream &&
        one.preview === other.preview &&
        one.muted === other.muted
      );
    })
  );
}
