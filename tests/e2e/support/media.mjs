// SPDX-License-Identifier: AGPL-3.0-only
import { until, untilAbove } from "./until.mjs";

const decodedFrames = element => element.getVideoPlaybackQuality().totalVideoFrames;

/** The picture is there and its frames go on: asked until they grow, twice. */
export async function framesAdvance(picture, options) {
  await picture.waitFor();
  let frames = 0;
  for (let round = 0; round < 2; round++) {
    frames = await untilAbove("frames advance", frames + 2, () => picture.evaluate(decodedFrames), options);
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

/** How many peer connections the page has made, and the states of those, in order. */
export function connectionStates(person) {
  return person.page.evaluate(() => keksTest.connections.map(connection => connection.connectionState));
}

/** Nobody waits for an answer, and nobody has failed. */
export function settled(...people) {
  return until("every connection is stable and connected", async () => {
    const states = await Promise.all(people.map(signalling));
    return states.flat().every(state => state === "stable connected");
  });
}

function signalling(person) {
  return person.page.evaluate(() =>
    keksTest.connections
      .filter(connection => connection.signalingState !== "closed")
      .map(connection => `${connection.signalingState} ${connection.connectionState}`),
  );
}
