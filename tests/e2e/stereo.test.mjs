// SPDX-License-Identifier: AGPL-3.0-only
/** What a screen plays arrives as it is: one thing at the left, another at the right. */
import assert from "node:assert/strict";
import { DeployedPerson } from "./support/deployed-person.mjs";
import { framesAdvance, soundArrives } from "./support/media.mjs";
import { storyteller } from "./support/story.mjs";
import { until } from "./support/until.mjs";

const story = storyteller();

/** Hertz, far from each other and from what a codec makes of them. */
const tones = { left: 440, right: 1250 };

story("The sound of a screen arrives as stereo, and a microphone beside it stays mono", async scene => {
  const alice = await sharesMusic(scene);
  const bob = await scene.enters("Bob");
  await alice.meets(bob);
  await alice.turnOn("Microphone");
  await soundArrives(bob);
  await alice.turnOn("Share screen");
  const screen = await bob.show("screen", alice);
  await framesAdvance(screen);
  await arrivesApart(screen);
  const [described] = await alice.page.evaluate(() =>
    keksTest.connections
      .filter(({ connectionState }) => connectionState === "connected")
      .map(({ localDescription, remoteDescription }) => [localDescription.sdp, remoteDescription.sdp]),
  );
  assert.equal(described[0].match(/sprop-stereo=1/g).length, 1);
  assert.equal(described[1].match(/;stereo=1/g).length, 1);
  // What is shown, hidden and shown again is described anew each time.
  await bob.hide("screen", alice);
  await arrivesApart(await bob.show("screen", alice));
});

story("A deployed client, which knows nothing of it, hears and sees the screen as before", async scene => {
  const alice = await sharesMusic(scene);
  const dora = await DeployedPerson.enters(scene, "Dora");
  await alice.turnOn("Share screen");
  await framesAdvance(await dora.show(await dora.offered()));
  await until("it hears the screen", () =>
    dora.page.evaluate(async () => {
      const reports = await Promise.all(keksTest.connections.map(connection => connection.getStats()));
      const entries = reports.flatMap(report => [...report.values()]);
      return entries.some(
        ({ type, kind, totalAudioEnergy }) =>
          type === "inbound-rtp" && kind === "audio" && totalAudioEnergy > 0,
      );
    }),
  );
  await dora.assertContent();
});

/** Alice, whose screen plays something else at the left than at the right. */
async function sharesMusic(scene) {
  const alice = await scene.somebody("Alice");
  await alice.page.addInitScript(playMusic, tones);
  await alice.page.goto(scene.roomUrl("Alice"));
  await alice.page.getByText("Connected", { exact: true }).first().waitFor();
  return alice;
}

/** Runs in a page before its own scripts. */
function playMusic({ left, right }) {
  navigator.mediaDevices.getDisplayMedia = async () => {
    const context = new AudioContext();
    const merger = context.createChannelMerger(2);
    for (const [channel, frequency] of [left, right].entries()) {
      const tone = new OscillatorNode(context, { frequency });
      tone.connect(merger, 0, channel);
      tone.start();
    }
    const music = context.createMediaStreamDestination();
    merger.connect(music);
    const canvas = document.createElement("canvas");
    const paint = canvas.getContext("2d");
    setInterval(() => paint.fillRect(Math.random() * 300, Math.random() * 150, 20, 20), 100);
    return new MediaStream([...canvas.captureStream(10).getTracks(), ...music.stream.getTracks()]);
  };
}

/** In each channel its tone is at least 30 dB above the other's. */
async function arrivesApart(picture) {
  await until("the left is not the right", async () => {
    const levels = await picture.evaluate(levelsOf, tones);
    return levels.left.left > levels.left.right + 30 && levels.right.right > levels.right.left + 30;
  });
}

/** In the page: how loud each tone is in each channel of what the element plays, in decibels. */
async function levelsOf(element, tones) {
  const context = new AudioContext();
  const splitter = context.createChannelSplitter(2);
  context.createMediaStreamSource(element.srcObject).connect(splitter);
  const analysers = ["left", "right"].map((side, channel) => {
    const analyser = new AnalyserNode(context, { fftSize: 8192, smoothingTimeConstant: 0 });
    splitter.connect(analyser, channel);
    return [side, analyser];
  });
  const start = context.currentTime;
  while (context.currentTime < start + 0.5) await new Promise(done => setTimeout(done, 50));
  const levels = analysers.map(([side, analyser]) => {
    const bins = new Float32Array(analyser.frequencyBinCount);
    analyser.getFloatFrequencyData(bins);
    const at = tone => Math.max(-200, bins[Math.round((tone * analyser.fftSize) / context.sampleRate)]);
    return [side, { left: at(tones.left), right: at(tones.right) }];
  });
  await context.close();
  return Object.fromEntries(levels);
}
