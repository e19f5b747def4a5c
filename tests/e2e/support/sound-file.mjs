// SPDX-License-Identifier: AGPL-3.0-only
import { writeFile } from "node:fs/promises";

const rate = 48_000;

/** Writes seconds of sound as a WAV file (RIFF, 16 bits, one channel), which Chromium plays for ever as its microphone. */
async function writeSound(file, seconds, sample) {
  const count = rate * seconds;
  const bytes = Buffer.alloc(44 + count * 2);
  bytes.write("RIFF", 0);
  bytes.writeUInt32LE(36 + count * 2, 4);
  bytes.write("WAVEfmt ", 8);
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(1, 20); // PCM
  bytes.writeUInt16LE(1, 22);
  bytes.writeUInt32LE(rate, 24);
  bytes.writeUInt32LE(rate * 2, 28);
  bytes.writeUInt16LE(2, 32);
  bytes.writeUInt16LE(16, 34);
  bytes.write("data", 36);
  bytes.writeUInt32LE(count * 2, 40);
  for (let index = 0; index < count; index++) {
    const value = Math.max(-1, Math.min(1, sample(index / rate)));
    bytes.writeInt16LE(Math.round(value * 32767), 44 + index * 2);
  }
  await writeFile(file, bytes);
}

/** Noise as a fan makes it: white, the same at every run, through a low-pass of 2.7 kHz; about -28 dB. */
export function writeNoise(file) {
  const random = sameRandom();
  let last = 0;
  return writeSound(file, 4, () => (last = 0.7 * last + 0.3 * 0.16 * (2 * random() - 1)));
}

/** From 0 to 1, in the same order at every run (Marsaglia, 2003: xorshift). */
function sameRandom() {
  let state = 2_463_534_242;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

/** Vowels: the first three formants of each in hertz (Peterson and Barney, 1952, men). */
const vowels = [
  [730, 1090, 2440],
  [270, 2290, 3010],
  [570, 840, 2410],
  [530, 1840, 2480],
];
const widths = [80, 100, 140];

/** Something like a voice: the harmonics of a pitch that moves, shaped by formants, four syllables a second. */
export function writeVoice(file) {
  let phase = 0;
  return writeSound(file, 4, time => {
    const pitch = 125 + 20 * Math.sin(2 * Math.PI * 0.75 * time);
    phase += (2 * Math.PI * pitch) / rate;
    const formants = vowels[Math.floor(time * 4) % vowels.length];
    const syllable = Math.sin(Math.PI * ((time * 4) % 1)) ** 0.7;
    let sum = 0;
    for (let harmonic = 1; harmonic * pitch < 4000; harmonic++) {
      const strength = formants.reduce(
        (most, formant, index) =>
          Math.max(most, resonance(harmonic * pitch, formant, widths[index]) / (index + 1)),
        0.01,
      );
      sum += (strength * Math.sin(harmonic * phase)) / Math.sqrt(harmonic);
    }
    return 0.22 * syllable * sum;
  });
}

function resonance(frequency, formant, width) {
  return 1 / (1 + ((frequency - formant) / width) ** 2);
}
