// SPDX-License-Identifier: AGPL-3.0-only
import type { OpenSocket, SocketEvents } from "../../src/platform/types";

interface Connection {
  readonly id: number;
  readonly events: SocketEvents;
  room: string | undefined;
  /** Dead, and not missed yet: what the client does does not reach the server. */
  dead: boolean;
}

/** A signalling server in memory: rooms and relays as protocol section 2 has them. Deliveries happen at once. */
export class FakeServer {
  /** Every frame that clients sent. */
  readonly log: { readonly from: number; readonly frame: string }[] = [];
  /** While false, connections fail. */
  reachable = true;
  private readonly connections = new Map<number, Connection>();
  private nextId = 1000;

  /** `ids` are given out in turn. */
  constructor(private readonly ids: number[] = []) {}

  readonly openSocket: OpenSocket = events => {
    if (!this.reachable) throw new Error("unreachable");
    const connection: Connection = {
      id: this.ids.shift() ?? this.nextId++,
      events,
      room: undefined,
      dead: false,
    };
    this.connections.set(connection.id, connection);
    queueMicrotask(() => {
      if (!this.connections.has(connection.id)) return;
      this.tell(connection, { init: { your_id: connection.id, version: "test" } });
    });
    return {
      send: frame => this.receive(connection, frame),
      close: () => {
        if (!connection.dead) this.remove(connection);
      },
      buffered: 0,
    };
  };

  /** Ends the client's connection, as seen by both. */
  cut(id: number): void {
    const connection = this.connections.get(id);
    if (connection === undefined) return;
    this.remove(connection);
    if (!connection.dead) connection.events.closed();
  }

  /** The client is gone, but the server has not noticed. */
  cutSilently(id: number): void {
    const connection = this.connections.get(id);
    if (connection === undefined) return;
    connection.dead = true;
    connection.events.closed();
  }

  /** The whole server ends and forgets. */
  restart(): void {
    const all = [...this.connections.values()];
    this.connections.clear();
    for (const { events } of all) events.closed();
  }

  members(): number[] {
    return [...this.connections.values()].filter(({ room }) => room !== undefined).map(({ id }) => id);
  }

  /** A frame from nowhere. */
  inject(id: number, frame: unknown): void {
    const connection = this.connections.get(id);
    if (connection !== undefined)
      connection.events.text(typeof frame === "string" ? frame : JSON.stringify(frame));
  }

  private receive(connection: Connection, frame: string): void {
    this.log.push({ from: connection.id, frame });
    const packet = JSON.parse(frame) as {
      join?: { hash: string | null };
      relay?: { recipient?: number; message: string };
    };
    if (packet.join !== undefined) this.join(connection, packet.join.hash ?? undefined);
    if (packet.relay === undefined || connection.room === undefined) return;
    const { recipient, message } = packet.relay;
    for (const other of this.others(connection.room)) {
      const meant = recipient === undefined ? other !== connection : other.id === recipient;
      if (meant) this.tell(other, { message: { sender: connection.id, message } });
    }
  }

  private join(connection: Connection, room: string | undefined): void {
    this.leave(connection);
    if (room === undefined) return;
    const others = this.others(room);
    connection.room = room;
    this.tell(connection, { client_join: { id: connection.id } });
    for (const other of others) {
      this.tell(connection, { client_join: { id: other.id } });
      this.tell(other, { client_join: { id: connection.id } });
    }
  }

  private leave(connection: Connection): void {
    const { room } = connection;
    connection.room = undefined;
    if (room === undefined) return;
    for (const other of this.others(room)) this.tell(other, { client_leave: { id: connection.id } });
  }

  private remove(connection: Connection): void {
    this.connections.delete(connection.id);
    this.leave(connection);
  }

  private others(room: string): Connection[] {
    return [...this.connections.values()].filter(connection => connection.room === room);
  }

  private tell(connection: Connection, packet: unknown): void {
    if (!connection.dead) connection.events.text(JSON.stringify(packet));
  }
}
