// SPDX-License-Identifier: AGPL-3.0-only
/**
 * Every preference: what values it has, which one without a choice, and what a link may do with it. A new one also gets
 * a group (state/settings-groups.ts), and its label and help in each language (i18n/settings).
 */
import { firstVisible, oneLine } from "../protocol/decode";
import { limits } from "../protocol/limits";
import { joinRoomWatches } from "../protocol/room-watches";
import { formatShortcuts, defaultShortcuts, parseShortcuts } from "./shortcuts";
import { flag, numberFrom, oneOf, optional, textThat, type Kind } from "./values";

/**
 * What the parameter of a link does. `set`: it holds for as long as the page is open. `ask`: a visitor is asked before
 * it comes true, because it would start a device. `ignore`: the choice is about this visitor's own machine.
 */
export type LinkPower = "set" | "ask" | "ignore";

export interface Definition<Value> {
  readonly kind: Kind<Value>;
  readonly fallback: Value;
  readonly link: LinkPower;
  /** Whether it outlives the page once it was set. */
  readonly kept: boolean;
  /** Of a list: what the user chose, and what a link adds to it, as one. Without it, what a link says replaces. */
  join?(chosen: Value, linked: Value): Value;
}

function preference<Value>(
  kind: Kind<Value>,
  fallback: NoInfer<Value>,
  options: Partial<Omit<Definition<Value>, "kind" | "fallback">> = {},
): Definition<Value> {
  return { kind, fallback, link: "set", kept: true, ...options };
}

const username = textThat("a name that shows something", text => {
  const name = oneLine(text, limits.nameLength);
  return name === undefined || firstVisible(name) === undefined ? undefined : name;
});

const device = textThat("the id of a device, a space, and its label", text =>
  oneLine(text, limits.deviceLength),
);

const watches = textThat("rooms as name=secret, with semicolons between", text =>
  text.length <= limits.watchesLength ? text : undefined,
);

const shortcutKeys = textThat("keys as microphone=m,r;camera=c, no key for two things", text => {
  const shortcuts = parseShortcuts(text);
  return shortcuts === undefined ? undefined : formatShortcuts(shortcuts);
});

export const definitions = {
  /** An empty one is replaced by a guest's name at the first visit. */
  username: preference(username, ""),
  /** `auto` follows the browser. */
  language: preference(oneOf("auto", "en", "de", "es", "ja", "fr"), "auto"),
  /** Set by the server's redirect from the address format that showed it the room's secret. */
  warn_redirect: preference(flag, false, { kept: false }),
  /** An image of the chat opens above the page, and otherwise in a tab of its own. */
  image_view_popup: preference(flag, true),
  webrtc_debug: preference(flag, false),

  microphone_enabled: preference(flag, false, { link: "ask" }),
  screencast_enabled: preference(flag, false, { link: "ask" }),
  camera_enabled: preference(flag, false, { link: "ask" }),

  rnnoise: preference(flag, true),
  native_noise_suppression: preference(flag, false),
  /** A factor: 1 leaves the microphone as loud as it is. */
  microphone_gain: preference(numberFrom(0, 10), 1),
  /** Frames for each second. */
  video_fps: preference(optional(numberFrom(1, 240)), undefined),
  /** Lines of the picture: 720 is 1280 by 720. */
  video_resolution: preference(optional(numberFrom(90, 4320)), undefined),
  camera_facing_mode: preference(optional(oneOf("environment", "user")), undefined),
  auto_gain_control: preference(optional(flag), undefined),
  echo_cancellation: preference(optional(flag), undefined),
  /** Root mean square of the signal, where 1 is full scale, from which on somebody counts as speaking. */
  audio_activity_threshold: preference(numberFrom(0, 1), 0.003),

  /** Silence, but for as long as the key is held. */
  push_to_talk: preference(flag, false, { link: "ignore" }),
  /** Chosen devices of this machine: id, a space, label; empty for what the browser takes. */
  microphone_device: preference(device, "", { link: "ignore" }),
  camera_device: preference(device, "", { link: "ignore" }),
  speaker_device: preference(device, "", { link: "ignore" }),

  /** Where one's own camera is seen: floating above another's picture, or among all; auto floats with one other. */
  self_view: preference(oneOf("auto", "grid", "floating", "hidden"), "auto"),
  optional_audio_default_enable: preference(flag, true),
  optional_video_default_enable: preference(flag, false),

  notify_chat: preference(flag, true),
  notify_join: preference(flag, true),
  notify_leave: preference(flag, true),
  /** Asks before the page is left while something is shared. */
  enable_onbeforeunload: preference(flag, true),
  /**
   * Known rooms: `name=secret`, with semicolons between. The list is stored as a whole when something in it changes, so
   * that one of a link must not stand in its place.
   */
  room_watches: preference(watches, "public", { join: joinRoomWatches }),
  /** Whether keys do what buttons do, and which. */
  shortcuts: preference(flag, true),
  shortcut_keys: preference(shortcutKeys, formatShortcuts(defaultShortcuts), { link: "ignore" }),
} as const;

type Definitions = typeof definitions;

export type PreferenceKey = keyof Definitions;

export type PreferenceValues = {
  readonly [Key in PreferenceKey]: Definitions[Key] extends Definition<infer Value> ? Value : never;
};

export const preferenceKeys = Object.keys(definitions) as readonly PreferenceKey[];

export function isPreference(key: string): key is PreferenceKey {
  return Object.hasOwn(definitions, key);
}
