// SPDX-License-Identifier: AGPL-3.0-only
/** Why a connection does not come about or breaks: the likely cause, from what the browser knows. */
import { candidatesOf, linkFigures, type CandidateType, type LinkSnapshot } from "../peer/stats";
import type { RoomStatus } from "../room/room";
import type { ConnectionModel } from "./connection-model";

export type TroubleCause =
  /** We have lost the server, so that nothing can be agreed. */
  | "signaling"
  /** This browser found no way out at all. */
  | "no_local"
  /** Nothing came from the other side. */
  | "no_remote"
  /** Both have ways, none meets, and there is no relay to go through. */
  | "no_relay"
  /** There is a relay, and it did not help. */
  | "relay_unreachable"
  /** It worked, and does not any more. */
  | "lost"
  /** Still trying. */
  | "slow";

export interface TroubleFacts {
  readonly room: RoomStatus;
  readonly turnConfigured: boolean;
  readonly link: LinkSnapshot | undefined;
  /** Milliseconds for which the connection has been awaited. */
  readonly waited: number;
}

/** `waited`: milliseconds without a connection. */
export async function causeFor(
  connections: ConnectionModel,
  person: number,
  waited: number,
): Promise<TroubleCause | undefined> {
  const link = await connections.snapshot(person);
  const room = connections.deps.room.value?.status.value ?? "left";
  return troubleCause({ room, turnConfigured: hasServer(connections, "turn"), link, waited });
}

export function hasServer({ deps }: ConnectionModel, scheme: "stun" | "turn"): boolean {
  const urls = deps.iceServers().flatMap(server => server.urls);
  return urls.some(url => url.startsWith(scheme));
}

/**
 * Milliseconds after which what is still missing is worth a word, and after which ways that do not meet are. Browsers
 * that find no way at all do not call that failed, but go on looking for ever.
 */
const patience = { missing: 8_000, meeting: 20_000 } as const;

/** undefined while there is nothing to explain. */
export function troubleCause({ room, turnConfigured, link, waited }: TroubleFacts): TroubleCause | undefined {
  if (link?.state === "connected" && link.ice !== "disconnected") return undefined;
  if (room === "reconnecting") return "signaling";
  if (link === undefined) return undefined;
  if (link.state === "disconnected") return "lost";
  const cause = failureCause(link, turnConfigured);
  return link.state === "failed" || waited >= patienceFor(cause, link) ? cause : "slow";
}

function patienceFor(cause: TroubleCause, { ice, gathering }: LinkSnapshot): number {
  if (cause === "no_remote" || (cause === "no_local" && gathering === "complete")) return patience.missing;
  // A way is found, and the handshake takes long: that is nothing of which we know a cause.
  return ice === "connected" || ice === "completed" || cause === "lost" ? Infinity : patience.meeting;
}

function failureCause(link: LinkSnapshot, turnConfigured: boolean): TroubleCause {
  const local = candidatesOf(link.entries, "local");
  const remote = candidatesOf(link.entries, "remote");
  if (local.length === 0 && link.gathering !== "new") return "no_local";
  if (remote.length === 0) return "no_remote";
  if (!turnConfigured) return "no_relay";
  return local.includes("relay") || remote.includes("relay") ? "lost" : "relay_unreachable";
}

export interface ReportPerson {
  readonly connection: string;
  readonly presence: string;
  readonly cause: TroubleCause | undefined;
  readonly link: LinkSnapshot | undefined;
}

export interface ReportFacts {
  /** As in "2026-11-22T21:00:00Z". */
  readonly time: string;
  readonly versions: Readonly<Record<string, string>>;
  readonly room: RoomStatus;
  readonly turnConfigured: boolean;
  readonly stunConfigured: boolean;
  readonly sources: Readonly<Record<string, string>>;
  readonly people: readonly ReportPerson[];
}

/**
 * In English, since it is for whoever runs the server. Made of states, types and counts alone: no address, name,
 * secret, hash or id, so that it can be passed on without a thought.
 */
export function troubleReport(facts: ReportFacts): string {
  const lines = [
    "keks-meet trouble report",
    `time: ${facts.time}`,
    ...Object.entries(facts.versions).map(([what, version]) => `${what}: ${version}`),
    `room: ${facts.room}`,
    `stun: ${yes(facts.stunConfigured)}, turn: ${yes(facts.turnConfigured)}`,
    `own: ${Object.entries(facts.sources)
      .map(([kind, state]) => `${kind} ${state}`)
      .join(", ")}`,
    ...facts.people.flatMap((person, at) => ["", `person ${at + 1}`, ...personLines(person)]),
  ];
  return `${lines.join("\n")}\n`;
}

const yes = (is: boolean): string => (is ? "configured" : "none");

function personLines({ connection, presence, cause, link }: ReportPerson): string[] {
  const first = `  ${presence}, ${connection}, likely cause: ${cause ?? "none"}`;
  if (link === undefined) return [first, "  no peer connection"];
  const { path, streams } = linkFigures(link);
  const types = (side: "local" | "remote"): string => listed(candidatesOf(link.entries, side));
  return [
    first,
    `  connection ${link.state}, ice ${link.ice}, gathering ${link.gathering}, signaling ${link.signaling}`,
    `  candidates: local ${types("local")}; remote ${types("remote")}`,
    path === undefined
      ? "  path: none"
      : `  path: ${path.local} to ${path.remote} over ${path.protocol}, ${path.roundTrip ?? "?"} ms`,
    ...streams.map(({ direction, kind, codec, size }) =>
      ["  stream", direction, kind, codec, size ?? ""].join(" ").trimEnd(),
    ),
  ];
}

function listed(types: readonly CandidateType[]): string {
  return types.length === 0 ? "none" : types.join(" ");
}
