// SPDX-License-Identifier: AGPL-3.0-only

/**
 * Runs in every page before its own scripts: keeps the peer connections that the page makes, so that tests can ask
 * for their statistics, and turns what the Content-Security-Policy blocked into console errors.
 */
export function instrument() {
  const connections = [];
  Object.defineProperty(window, "keksTest", { value: { connections } });
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
}
