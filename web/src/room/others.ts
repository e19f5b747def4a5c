// SPDX-License-Identifier: AGPL-3.0-only
import type { Cancel } from "../platform/types";
import { limits } from "../protocol/limits";
import type { ClientId, ServerPacket } from "../protocol/packets";
import type { Company, CompanyDeps, CompanyHost } from "./company";

export interface OthersDeps extends CompanyDeps {
  /** Loads what keeps company, and whatever must be there to show it; rejects while the server is out of reach. */
  readonly company: () => Promise<{ readonly Company: typeof Company }>;
}

/** Milliseconds: until we say that somebody is there who cannot be shown, and from one try to load to the next. */
export const loadTimes = { tell: 5_000, again: 3_000 } as const;

/**
 * The way to the company in the room, which is loaded when the first of the others is there: who is alone, as everybody
 * is who opens a new room, need not wait for it. What happens meanwhile happens afterwards, in its order.
 */
export class Others {
  private company: Company | undefined;
  /** The id that we joined with on this connection. */
  private ownId: ClientId | undefined;
  private settled = false;
  /** Who is there while nobody can be shown. */
  private readonly waiting = new Set<ClientId>();
  private backlog: ((company: Company) => void)[] = [];
  private backlogLength = 0;
  private loading = false;
  private closed = false;
  /** Until we say that somebody is unseen. */
  private timer: Cancel | undefined;
  private unseen = false;

  constructor(
    private readonly deps: OthersDeps,
    private readonly host: CompanyHost,
  ) {}

  /** undefined while there was nobody. */
  get present(): Company | undefined {
    return this.company;
  }

  /** A connection on which we join. */
  connected(ownId: ClientId): void {
    this.ownId = ownId;
    this.settled = false;
    this.company?.connected(ownId, false);
  }

  /** The server has let us in. */
  joined(): void {
    this.company?.returned();
  }

  /** The connection is lost, and with it all that waited for it. */
  disconnected(): void {
    this.ownId = undefined;
    this.waiting.clear();
    this.reveal();
    this.forgetBacklog();
    this.company?.disconnected();
  }

  receive(packet: ServerPacket): void {
    if (this.company === undefined) this.count(packet);
    // Nobody but ourselves can have said anything while nobody has come.
    if (this.company !== undefined || this.loading) {
      this.act(packet.name === "message" ? packet.message.length : 0, company => company.receive(packet));
    } else if (packet.name === "message" && packet.sender === this.ownId) {
      this.settled = true;
    }
  }

  /** `size` is how many characters are kept for it if it has to wait. False if it cannot wait. */
  act(size: number, act: (company: Company) => void): boolean {
    if (this.company !== undefined) act(this.company);
    else if (this.loading) return this.defer(size, act);
    return true;
  }

  close(): void {
    this.closed = true;
    this.forgetBacklog();
    this.company?.leave();
    this.reveal();
  }

  private count(packet: ServerPacket): void {
    if (packet.name === "client_join") {
      this.waiting.add(packet.id);
      this.timer ??= this.deps.clock.after(loadTimes.tell, () => this.tell(true));
      void this.load();
    } else if (packet.name === "client_leave" && this.waiting.delete(packet.id) && this.waiting.size === 0) {
      this.reveal();
    }
  }

  private defer(size: number, act: (company: Company) => void): boolean {
    const full = this.backlog.length >= limits.queuedMessages * 2;
    if (full || this.backlogLength + size > limits.queuedLength) {
      this.host.overrun();
      return false;
    }
    this.backlog.push(act);
    this.backlogLength += size;
    return true;
  }

  private forgetBacklog(): void {
    this.backlog = [];
    this.backlogLength = 0;
  }

  private async load(): Promise<void> {
    if (this.loading) return;
    this.loading = true;
    const code = await this.deps.company().catch(() => undefined);
    if (code !== undefined) this.loaded(code.Company);
    else
      this.deps.clock.after(loadTimes.again, () => {
        this.loading = false;
        if (!this.closed) void this.load();
      });
  }

  private loaded(code: typeof Company): void {
    if (this.closed) return;
    const company = (this.company = new code(this.deps, this.host));
    if (this.ownId !== undefined) company.connected(this.ownId, this.settled);
    const { backlog } = this;
    this.forgetBacklog();
    this.loading = false;
    for (const act of backlog) act(company);
    this.reveal();
  }

  /** Nobody is there any more who cannot be shown. */
  private reveal(): void {
    this.timer?.();
    this.timer = undefined;
    this.tell(false);
  }

  private tell(unseen: boolean): void {
    if (this.unseen === unseen) return;
    this.unseen = unseen;
    this.host.emit({ type: "unseen", unseen });
  }
}
