// SPDX-License-Identifier: AGPL-3.0-only
/** The browser's peer connections and capture devices. */
import type { Device, DeviceKind, MediaSource } from "./media";
import type { PeerConnectionFactory } from "./types";

export const browserPeerConnections: PeerConnectionFactory = iceServers => {
  try {
    return new RTCPeerConnection({ iceServers: [...iceServers] });
  } catch {
    // A configured server that this browser does not accept must not end calls that need none.
    return new RTCPeerConnection();
  }
};

const capture = () => import("./browser-capture");

const deviceKinds: Readonly<Record<MediaDeviceKind, DeviceKind>> = {
  audioinput: "microphone",
  videoinput: "camera",
  audiooutput: "speaker",
};

export const browserMedia: MediaSource = {
  microphone: async wish => (await capture()).microphone(wish),
  camera: async wish => (await capture()).camera(wish),
  screen: async wish => (await capture()).screen(wish),
  adjust: async (kind, track, wish) => (await capture()).adjust(kind, track, wish),
  emptyStream: () => new MediaStream(),
  openSound: async () => (await import("./browser-sound")).openSound(),
  still: async stream => (await import("./still")).takeStill(stream),
  async devices() {
    const found = await navigator.mediaDevices.enumerateDevices();
    return found.map((one): Device => ({ kind: deviceKinds[one.kind], id: one.deviceId, label: one.label }));
  },
  onDevicesChange: run => navigator.mediaDevices.addEventListener("devicechange", run),
  get choosesSpeaker() {
    return typeof (HTMLMediaElement.prototype as Partial<HTMLMediaElement>).setSinkId === "function";
  },
};
