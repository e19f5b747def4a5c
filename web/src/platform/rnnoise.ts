// SPDX-License-Identifier: AGPL-3.0-only
/** RNNoise (Valin, 2018: a recurrent network that tells speech from noise) as a node of Web Audio. */
import { loadRnnoise, RnnoiseWorkletNode } from "@sapphi-red/web-noise-suppressor";
import worklet from "@sapphi-red/web-noise-suppressor/rnnoiseWorklet.js?url";
import simd from "@sapphi-red/web-noise-suppressor/rnnoise_simd.wasm?url";
import plain from "@sapphi-red/web-noise-suppressor/rnnoise.wasm?url";

/** The files of the build stand beside this one. */
const besides = (file: string): string => new URL(file, import.meta.url).href;

/** One for each context. Rejects where the files cannot be loaded or the browser does not run them. The context must have 48 kHz. */
export async function createNoiseRemoval(context: AudioContext): Promise<AudioNode> {
  const wasmBinary = await load(context);
  const node = new RnnoiseWorkletNode(context, { maxChannels: 1, wasmBinary });
  node.channelCount = 1;
  node.channelCountMode = "explicit";
  return node;
}

async function load(context: AudioContext): Promise<ArrayBuffer> {
  const [binary] = await Promise.all([
    loadRnnoise({ url: besides(plain), simdUrl: besides(simd) }),
    context.audioWorklet.addModule(besides(worklet)),
  ]);
  // In the worklet nobody would hear of a failure, and the microphone would be silent.
  await WebAssembly.compile(binary);
  return binary;
}
