// SPDX-License-Identifier: AGPL-3.0-only
/** What the settings show: every preference, in groups, each with the kind of values that its control needs. */
import { definitions, preferenceKeys, type Definition, type PreferenceKey } from "../preferences/definitions";
import type { Shape } from "../preferences/values";

export const groups = ["you", "sound", "picture", "joining", "messages", "rooms", "keys", "expert"] as const;

export type Group = (typeof groups)[number];

/** In the order in which a group shows them. */
export const groupOf: Readonly<Record<PreferenceKey, Group>> = {
  username: "you",
  language: "you",
  microphone_device: "sound",
  speaker_device: "sound",
  push_to_talk: "sound",
  rnnoise: "sound",
  native_noise_suppression: "sound",
  microphone_gain: "sound",
  auto_gain_control: "sound",
  echo_cancellation: "sound",
  audio_activity_threshold: "sound",
  camera_device: "picture",
  video_resolution: "picture",
  video_fps: "picture",
  camera_facing_mode: "picture",
  self_view: "picture",
  microphone_enabled: "joining",
  camera_enabled: "joining",
  screencast_enabled: "joining",
  optional_audio_default_enable: "joining",
  optional_video_default_enable: "joining",
  enable_onbeforeunload: "joining",
  notify_chat: "messages",
  notify_join: "messages",
  notify_leave: "messages",
  image_view_popup: "messages",
  room_watches: "rooms",
  warn_redirect: "rooms",
  shortcuts: "keys",
  shortcut_keys: "keys",
  webrtc_debug: "expert",
};

export interface Setting {
  readonly key: PreferenceKey;
  readonly shape: Shape;
  /** It may be left to the browser. */
  readonly optional: boolean;
}

export function settingsOf(group: Group): readonly Setting[] {
  const order = Object.keys(groupOf);
  return preferenceKeys
    .filter(key => groupOf[key] === group)
    .sort((one, other) => order.indexOf(one) - order.indexOf(other))
    .map(key => {
      const { shape, optional } = (definitions[key] as Definition<unknown>).kind;
      return { key, shape, optional: optional === true };
    });
}
