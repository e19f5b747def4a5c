// SPDX-License-Identifier: AGPL-3.0-only
/** The room page: hands the browser to the application. */
import { render } from "preact";
import {
  browserCapabilities,
  browserClock,
  browserKeepScreenOn,
  browserPage,
  browserRandom,
  browserSockets,
  browserStore,
} from "./platform/browser";
import { browserMedia, browserPeerConnections } from "./platform/browser-media";
import { browserNotifications, browserSharing } from "./platform/browser-sharing";
import { changePref } from "./preferences/change-pref";
import { AppModel } from "./state/app-model";
import { loadCompanyParts } from "./ui/later";
import { RoomPage } from "./ui/room-page";

const capabilities = browserCapabilities();
const app = new AppModel({
  capabilities,
  subtle: capabilities.webCrypto ? crypto.subtle : undefined,
  clock: browserClock,
  random: browserRandom,
  openSocket: browserSockets("signaling"),
  peerConnections: capabilities.webRtc ? browserPeerConnections : undefined,
  media: capabilities.devices ? browserMedia : undefined,
  notifications: browserNotifications(),
  sharing: browserSharing(),
  keepScreenOn: browserKeepScreenOn(),
  images: async () => (await import("./platform/browser-images")).browserImages,
  store: browserStore,
  page: browserPage,
  company: async () => (await Promise.all([import("./room/company"), loadCompanyParts()]))[0],
  saver: async () => new (await import("./platform/browser-files")).BrowserSaver(),
  now: () => performance.now(),
});
// For the browser's console, as the documentation has it.
Object.assign(window, { change_pref: changePref(app.preferences) });
app.start();
// Joining goes on meanwhile.
void app.language.ready.then(() => {
  render(<RoomPage app={app} />, document.body.querySelector("#app") ?? document.body);
});
