// SPDX-License-Identifier: AGPL-3.0-only
/** The start page: makes a room. */
import { render } from "preact";
import {
  browserCapabilities,
  browserClock,
  browserPage,
  browserRandom,
  browserSockets,
  browserStore,
} from "./platform/browser";
import { startTexts } from "./i18n/start/texts";
import { Preferences } from "./preferences/preferences";
import { StartLanguage } from "./state/start-language";
import { StartModel } from "./state/start-model";
import { StartRooms } from "./state/start-rooms";
import { StartPage } from "./ui/start-page";

const start = new StartModel(browserRandom, browserPage);
const preferences = new Preferences(browserStore, browserRandom);
const rooms = new StartRooms({
  page: browserPage,
  clock: browserClock,
  random: browserRandom,
  openSocket: browserSockets("signaling"),
  preferences,
  subtle: browserCapabilities().webCrypto ? crypto.subtle : undefined,
});
const language = new StartLanguage({ page: browserPage, clock: browserClock, preferences });
/** Milliseconds that the page waits for its texts: until then an empty one is better than one in English. */
const longest = 1_500;
const texts = (): Promise<unknown> =>
  Promise.race([startTexts.ready(), new Promise<void>(resolve => browserClock.after(longest, resolve))]);
void language.ready.then(texts).then(() => {
  render(
    <StartPage start={start} rooms={rooms} language={language} />,
    document.querySelector("#app") ?? document.body,
  );
});
rooms.start();
