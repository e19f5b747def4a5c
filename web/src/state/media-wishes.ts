// SPDX-License-Identifier: AGPL-3.0-only
/** What the preferences ask of microphones, cameras and screens. */
import type { PreferenceKey } from "../preferences/definitions";
import type { Preferences } from "../preferences/preferences";
import type { MediaWishes, SourceKind } from "../resources/own-source";

export function mediaWishes(preferences: Preferences): MediaWishes {
  const picture = () => ({
    device: undefined,
    facing: undefined,
    lines: preferences.get("video_resolution"),
    fps: preferences.get("video_fps"),
  });
  return {
    microphone: () => ({
      device: chosenDevice(preferences.get("microphone_device")),
      noiseSuppression: preferences.get("native_noise_suppression"),
      autoGain: preferences.get("auto_gain_control"),
      echoCancellation: preferences.get("echo_cancellation"),
    }),
    camera: () => ({
      ...picture(),
      device: chosenDevice(preferences.get("camera_device")),
      facing: preferences.get("camera_facing_mode"),
    }),
    screen: picture,
    sound: () => ({ gain: preferences.get("microphone_gain"), removeNoise: preferences.get("rnnoise") }),
  };
}

/** The preference that starts a source when a room is entered. */
export const startKeys: Readonly<Record<SourceKind, PreferenceKey & `${string}_enabled`>> = {
  microphone: "microphone_enabled",
  camera: "camera_enabled",
  screen: "screencast_enabled",
};

/** A device is kept as its id, a space, and its label, which tells people what the id cannot. */
export function chosenDevice(text: string): string | undefined {
  const [id = ""] = text.split(" ", 1);
  return id === "" ? undefined : id;
}

export function deviceText({ id, label }: { readonly id: string; readonly label: string }): string {
  return `${id} ${label}`;
}
