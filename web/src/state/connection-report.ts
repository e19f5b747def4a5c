// SPDX-License-Identifier: AGPL-3.0-only
/** What can be told of the connections to people, to who wants to know. */
import { linkFigures, type LinkFigures, type LinkSnapshot } from "../peer/stats";
import type { Cancel } from "../platform/types";
import type { ConnectionModel } from "./connection-model";
import type { Person } from "./person";
import { hasServer, troubleReport, type ReportPerson } from "./trouble";

export type { LinkFigures, StreamFigures } from "../peer/stats";

/** Milliseconds between figures, and to wait for the server's version in a report. */
export const reportTimes = { figures: 2_000, version: 3_000 } as const;

/** The figures of a connection until this is ended, every two seconds; undefined without a connection. */
export function followFigures(
  connections: ConnectionModel,
  person: number,
  see: (figures: LinkFigures | undefined) => void,
): Cancel {
  let before: LinkSnapshot | undefined;
  let ended = false;
  let next: Cancel = () => undefined;
  const look = async (): Promise<void> => {
    const link = await connections.snapshot(person);
    if (ended) return;
    see(link && linkFigures(link, before));
    before = link;
    next = connections.deps.clock.after(reportTimes.figures, () => void look());
  };
  void look();
  return () => {
    ended = true;
    next();
  };
}

/** `time` as in ISO 8601. To be copied and passed on; see troubleReport for what is not in it. */
export async function connectionReport(connections: ConnectionModel, time: string): Promise<string> {
  const { page, room, sources } = connections.deps;
  const people = room.value?.people.value ?? [];
  const version = await page.fetchText("version", reportTimes.version).catch(() => "unknown");
  return troubleReport({
    time,
    versions: { server: version.trim().slice(0, 100), browser: page.userAgent() },
    room: room.value?.status.value ?? "left",
    stunConfigured: hasServer(connections, "stun"),
    turnConfigured: hasServer(connections, "turn"),
    sources: Object.fromEntries(Object.entries(sources).map(([kind, state]) => [kind, state.value])),
    people: await Promise.all(people.map(person => reportOf(connections, person))),
  });
}

async function reportOf(connections: ConnectionModel, person: Person): Promise<ReportPerson> {
  const link = await connections.snapshot(person.key);
  const { presence, connection } = person;
  const cause = person.trouble.value ?? (await connections.cause(person.key, 0));
  return { presence: presence.value, connection: connection.value, cause, link };
}
