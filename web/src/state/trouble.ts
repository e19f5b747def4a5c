// SPDX-License-Identifier: AGPL-3.0-only
/** Why a connection does not come about or breaks: the likely cause, from what the browser knows. Pure. */
import { candidatesOf, linkFigures, type CandidateType, type LinkSnapshot } from "../peer/stats";
import type { RoomStatus } from "../room/room";

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
}

/** undefined while there is nothing to explain. */
export function troubleCause({ room, turnConfigured, link }: TroubleFacts): TroubleCause | undefined {
  if (link?.state === "connected" && link.ice !== "disconnected") return undefined;
  if (room === "reconnecting") return "signaling";
  if (link === undefined) return undefined;
  if (link.state === "connecting" || link.state === "new") return "slow";
  return link.state === "disconnected" ? "lost" : failureCause(link, turnConfigured);
}

function failureCause(link: LinkSnapshot, turnConfigured: boolean): TroubleCause {
  const local = candidatesOf(link.entries, "local");
  const remote = candidatesOf(link.entries, "remote");
  if (local.length === 0 && link.gathering === "complete") return "no_local";
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
