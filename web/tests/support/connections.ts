// SPDX-License-Identifier: AGPL-3.0-only
import { signal } from "@preact/signals";
import type { LinkSnapshot } from "../../src/peer/stats";
import { Announcer } from "../../src/state/announcer";
import { ConnectionModel } from "../../src/state/connection-model";
import { Herald } from "../../src/state/herald";
import type { Notifier } from "../../src/state/notifier";
import type { SourceState } from "../../src/state/own-media";
import type { Person } from "../../src/state/person";
import { RoomModel } from "../../src/state/room-model";
import { FakePage } from "./fake-page";
import { ManualClock } from "./manual-clock";
import { candidates, snapshot } from "./snapshots";

export const connecting = snapshot({
  state: "connecting",
  ice: "checking",
  gathering: "gathering",
  entries: candidates("remote", "host"),
});

type Link = LinkSnapshot | undefined;

interface World {
  readonly people: readonly Person[];
  /** What the browser says of each connection, whenever it is asked. */
  readonly link: Link | ((key: number) => Promise<Link>);
  readonly iceServers?: readonly RTCIceServer[];
}

/** A room that was joined, with the connections to these people. `asked`: the keys of whose connection was looked at. */
export function setUpConnections({ people, link, iceServers = [] }: World) {
  const clock = new ManualClock();
  const page = new FakePage("#tea");
  const herald = new Herald(new Announcer(clock), { tell: () => undefined } as unknown as Notifier);
  const room = new RoomModel(1, "tea", clock, herald);
  room.status.value = "joined";
  room.people.value = people;
  const model = signal<RoomModel | undefined>(room);
  const sources = {
    microphone: signal<SourceState>("on"),
    camera: signal<SourceState>("off"),
    screen: signal<SourceState>("off"),
  };
  const asked: number[] = [];
  const connections = new ConnectionModel({
    clock,
    page,
    room: model,
    sources,
    iceServers: () => iceServers,
    snapshot: key => {
      asked.push(key);
      return typeof link === "function" ? link(key) : Promise.resolve(link);
    },
  });
  return { clock, page, room, model, connections, asked };
}
