// SPDX-License-Identifier: AGPL-3.0-only
/** The start page: makes a room. */
import { render } from "preact";
import { browserClock, browserPage, browserRandom, browserStore } from "./platform/browser";
import { Preferences } from "./preferences/preferences";
import { LanguageModel } from "./state/language-model";
import { StartModel } from "./state/start-model";
import { StartPage } from "./ui/start-page";

const start = new StartModel(browserRandom, browserPage);
const language = new LanguageModel({
  page: browserPage,
  clock: browserClock,
  preferences: new Preferences(browserStore, browserRandom),
  failed: () => console.warn("The language could not be loaded; the page stays in English."),
});
void language.ready.then(() => {
  render(<StartPage start={start} />, document.body.querySelector("#app") ?? document.body);
});
