// SPDX-License-Identifier: AGPL-3.0-only
/** The browser's peer connections and capture devices. */
import type { MediaSource, PeerConnectionFactory } from "./types";

export const browserPeerConnections: PeerConnectionFactory = iceServers => {
  try {
    return new RTCPeerConnection({ iceServers: [...iceServers] });
  } catch {
    // A configured server that this browser does not accept must not end calls that need none.
    return new RTCPeerConnection();
  }
};

export const browserMedia: MediaSource = {
  microphone: () => navigator.mediaDevices.getUserMedia({ audio: true }),
  camera: () =>
    navigator.mediaDevices.getUserMedia({ video: { width: { ideal: 1280 }, height: { ideal: 720 } } }),
  screen: () => navigator.mediaDevices.getDisplayMedia({ video: true, audio: true }),
  emptyStream: () => new MediaStream(),
};
