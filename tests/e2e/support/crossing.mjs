// SPDX-License-Identifier: AGPL-3.0-only
import { until } from "./until.mjs";

/** A sealed request is longer, and what comes back of a client's probe of its connection is shorter. */
const requestLength = 100;

/**
 * Two people, each behind a proxy of their own, do something that makes each want something of the other. What they
 * say to each other then is held up such that both have sent an offer before either sees that of the other.
 * Resolves to what `act` resolves to. Their connection must be at rest before.
 */
export async function crossOffers(proxies, people, act) {
  for (const proxy of proxies) proxy.hold();
  const result = await act();
  await until("both requests are under way", () => proxies.every(proxy => proxy.heldBytes > requestLength));
  for (const proxy of proxies) proxy.passHeld();
  await until("both have sent an offer", async () =>
    (await Promise.all(people.map(hasOffered))).every(Boolean),
  );
  for (const proxy of proxies) proxy.release();
  return result;
}

function hasOffered(person) {
  return person.page.evaluate(() =>
    keksTest.connections.some(connection => connection.signalingState === "have-local-offer"),
  );
}
