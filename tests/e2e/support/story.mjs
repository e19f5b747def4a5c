// SPDX-License-Identifier: AGPL-3.0-only
import { after, before, test } from "node:test";
import { launchBrowser } from "./browser.mjs";
import { Scene } from "./scene.mjs";
import { Server } from "./server.mjs";

/**
 * One browser and one server for a test file, ended with it. Returns `story(sentence, act)`, a test whose `act` gets a
 * fresh Scene; it also fails if any page had an error that the test did not expect, and then keeps the evidence.
 */
export function storyteller(browserOptions = {}) {
  const shared = {};
  before(async () => {
    shared.server = await Server.start();
    shared.browser = await launchBrowser(browserOptions);
  });
  after(async () => {
    await shared.browser?.close();
    await shared.server?.stop();
  });
  return (sentence, act, { timeout = 120_000 } = {}) =>
    test(sentence, { timeout }, () => tell(new Scene(shared.browser, shared.server), sentence, act));
}

async function tell(scene, sentence, act) {
  try {
    await act(scene);
    scene.assertNoErrors();
  } catch (error) {
    console.error(`Evidence of "${sentence}" is in ${await scene.keepEvidence(sentence)}`);
    throw error;
  } finally {
    await scene.close();
  }
}
