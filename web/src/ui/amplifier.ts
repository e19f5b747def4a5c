// SPDX-License-Identifier: AGPL-3.0-only
/** Louder than it was sent, which a media element cannot do by itself. Loaded when somebody wants it. */

let shared: AudioContext | undefined;

/** Plays the sound of `stream` `gain` times as loud in place of the element, until what it returns is called. */
export function amplify(element: HTMLMediaElement, stream: MediaStream, gain: number): () => void {
  shared ??= new AudioContext();
  const source = shared.createMediaStreamSource(stream);
  const amplifier = shared.createGain();
  amplifier.gain.value = gain;
  source.connect(amplifier).connect(shared.destination);
  void shared.resume();
  // The element goes on playing: Chromium pulls the sound of a remote stream only then.
  element.muted = true;
  return () => {
    source.disconnect();
    amplifier.disconnect();
    element.muted = false;
  };
}
