// SPDX-License-Identifier: AGPL-3.0-only
/** The start page: makes a room. */
import { render } from "preact";
import { browserPage, browserRandom } from "./platform/browser";
import { StartModel } from "./state/start-model";
import { StartPage } from "./ui/start-page";

const start = new StartModel(browserRandom, browserPage);
render(<StartPage start={start} />, document.body.querySelector("#app") ?? document.body);
