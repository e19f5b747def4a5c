// SPDX-License-Identifier: AGPL-3.0-only
/** What the first visit to a room costs, as a browser counts it: with the heads of the answers, compressed as they came. */
import assert from "node:assert/strict";
import { storyteller } from "./support/story.mjs";

const story = storyteller();

const bound = { bytes: 40 * 1024, requests: 6 };

story("A room is there for less than 40 KiB in six requests, all of them to its own server", async scene => {
  const alice = await scene.somebody("Alice");
  const session = await alice.page.context().newCDPSession(alice.page);
  await session.send("Network.enable");
  const urls = [];
  let bytes = 0;
  session.on("Network.requestWillBeSent", ({ request }) => {
    if (/^http/.test(request.url)) urls.push(request.url);
  });
  session.on("Network.loadingFinished", ({ encodedDataLength }) => (bytes += encodedDataLength));
  await alice.page.goto(`${scene.server.url}room#${scene.secret}`);
  await alice.page.getByRole("banner").getByText("Connected", { exact: true }).waitFor();
  await alice.page.waitForLoadState("networkidle");
  assert.ok(bytes > 20_000, `nothing like a client came: ${bytes} bytes`);
  assert.ok(bytes <= bound.bytes, `${bytes} bytes of ${bound.bytes}`);
  assert.ok(urls.length <= bound.requests, urls.join(" "));
  for (const url of urls) assert.ok(url.startsWith(scene.server.url), url);
});
