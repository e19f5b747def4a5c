// SPDX-License-Identifier: AGPL-3.0-only
import { momentOf, newPage } from "./page.mjs";

/** What the first visit to a room costs: bytes and requests by HTTP, and the time until the room is joined. */
export async function firstLoad(browser, url) {
  const { page, close } = await newPage(browser);
  const session = await page.context().newCDPSession(page);
  const counted = { bytes: 0, requests: 0 };
  await session.send("Network.enable");
  session.on("Network.requestWillBeSent", ({ request }) => {
    if (/^http/.test(request.url)) counted.requests++;
  });
  session.on("Network.loadingFinished", ({ encodedDataLength }) => (counted.bytes += encodedDataLength));
  await page.goto(url);
  const joined = await momentOf(page, "joined");
  await page.waitForLoadState("networkidle");
  await close();
  return { ...counted, joined };
}
