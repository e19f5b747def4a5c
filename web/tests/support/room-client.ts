// SPDX-License-Identifier: AGPL-3.0-only
import type { MemberView } from "../../src/room/member";
import { Room, type RoomDeps, type RoomEvent, type RoomStatus } from "../../src/room/room";
import { FakePeer, fakeStream } from "./fake-peer";
import type { FakeServer } from "./fake-server";
import { ManualClock } from "./manual-clock";
import { quickSubtle, testRandom, until } from "./support";

/** A client in a room of a FakeServer, with everything that its page would be told. */
export class RoomClient {
  readonly clock = new ManualClock();
  readonly events: RoomEvent[] = [];
  readonly peers: FakePeer[] = [];
  readonly room: Room;
  /** The browser makes no more connections. */
  exhausted: boolean;
  private readonly members = new Map<number, MemberView>();
  private status: RoomStatus = "connecting";

  constructor(
    server: FakeServer,
    readonly name: string,
    {
      secret = "public",
      webRtc = true,
      exhausted = false,
      prepared = false,
      subtle = quickSubtle,
      company = (): ReturnType<RoomDeps["company"]> => import("../../src/room/company"),
    } = {},
  ) {
    this.exhausted = exhausted;
    const create = () => {
      if (this.exhausted) throw new Error("no more connections");
      const connection = FakePeer.create();
      this.peers.push(connection as unknown as FakePeer);
      return connection;
    };
    this.room = new Room(
      {
        subtle,
        clock: this.clock,
        random: testRandom,
        openSocket: server.openSocket,
        peer: webRtc ? { clock: this.clock, create } : undefined,
        company,
      },
      {
        secret,
        username: name,
        ready: Promise.resolve(),
        preparedRoom: prepared ? 16 : 0,
        wantsAtSight: kind => kind === "audio",
      },
      event => this.heard(event),
    );
    this.room.start();
  }

  is(status: RoomStatus): Promise<void> {
    return until(`${this.name} is ${status}`, () => this.status === status);
  }

  /** The names of the others, in the order in which they came. */
  others(): string[] {
    return [...this.members.values()].map(({ username }) => username);
  }

  sees(...names: string[]): Promise<void> {
    return until(
      `${this.name} sees ${names.join()}`,
      () => this.others().sort().join() === [...names].sort().join(),
    );
  }

  member(name: string): MemberView | undefined {
    return [...this.members.values()].find(({ username }) => username === name);
  }

  chats(): string[] {
    return this.events.flatMap(event =>
      event.type === "chat" && event.content.kind === "text"
        ? [`${event.username}: ${event.content.text}`]
        : [],
    );
  }

  provide(id: string, trackKind: "audio" | "video", ...tracks: ("audio" | "video")[]): void {
    const resource = { kind: "track", id, trackKind, label: "" } as const;
    this.room.provide({ resource, stream: fakeStream(id, ...tracks) });
  }

  offers(name: string, id: string): Promise<void> {
    return until(`${name} offers ${id} to ${this.name}`, () => this.resource(name, id) !== undefined);
  }

  want(name: string, id: string, wanted = true): void {
    this.room.want(this.member(name)?.key ?? 0, id, wanted);
  }

  receives(name: string, id: string): Promise<void> {
    return until(
      `${this.name} receives ${id} of ${name}`,
      () => this.resource(name, id)?.stream?.getTracks()[0]?.enabled === true,
    );
  }

  resource(name: string, id: string) {
    return this.member(name)?.resources.find(({ resource }) => resource.id === id);
  }

  private heard(event: RoomEvent): void {
    this.events.push(event);
    if (event.type === "status") this.status = event.status;
    if (event.type === "member") this.members.set(event.member.key, event.member);
    if (event.type === "member_gone") this.members.delete(event.key);
  }
}

/** Two clients that see each other; `ids` are theirs, in this order. */
export async function pair(
  server: FakeServer,
  names: readonly [string, string] = ["Alice", "Bob"],
  options: { readonly prepared?: boolean } = {},
) {
  const one = new RoomClient(server, names[0], options);
  await one.is("joined");
  const other = new RoomClient(server, names[1], options);
  await other.sees(names[0]);
  await one.sees(names[1]);
  return [one, other] as const;
}
