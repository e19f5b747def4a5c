// SPDX-License-Identifier: AGPL-3.0-only
import type { Cancel, Clock } from "../platform/types";
import { limits } from "../protocol/limits";
import type { ClientId } from "../protocol/packets";
import { Member, type MemberHost } from "./member";

/** Milliseconds that a member who is gone is waited for: with a running connection to us, and without. */
export const holdTimes = { alive: 30_000, other: 5_000 } as const;

export interface RosterEvents {
  /** The member is gone for good. */
  gone(member: Member): void;
  /** Another took over who the client behind this id was: what it is now, a stale connection or a person, must show. */
  displaced(member: Member): void;
}

interface Hold {
  /** Undefined while we are not in the room ourselves: nobody can return to it then. */
  readonly end: Cancel | undefined;
  /** Held for the sake of a connection that runs. */
  readonly alive: boolean;
}

/**
 * Who is in the room, by id, and who is expected back. A member who lost its place in the room but not its connection
 * to us is held, and recognised by its session under a new id (protocol section 7).
 */
export class Roster {
  private readonly present = new Map<ClientId, Member>();
  private readonly held = new Map<Member, Hold>();
  private nextKey = 1;

  constructor(
    private readonly host: MemberHost,
    private readonly clock: Clock,
    private readonly events: RosterEvents,
  ) {}

  get(id: ClientId): Member | undefined {
    return this.present.get(id);
  }

  has(member: Member): boolean {
    return this.held.has(member) || this.isPresent(member);
  }

  isPresent(member: Member): boolean {
    return member.id !== undefined && this.present.get(member.id) === member;
  }

  byKey(key: number): Member | undefined {
    return this.all().find(member => member.key === key);
  }

  all(): readonly Member[] {
    return [...this.present.values(), ...this.held.keys()];
  }

  /** undefined if the id is known already, or the room is fuller than we bear. */
  add(id: ClientId): Member | undefined {
    if (this.present.has(id) || this.present.size >= limits.members) return undefined;
    return this.create(id);
  }

  /** The server says that the client is not in the room any more. */
  left(id: ClientId): void {
    const member = this.present.get(id);
    if (member === undefined) return;
    if (member.session !== undefined && member.alive && !member.leaving) this.hold(member, holdTimes.alive);
    else this.remove(member);
  }

  /** We lost the server: who was there may still be. How long to wait counts from `returned`. */
  lost(): void {
    for (const member of this.all()) {
      if (member.identified && !member.leaving) this.hold(member, undefined);
      else this.remove(member);
    }
  }

  /** We are back in the room. Who has no session cannot be recognised, and comes as a stranger. */
  returned(): void {
    for (const member of [...this.held.keys()]) {
      if (member.session === undefined || member.leaving) this.remove(member);
      else this.hold(member, member.alive ? holdTimes.alive : holdTimes.other);
    }
  }

  /**
   * The member that `newcomer`, who has just said its session, has been to us until now. `newcomer` is not in the
   * roster any more if there is one. If that was present until now, the client behind its old id is a stranger again:
   * mostly a connection that the server has yet to miss, but it hears all that is said.
   */
  recognise(newcomer: Member, session: string): Member | undefined {
    const { id, displaced } = newcomer;
    const known = this.all().find(member => member !== newcomer && member.session === session);
    if (known === undefined || id === undefined) return undefined;
    const former = known.id;
    this.remove(newcomer);
    this.forget(known);
    this.present.set(id, known);
    known.rebind(id);
    if (former !== undefined) this.putBack(former, displaced);
    return known;
  }

  remove(member: Member): void {
    this.forget(member);
    member.close();
    this.events.gone(member);
  }

  /** The state of the member's connection changed: a held one whose connection ended is not waited for. */
  review(member: Member): void {
    if (this.held.get(member)?.alive === true && !member.alive) this.remove(member);
  }

  clear(): void {
    for (const member of this.all()) this.remove(member);
  }

  private create(id: ClientId): Member {
    const member = new Member(this.nextKey++, id, this.host);
    this.present.set(id, member);
    return member;
  }

  /** Two that take turns are both there: `atOnce` shows the one that lost its turn. */
  private putBack(id: ClientId, atOnce: boolean): void {
    const member = this.create(id);
    member.displaced = true;
    member.visible = atOnce;
    if (atOnce) this.host.changed(member);
    else this.events.displaced(member);
  }

  private hold(member: Member, time: number | undefined): void {
    this.forget(member);
    if (this.held.size >= limits.members) {
      this.remove(member);
      return;
    }
    member.id = undefined;
    const end = time === undefined ? undefined : this.clock.after(time, () => this.remove(member));
    this.held.set(member, { end, alive: time === holdTimes.alive });
    this.host.changed(member);
  }

  private forget(member: Member): void {
    if (member.id !== undefined && this.isPresent(member)) this.present.delete(member.id);
    this.held.get(member)?.end?.();
    this.held.delete(member);
  }
}
