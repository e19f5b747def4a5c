// SPDX-License-Identifier: AGPL-3.0-only

/**
 * Runs in every page before its own scripts: keeps the peer connections that the page makes, so that tests can ask
 * for their statistics, what it asked of them, the screens that it captured and how it asked for them, and all that
 * its live region ever said; and turns what the Content-Security-Policy blocked into console errors.
 */
export function instrument() {
  const connections = [];
  const announced = [];
  const calls = [];
  const screens = [];
  const screenOptions = [];
  Object.defineProperty(window, "keksTest", {
    value: { connections, announced, calls, screens, screenOptions },
  });
  const devices = navigator.mediaDevices;
  const capture = devices?.getDisplayMedia?.bind(devices);
  if (capture !== undefined) {
    devices.getDisplayMedia = async options => {
      screenOptions.push(options);
      const stream = await capture(options);
      screens.push(...stream.getTracks());
      return stream;
    };
  }
  new MutationObserver(() => {
    const text = document.querySelector("[role=status]")?.textContent ?? "";
    if (text !== "" && text !== announced.at(-1)) announced.push(text);
  }).observe(document, { childList: true, subtree: true, characterData: true });
  document.addEventListener("securitypolicyviolation", event => {
    console.error(`securitypolicyviolation: ${event.effectiveDirective} ${event.blockedURI} ${event.sample}`);
  });
  window.RTCPeerConnection = new Proxy(window.RTCPeerConnection, {
    construct(target, args, newTarget) {
      const connection = Reflect.construct(target, args, newTarget);
      connections.push(connection);
      return connection;
    },
  });
  for (const name of [
    "setLocalDescription",
    "setRemoteDescription",
    "addIceCandidate",
    "restartIce",
    "close",
  ]) {
    const original = RTCPeerConnection.prototype[name];
    RTCPeerConnection.prototype[name] = function (...args) {
      const { type = "", candidate = "" } = args[0] ?? {};
      const call = [Math.round(performance.now()), connections.indexOf(this), name, type, candidate];
      calls.push(call);
      const result = original.apply(this, args);
      result?.then(
        () => call.push(`done ${Math.round(performance.now())} ${this.signalingState}`),
        error => call.push(String(error)),
      );
      return result;
    };
  }
}
