// SPDX-License-Identifier: AGPL-3.0-only
import assert from "node:assert/strict";
import { until, untilAbove } from "./until.mjs";

/** In the page: how many frames the element has shown. Firefox counts those of a stream as they are painted alone. */
function shownFrames(element) {
  if (!("mozHasAudio" in element)) return element.getVideoPlaybackQuality().totalVideoFrames;
  return new Promise(resolve =>
    element.requestVideoFrameCallback((_, { presentedFrames }) => resolve(presentedFrames)),
  );
}

/** The picture is there and its frames go on: asked until they grow, twice. */
export async function framesAdvance(picture, options) {
  await picture.waitFor();
  let frames = 0;
  for (let round = 0; round < 2; round++) {
    frames = await untilAbove("frames advance", frames + 2, () => picture.evaluate(shownFrames), options);
  }
}

/** Asks for the camera of everybody else, one after the other as one hand does it, until all of them move. */
export async function seesEverybody(person, people) {
  const pictures = [];
  for (const other of people) if (other !== person) pictures.push(await person.show("camera", other));
  await Promise.all(pictures.map(picture => framesAdvance(picture)));
}

/** The sum of one number over the RTP statistics of all connections of a page, closed ones excepted. */
export function rtpSum(person, type, kind, field) {
  return person.page.evaluate(
    async ([type, kind, field]) => {
      const open = keksTest.connections.filter(connection => connection.connectionState !== "closed");
      const reports = await Promise.all(open.map(connection => connection.getStats()));
      const entries = reports.flatMap(report => [...report.values()]);
      return entries
        .filter(entry => entry.type === type && entry.kind === kind)
        .reduce((sum, entry) => sum + (entry[field] ?? 0), 0);
    },
    [type, kind, field],
  );
}

export const sentPackets = (person, kind) => rtpSum(person, "outbound-rtp", kind, "packetsSent");

/** Sound arrives, and it is not silence: bytes and energy grow, twice. */
export async function soundArrives(person) {
  for (const field of ["bytesReceived", "totalAudioEnergy"]) {
    let sum = 0;
    for (let round = 0; round < 2; round++) {
      sum = await untilAbove(`${field} grows`, sum, () => rtpSum(person, "inbound-rtp", "audio", field));
    }
  }
}

/** How loud what a person hears is, over the last second: decibels below full scale. */
export async function loudness(person) {
  const read = () =>
    Promise.all(
      ["totalAudioEnergy", "totalSamplesDuration"].map(field =>
        rtpSum(person, "inbound-rtp", "audio", field),
      ),
    );
  const [energy, duration] = await read();
  const [energyNow, durationNow] = await until("a second has passed", async () => {
    const now = await read();
    return now[1] - duration >= 1 && now;
  });
  return 10 * Math.log10(Math.max(1e-10, (energyNow - energy) / (durationNow - duration)));
}

/** Whether there is anything but silence in what a person hears in the next second: 1 or 0. */
export async function hears(person) {
  return 10 ** ((await loudness(person)) / 10) < 1e-9 ? 0 : 1;
}

/** Bytes of all pictures that a page ever sent. */
export const videoBytes = person => rtpSum(person, "outbound-rtp", "video", "bytesSent");

/** The states of all peer connections that the page ever made, in order. */
export function connectionStates(person) {
  return person.page.evaluate(() => keksTest.connections.map(connection => connection.connectionState));
}

/** Whoever gave way when first offers crossed has closed one connection for another; only one may be open. */
export async function assertOneConnection(...people) {
  for (const person of people) {
    const open = (await connectionStates(person)).filter(state => state !== "closed");
    assert.deepEqual(open, ["connected"], `connections of ${person.name}`);
  }
}

/** Nobody waits for an answer, and nobody has failed. */
export function settled(...people) {
  return until("every connection is stable and connected", async () => {
    const links = (await Promise.all(people.map(negotiated))).flat();
    return links.every(({ state }) => state === "stable connected");
  });
}

/** As above, and what was sent has been negotiated away: nothing is under way any more. */
export function atRest(...people) {
  return until("every connection is stable and connected and carries nothing", async () => {
    const links = (await Promise.all(people.map(negotiated))).flat();
    return links.every(
      ({ state, directions }) => state === "stable connected" && directions.every(one => one === "inactive"),
    );
  });
}

function negotiated(person) {
  return person.page.evaluate(() =>
    keksTest.connections
      .filter(connection => connection.signalingState !== "closed")
      .map(connection => ({
        state: `${connection.signalingState} ${connection.connectionState}`,
        directions: connection.getTransceivers().map(({ currentDirection }) => currentDirection),
      })),
  );
}

/** All that there is to know about the connections of a page, as JSON: for people who look into a failure. */
export async function connectionReport(person) {
  const report = await person.page.evaluate(async () => {
    const states = connection => ({
      signaling: connection.signalingState,
      connection: connection.connectionState,
      ice: connection.iceConnectionState,
      gathering: connection.iceGatheringState,
    });
    const stats = async connection => [...(await connection.getStats()).values()];
    const { connections, calls, announced } = keksTest;
    const reports = connections.map(async one => ({
      ...states(one),
      stats: await stats(one),
    }));
    return { announced, calls, connections: await Promise.all(reports) };
  });
  return JSON.stringify(report, undefined, 1);
}
