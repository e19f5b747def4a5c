// SPDX-License-Identifier: AGPL-3.0-only
/** What the preferences ask of microphones, cameras and screens. */
import type { Preferences } from "../preferences/preferences";
import type { MediaWishes } from "../resources/own-source";
import { chosenDevice } from "./chosen-device";

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
