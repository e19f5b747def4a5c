// SPDX-License-Identifier: AGPL-3.0-only
/** Below a path of somebody else's site, behind nginx, everything works, and nothing is asked for outside that path. */
import assert from "node:assert/strict";
import { framesAdvance } from "./support/media.mjs";
import { Nginx } from "./support/nginx.mjs";
import { newSecret } from "./support/scene.mjs";
import { storyteller } from "./support/story.mjs";

const story = storyteller();

story("From the start page below /meet/ to a call, and not one request outside it", async scene => {
  const nginx = await Nginx.inFrontOf(scene);
  const alice = await scene.somebody("Alice");
  await alice.page.goto(nginx.url);
  await alice.button("Join").click();
  await alice.page.waitForURL(`${nginx.url}room#*`);
  const secret = new URL(alice.page.url()).hash.slice(1);
  const bob = await scene.enters("Bob", { url: nginx.url, secret });
  await alice.meets(bob);
  await bob.writes("how do you like it here?");
  await alice.reads(bob, "how do you like it here?");
  await bob.turnOn("Camera");
  await framesAdvance(await alice.show("camera", bob));
  await assertAllBelow(nginx, alice, bob);
});

story("An old link below /meet/ leads to the room, and the start page is one link away", async scene => {
  const nginx = await Nginx.inFrontOf(scene);
  const secret = newSecret("attic");
  const alice = await scene.somebody("Alice");
  await alice.page.goto(`${nginx.url}room/${encodeURIComponent(secret)}`);
  await alice.isTold("You used an old link", "showed the room’s secret to the server");
  assert.ok(alice.page.url().startsWith(`${nginx.url}room#`), alice.page.url());
  await alice.leaves();
  await alice.page.getByRole("link", { name: "To the start page" }).click();
  await alice.page.waitForURL(nginx.url);
  await assertAllBelow(nginx, alice);
});

async function assertAllBelow(nginx, ...people) {
  const { host } = new URL(nginx.url);
  for (const url of people.flatMap(person => person.requests)) {
    const address = new URL(url);
    assert.equal(address.host, host);
    assert.ok(address.pathname.startsWith("/meet/"), url);
  }
  for (const target of await nginx.requests()) assert.ok(target.startsWith("/meet/"), target);
}
