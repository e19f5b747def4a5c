// SPDX-License-Identifier: AGPL-3.0-only
/** The browser's own clock, randomness, socket, storage and page. */
import type { Capabilities, Clock, KeepScreenOn, OpenSocket, Page, Random, Store } from "./types";

export const browserClock: Clock = {
  now: () => Date.now(),
  after(delay, run) {
    const timer = window.setTimeout(run, delay);
    return () => window.clearTimeout(timer);
  },
};

export const browserRandom: Random = {
  bytes: length => crypto.getRandomValues(new Uint8Array(length)),
  unit: () => Math.random(),
};

/** Sockets to `relative`, seen from this page, at the same host and below the same path. */
export function browserSockets(relative: string): OpenSocket {
  return events => {
    const url = new URL(relative, location.href);
    url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
    url.hash = "";
    const socket = new WebSocket(url);
    socket.onclose = () => events.closed();
    socket.onmessage = (event: MessageEvent<unknown>) => {
      if (typeof event.data === "string") events.text(event.data);
    };
    return {
      send: frame => socket.send(frame),
      close() {
        socket.onclose = socket.onmessage = null;
        socket.close(1000);
      },
      get buffered() {
        return socket.bufferedAmount;
      },
    };
  };
}

export const browserStore: Store = {
  get(key) {
    try {
      return localStorage.getItem(key) ?? undefined;
    } catch {
      return undefined; // Forbidden by the browser's settings: nothing is remembered.
    }
  },
  set(key, value) {
    try {
      localStorage.setItem(key, value);
    } catch {
      // Full or forbidden: the value lives as long as the page.
    }
  },
  remove(key) {
    try {
      localStorage.removeItem(key);
    } catch {
      // Forbidden: nothing was remembered.
    }
  },
  onChange: run =>
    window.addEventListener("storage", event => {
      // Other areas than localStorage report here as well.
      if (event.storageArea === null || isLocalStorage(event.storageArea)) run(event.key ?? undefined);
    }),
};

function isLocalStorage(area: Storage): boolean {
  try {
    return area === localStorage;
  } catch {
    return false;
  }
}

export function browserCapabilities(): Capabilities {
  const secureContext = window.isSecureContext;
  const mediaDevices = navigator.mediaDevices as MediaDevices | undefined;
  return {
    secureContext,
    webCrypto: (globalThis.crypto as Crypto | undefined)?.subtle !== undefined,
    webRtc: typeof RTCPeerConnection === "function",
    devices: typeof mediaDevices?.getUserMedia === "function",
    screen: typeof mediaDevices?.getDisplayMedia === "function",
  };
}

/** As ui/style/fit.css has it. */
const wide = window.matchMedia("(min-width: 46rem)");

export const browserPage: Page = {
  hash: () => location.hash,
  rewriteHash: hash => history.replaceState(history.state, "", hash),
  onHashChange: run => window.addEventListener("hashchange", run),
  onOnline: run => window.addEventListener("online", run),
  onHide: run => window.addEventListener("pagehide", run),
  promptBeforeLeaving(on) {
    // Only while it has something to ask: browsers keep no page for a return that listens.
    if (on) window.addEventListener("beforeunload", prompt);
    else window.removeEventListener("beforeunload", prompt);
  },
  onReturn: run =>
    window.addEventListener("pageshow", event => {
      if (event.persisted) run();
    }),
  isHidden: () => document.visibilityState === "hidden",
  onVisibilityChange: run => document.addEventListener("visibilitychange", run),
  url: relative => new URL(relative, location.href).href,
  go: relative => location.assign(relative),
  replace: relative => location.replace(relative),
  setTitle(title) {
    document.title = title;
  },
  languages: () => navigator.languages,
  onLanguageChange: run => window.addEventListener("languagechange", run),
  setLanguage(tag) {
    document.documentElement.lang = tag;
  },
  async fetchText(relative, timeout) {
    const response = await fetch(relative, { cache: "no-cache", signal: abortAfter(timeout) });
    if (!response.ok) throw new Error(`${relative}: ${response.status}`);
    return response.text();
  },
  userAgent: () => navigator.userAgent,
  touchPoints: () => navigator.maxTouchPoints,
  isWide: () => wide.matches,
  onWidthChange: run => wide.addEventListener("change", run),
};

function prompt(event: BeforeUnloadEvent): void {
  event.preventDefault();
  // Chromium before 119 asks for no other reason.
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  event.returnValue = true;
}

/** undefined where the browser has none, as on a page that is not secure. */
export function browserKeepScreenOn(): KeepScreenOn | undefined {
  const { wakeLock } = navigator as Partial<Navigator>;
  if (wakeLock === undefined) return undefined;
  return async () => {
    const lock = await wakeLock.request("screen");
    return () => void lock.release();
  };
}

function abortAfter(timeout: number): AbortSignal {
  const abort = new AbortController();
  window.setTimeout(() => abort.abort(), timeout);
  return abort.signal;
}
