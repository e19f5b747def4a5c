// SPDX-License-Identifier: AGPL-3.0-only
/** Pictures of the states that no other story keeps, at each width; axe looks at all of them. */
import { downloads, folderOf, saved, shares, slowReads, writeFileOf } from "./support/files.mjs";
import { keeps } from "./support/faultless.mjs";
import { framesAdvance } from "./support/media.mjs";
import { portrayed, showsInCamera } from "./support/portrait.mjs";
import { newSecret } from "./support/scene.mjs";
import { storyteller } from "./support/story.mjs";
import { TcpProxy } from "./support/tcp-proxy.mjs";

const story = storyteller();

story("The start page, and one with known rooms", async scene => {
  const alice = await scene.somebody("Alice");
  await alice.page.goto(scene.server.url);
  await alice.button("Join").waitFor();
  await keeps(alice, "start");
  const list = [1, 2, 3].map(number => `Room ${number}=${newSecret(`room-${number}`)}`).join(";");
  await alice.page.evaluate(list => localStorage.setItem("keks-meet.room_watches", list), list);
  await alice.page.reload();
  await alice.page
    .getByRole("link", { name: /^Room 3/ })
    .getByText("Nobody is there")
    .waitFor();
  await keeps(alice, "start-rooms");
});

story("An empty room, its panels, and the page after it", async scene => {
  const alice = await scene.enters("Alice");
  await keeps(alice, "empty-room", { closeChat: true });
  for (const panel of ["Invite", "Rooms", "Settings"]) {
    await alice.button(panel).first().click();
    await alice.page.getByRole("dialog").waitFor();
    await keeps(alice, panel.toLowerCase());
    await alice.page.keyboard.press("Escape");
    await alice.page.getByRole("dialog").waitFor({ state: "detached" });
  }
  await alice.opensMenu("Microphone");
  await keeps(alice, "device-menu");
  await alice.page.keyboard.press("Escape");
  await alice.leaves();
  await keeps(alice, "left");
});

story("A chat with an image, links and who came and went", async scene => {
  const [alice, bob] = await scene.enter("Alice", "Bob");
  const carol = await scene.enters("Carol");
  await alice.meets(carol);
  await carol.leaves();
  await bob.writes("The map is at https://example.org/a/rather/long/address?with=parameters#and-more");
  await pastesImage(bob);
  await bob.button("Send").click();
  await alice.button("Open: Image from Bob").waitFor();
  await alice.writes(
    "Thank you! That is a long answer, which needs more than one line of the chat to be told.",
  );
  await bob.page.getByText("Thank you!").waitFor();
  await keeps(alice, "chat-image");
  await alice.button("Open: Image from Bob").click();
  await alice.page.getByRole("dialog").waitFor();
  await keeps(alice, "image-view");
});

async function pastesImage({ page }) {
  await page.evaluate(async () => {
    const canvas = new OffscreenCanvas(640, 360);
    const context = canvas.getContext("2d");
    const sky = context.createLinearGradient(0, 0, 640, 360);
    sky.addColorStop(0, "#29466b");
    sky.addColorStop(1, "#d99a5b");
    context.fillStyle = sky;
    context.fillRect(0, 0, 640, 360);
    const transfer = new DataTransfer();
    transfer.items.add(new File([await canvas.convertToBlob()], "a.png", { type: "image/png" }));
    const event = new ClipboardEvent("paste", {
      clipboardData: transfer,
      bubbles: true,
      cancelable: true,
    });
    document.querySelector("textarea").dispatchEvent(event);
  });
  await page.getByRole("img", { name: /^Image 1/ }).waitFor();
}

story("Files that are offered, on their way, and there", async scene => {
  const folder = await folderOf(scene);
  const bob = await scene.somebody("Bob");
  await bob.page.addInitScript(slowReads);
  await bob.page.goto(scene.roomUrl("Bob"));
  const alice = await scene.enters("Alice");
  const slow = await writeFileOf(folder, "a film of the last summer.mp4", 3_000_000);
  await shares(
    bob,
    await writeFileOf(folder, "notes.txt", 12_345),
    slow,
    await writeFileOf(folder, "map.png", 99),
  );
  await shares(alice, await writeFileOf(folder, "answers.pdf", 70_000));
  await saved(await downloads(alice, "notes.txt", bob), 20_000);
  await downloads(alice, "a film of the last summer.mp4", bob);
  await alice.page.getByRole("progressbar").waitFor();
  await keeps(alice, "files-receiving", { closeChat: true });
  await keeps(bob, "files-sending", { closeChat: true });
});

story("What is said when a device is forbidden, and when the server is gone", async scene => {
  const proxy = await TcpProxy.inFrontOf(scene);
  const alice = await scene.somebody("Alice");
  alice.expect(/WebSocket connection to '.*' failed|Failed to load resource: net::ERR_/);
  await alice.page.addInitScript(() => {
    navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException("", "NotAllowedError"));
  });
  await alice.page.goto(scene.roomUrl("Alice", { url: proxy.url }));
  await scene.enters("Bob");
  await alice.button("Camera, off").click();
  await alice.page.getByText(/sign at the left of the address/).waitFor();
  await keeps(alice, "forbidden", { closeChat: true });
  proxy.cut();
  await alice.page.getByRole("banner").getByText("Reconnecting…").waitFor();
  await keeps(alice, "outage", { closeChat: true });
});

story("A page that says why nothing works", async scene => {
  const alice = await scene.somebody("Alice");
  await alice.page.addInitScript(() =>
    Object.defineProperty(Crypto.prototype, "subtle", { value: undefined }),
  );
  await alice.page.goto(scene.roomUrl("Alice"));
  await alice.page.getByRole("heading", { name: "This browser cannot encrypt" }).waitFor();
  await keeps(alice, "no-encryption");
});

story(
  "Each group of the settings, a key that is waited for, and the question before all is reset",
  async scene => {
    const alice = await scene.enters("Alice");
    await alice.button("Settings").click();
    const tabs = alice.page.getByRole("tab");
    await tabs.first().waitFor();
    for (const tab of await tabs.all()) {
      await tab.click();
      await keeps(alice, `settings-${(await tab.getAttribute("id")).replace("settings-tab-", "")}`);
    }
    await alice.page.getByRole("tab", { name: "Keys" }).click();
    await alice.button("Add a key: Camera").click();
    await alice.page.getByText("Press a key…").first().waitFor();
    await keeps(alice, "settings-recording");
    await alice.page.keyboard.press("Escape");
    await alice.button("Reset everything…").click();
    await keeps(alice, "settings-reset");
  },
);

story("What is said of a room that can be guessed and of an old link; images that wait", async scene => {
  const alice = await scene.somebody("Alice");
  await alice.page.goto(`${scene.roomUrl("Alice", { secret: "tea" })}&warn_redirect=true`);
  await alice.button("Make a private room").waitFor();
  await alice.button("Dismiss").waitFor();
  await keeps(alice, "banners", { closeChat: true });
  await alice.button("Dismiss").click();
  await alice.button("Chat").click();
  await pastesImage(alice);
  await keeps(alice, "drafts");
});

story("Files that did not come, and the place for more", async scene => {
  const folder = await folderOf(scene);
  const bob = await scene.somebody("Bob");
  await bob.page.addInitScript(slowReads);
  await bob.page.goto(scene.roomUrl("Bob"));
  const alice = await scene.enters("Alice");
  const files = ["a film of the last summer.mp4", "another one.mp4"];
  await shares(bob, ...(await Promise.all(files.map(name => writeFileOf(folder, name, 3_000_000)))));
  for (const file of files) await downloads(alice, file, bob);
  await alice.button(`Cancel the download of ${files[0]} of Bob`).click();
  await bob.button(`Stop sending ${files[1]} to Alice`).click();
  await alice.button(`Try again to download ${files[1]} of Bob`).waitFor();
  await keeps(alice, "files-failed", { closeChat: true });
  await alice.page.evaluate(() => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File(["x"], "x"));
    window.dispatchEvent(new DragEvent("dragover", { dataTransfer, cancelable: true }));
  });
  await alice.page.getByText("Drop files to share them").waitFor();
  await keeps(alice, "files-drop");
});

story(
  "A call of six who all have a camera",
  async scene => {
    const people = [];
    for (const name of portrayed) {
      const person = await scene.somebody(name);
      await showsInCamera(person, name);
      await person.page.goto(scene.roomUrl(name));
      people.push(person);
    }
    const [first, ...others] = people;
    await first.meets(...others);
    for (const person of people) await person.turnOn("Camera");
    for (const person of others) await framesAdvance(await first.show("camera", person));
    await keeps(first, "call-of-six", { closeChat: true });
  },
  { timeout: 300_000 },
);

story(
  "Twelve people, and what was said while the chat was closed",
  async scene => {
    const alice = await scene.enters("Alice");
    await alice.button("Close chat").click();
    const names = ["Bob", "Carol", "Dora", "Emil", "Fatima", "Goran", "Hana", "Ivo", "Jun", "Kim", "Lea"];
    const others = [];
    for (const name of names) others.push(await scene.enters(name));
    await alice.meets(...others);
    await others[0].writes("good evening, all of you");
    await alice.button("Chat, 1 unread").waitFor();
    await keeps(alice, "twelve");
  },
  { timeout: 300_000 },
);

story(
  "A connection that does not come about, and what can be done",
  async scene => {
    const alice = await scene.somebody("Alice");
    await alice.page.addInitScript(relayOnly);
    await alice.page.goto(scene.roomUrl("Alice"));
    const bob = await scene.enters("Bob");
    await bob.turnOn("Camera");
    await alice.button("Show camera of Bob").click();
    await alice.button("Why? About the connection to Bob").waitFor();
    await keeps(alice, "trouble", { closeChat: true });
    await alice.button("Why? About the connection to Bob").click();
    await alice.page.getByRole("dialog").waitFor();
    await keeps(alice, "trouble-dialog");
  },
  { timeout: 180_000 },
);

/** Runs in a page, before its scripts: there is no relay, and no other way is allowed. */
function relayOnly() {
  const Connection = window.RTCPeerConnection;
  window.RTCPeerConnection = class extends Connection {
    constructor(options) {
      super({ ...options, iceTransportPolicy: "relay" });
    }
  };
}
