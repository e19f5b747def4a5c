// SPDX-License-Identifier: AGPL-3.0-only
import assert from "node:assert/strict";
import { test } from "node:test";
import type { LinkFigures, LinkSnapshot } from "../../src/peer/stats";
import { connectionReport, followFigures, reportTimes } from "../../src/state/connection-report";
import { setUpConnections } from "../support/connections";
import { person } from "../support/persons";
import { candidates, running, secretWords, snapshot } from "../support/snapshots";
import { quiet, until } from "../support/support";

/** Follows a connection of which the browser says `links`, one after the other. */
function follow(...links: (LinkSnapshot | undefined)[]) {
  const { clock, connections, asked } = setUpConnections({
    people: [],
    link: () => Promise.resolve(links.shift()),
  });
  const seen: (LinkFigures | undefined)[] = [];
  const end = followFigures(connections, 7, figures => seen.push(figures));
  const sees = (count: number) => until(`${count} figures`, () => seen.length === count);
  return { clock, asked, seen, sees, end };
}

const bitrate = (figures: LinkFigures | undefined) =>
  figures?.streams.find(({ key }) => key === "IV1")?.bitrate;

test("figures come at once and every two seconds, with rates from the second on", async () => {
  const { clock, asked, seen, sees } = follow(running(1), running(3), running(5));
  await sees(1);
  assert.equal(seen[0]?.path?.roundTrip, 42);
  assert.equal(bitrate(seen[0]), undefined);
  clock.elapse(reportTimes.figures - 1);
  await quiet();
  assert.equal(seen.length, 1);
  clock.elapse(1);
  await sees(2);
  clock.elapse(reportTimes.figures);
  await sees(3);
  assert.deepEqual(seen.slice(1).map(bitrate), [1_000_000, 1_000_000]);
  assert.deepEqual(asked, [7, 7, 7]);
});

test("without a connection there are no figures, and its rates begin anew once there is one again", async () => {
  const { clock, seen, sees } = follow(running(1), undefined, running(5));
  for (const count of [1, 2, 3]) {
    await sees(count);
    clock.elapse(reportTimes.figures);
  }
  assert.equal(seen[1], undefined);
  assert.notEqual(seen[2]?.path, undefined);
  assert.equal(bitrate(seen[2]), undefined);
});

test("nothing is looked at or seen once it was ended, not even what was on its way", async () => {
  const one = follow(running(1), running(3));
  await one.sees(1);
  one.end();
  assert.equal(one.clock.pending, 0);
  const other = follow(running(1));
  other.end();
  await quiet();
  assert.deepEqual(other.seen, []);
  assert.equal(other.clock.pending, 0);
});

const time = "2026-11-22T21:00:00Z";

function lines(report: string, ...wanted: string[]): void {
  for (const line of wanted) assert.ok(report.split("\n").includes(line), `${line} is not in\n${report}`);
}

test("the report tells of servers, sources and each person, and nothing of who or where", async () => {
  const [zoe, max] = [person(1), person(2)];
  zoe.connection.value = "connected";
  const failed = snapshot({ entries: [...candidates("local", "host"), ...candidates("remote", "host")] });
  const links = new Map([
    [1, running(3)],
    [2, failed],
  ]);
  const { page, connections } = setUpConnections({
    people: [zoe, max],
    link: key => Promise.resolve(links.get(key)),
    iceServers: [{ urls: "stun:stun.example", username: "Mallory", credential: "f00dfeed" }],
  });
  max.presence.value = "held";
  max.connection.value = "failed";
  page.config = () => Promise.resolve("keks-meet 1.2.3\n");
  const report = await connectionReport(connections, time);
  lines(report, `time: ${time}`, "server: keks-meet 1.2.3", "browser: Test 1.0", "room: joined");
  lines(report, "stun: configured, turn: none", "own: microphone on, camera off, screen off");
  lines(report, "person 1", "  present, connected, likely cause: none");
  lines(report, "person 2", "  held, failed, likely cause: no_relay", "  path: none");
  for (const word of [...secretWords, "Zoe", "tea", "stun.example"]) assert.ok(!report.includes(word), word);
});

test("outside of a room, and without the server, the report tells that", async () => {
  const { page, model, connections } = setUpConnections({
    people: [person(1)],
    link: undefined,
    iceServers: [{ urls: "turns:turn.example" }],
  });
  model.value = undefined;
  page.config = () => Promise.reject(new Error("out of reach"));
  const report = await connectionReport(connections, time);
  lines(report, "server: unknown", "room: left", "stun: none, turn: configured");
  assert.doesNotMatch(report, /person/);
});

test("who is there without a connection is in the report, and a long version is cut", async () => {
  const { page, connections } = setUpConnections({ people: [person(1)], link: undefined });
  page.config = () => Promise.resolve(` ${"v".repeat(200)}`);
  const report = await connectionReport(connections, time);
  lines(report, `server: ${"v".repeat(100)}`, "  present, none, likely cause: none", "  no peer connection");
});

test("the version is asked for where the server has it, and not waited for without end", async () => {
  const { page, connections } = setUpConnections({ people: [], link: undefined });
  const asked: unknown[] = [];
  page.fetchText = (...what: unknown[]) => Promise.resolve(String(asked.push(what)));
  await connectionReport(connections, time);
  assert.deepEqual(asked, [["version", reportTimes.version]]);
});
