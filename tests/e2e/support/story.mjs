// SPDX-License-Identifier: AGPL-3.0-only
import { after, before, test } from "node:test";
import { firefoxLack, launchBrowser, launchFirefox } from "./browser.mjs";
import { Scene } from "./scene.mjs";
import { Server } from "./server.mjs";

/**
 * One browser and one server for a test file, ended with it. Returns `story(sentence, act)`, a test whose `act` gets a
 * fresh Scene, with a Firefox beside the Chromium if asked for: then it is left out where that cannot be driven. It
 * also fails if any page had an error that the test did not expect, and then keeps the evidence.
 */
export function storyteller({ withFirefox = false, ...browserOptions } = {}) {
  const shared = {};
  const lack = withFirefox ? firefoxLack() : undefined;
  before(async () => {
    shared.server = await Server.start();
    shared.browser = await launchBrowser(browserOptions);
    if (withFirefox && lack === undefined) shared.firefox = await launchFirefox();
  });
  after(async () => {
    await shared.firefox?.close();
    await shared.browser?.close();
    await shared.server?.stop();
  });
  return (sentence, act, { timeout = 120_000 } = {}) =>
    test(sentence, { timeout, skip: lack ?? false }, () =>
      tell(new Scene(shared.browser, shared.server, shared.firefox), sentence, act),
    );
}

/** Lets a scene act, and ends it. The first error is the one that counts, whatever goes wrong after it. */
export async function tell(scene, sentence, act) {
  try {
    await act(scene);
    scene.assertNoErrors();
  } catch (error) {
    const { folder, failures } = await scene.keepEvidence(sentence);
    console.error(`Evidence of "${sentence}" is in ${folder}`);
    for (const failure of failures) console.error("Evidence that could not be had:", failure);
    await scene.close().catch(failure => console.error("The scene did not end:", failure));
    throw error;
  }
  await scene.close();
}
