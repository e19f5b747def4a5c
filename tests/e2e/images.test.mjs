// SPDX-License-Identifier: AGPL-3.0-only
/** Images in the chat: how they get in, what of them is sent, and how they are looked at. */
import assert from "node:assert/strict";
import { assertAccessible } from "./support/axe.mjs";
import { storyteller } from "./support/story.mjs";

const story = storyteller();

story("An image that is pasted is shown first, then sent, and opens above the page", async scene => {
  const [alice, bob] = await scene.enter("Alice", "Bob");
  await pastes(alice, await picture(alice, { width: 640, height: 320 }));
  await alice.page.getByRole("img", { name: "Image 1, 640 × 320" }).waitFor();
  await assertAccessible(alice.page);
  await alice.button("Send").click();
  const opener = bob.button("Open: Image from Alice");
  await opener.click();
  const view = bob.page.getByRole("dialog", { name: "Image from Alice" });
  await view.getByRole("img").waitFor();
  await assertAccessible(bob.page);
  await bob.button("Full size").click();
  await bob.button("Fit to the window").waitFor();
  const [download] = await Promise.all([
    bob.page.waitForEvent("download"),
    view.getByRole("link", { name: "Download" }).click(),
  ]);
  assert.equal(download.suggestedFilename(), "image.png");
  await bob.page.keyboard.press("Escape");
  await view.waitFor({ state: "detached" });
  assert.equal(await opener.evaluate(element => element === document.activeElement), true);
});

story("The key that pastes an image can be switched off, and be another", async scene => {
  const alice = await scene.somebody("Alice", { permissions: ["clipboard-read", "clipboard-write"] });
  await alice.page.goto(scene.roomUrl("Alice"));
  const box = alice.page.getByRole("textbox", { name: "Message" });
  await box.waitFor();
  const image = alice.page.getByRole("img", { name: "Image 1, 40 × 20" });
  await copies(alice, await picture(alice));
  await alice.page.keyboard.press("Control+v");
  await image.waitFor();
  await alice.button("Remove Image 1, 40 × 20").click();
  await alice.page.evaluate(() => {
    window.change_pref("shortcut_keys", "paste=alt+p");
    document.activeElement.blur();
  });
  await alice.page.keyboard.press("Control+v");
  await alice.button("Close chat").click();
  await alice.page.keyboard.press("Alt+p");
  await image.waitFor();
  assert.equal(await alice.page.getByRole("list", { name: "Images to be sent" }).getByRole("img").count(), 1);
  await alice.button("Remove Image 1, 40 × 20").click();
  // In the chat itself it is the browser's own, as in any text.
  await box.focus();
  await alice.page.keyboard.press("Control+v");
  await image.waitFor();
  await alice.page.evaluate(async () => {
    await navigator.clipboard.writeText("no image");
    document.activeElement.blur();
  });
  await alice.page.keyboard.press("Alt+p");
  await alice.isTold("No image was pasted", "gave this page no image");
});

story("By preference an image opens in a tab of its own", async scene => {
  const [alice, bob] = await scene.enter("Alice", "Bob");
  await bob.page.evaluate(() => window.change_pref("image_view_popup", false));
  await pastes(alice, await picture(alice));
  await alice.page.getByRole("list", { name: "Images to be sent" }).waitFor();
  await alice.button("Send").click();
  const [tab] = await Promise.all([
    bob.page.context().waitForEvent("page"),
    bob.button("Open: Image from Alice").click(),
  ]);
  await tab.waitForLoadState();
  assert.match(tab.url(), /^blob:/);
  assert.equal(await tab.evaluate(() => document.contentType), "image/png");
});

story("Picked images may be taken back; what is no image is refused by name", async scene => {
  const [alice, bob] = await scene.enter("Alice", "Bob");
  const bytes = Buffer.from(await picture(alice));
  const pick = files => alice.page.locator("#chat input[type=file]").setInputFiles(files);
  await pick([
    { name: "one.png", mimeType: "image/png", buffer: bytes },
    { name: "two.png", mimeType: "image/png", buffer: bytes },
  ]);
  await alice.button("Remove Image 2, 40 × 20").click();
  await pick([{ name: "evil.svg", mimeType: "image/svg+xml", buffer: Buffer.from("<svg/>") }]);
  await alice.hears("evil.svg is no image");
  await pick([{ name: "text.png", mimeType: "image/png", buffer: Buffer.from("no image") }]);
  await alice.hears("text.png is no image");
  await alice.button("Send").click();
  await bob.button("Open: Image from Alice").waitFor();
  assert.equal(await bob.page.locator(".chat-image").count(), 1);
});

story(
  "A photo that is dropped onto the chat tells nothing of where it was taken, and is made smaller",
  async scene => {
    const [alice, bob] = await scene.enter("Alice", "Bob");
    const jpeg = withExif(
      Buffer.from(await picture(alice, { width: 5000, height: 1000, type: "image/jpeg" })),
    );
    await alice.page.evaluate(async base64 => {
      const bytes = Uint8Array.from(atob(base64), character => character.charCodeAt(0));
      const transfer = new DataTransfer();
      transfer.items.add(new File([bytes], "photo.jpg", { type: "image/jpeg" }));
      const event = { dataTransfer: transfer, bubbles: true, cancelable: true };
      document.getElementById("chat").dispatchEvent(new DragEvent("drop", event));
    }, jpeg.toString("base64"));
    await alice.page.getByRole("img", { name: "Image 1, 4096 × 819" }).waitFor();
    await alice.button("Send").click();
    const image = bob.page.getByRole("img", { name: "Image from Alice" });
    const sent = Buffer.from((await image.getAttribute("src")).split(",")[1], "base64");
    assert.equal(sent.includes("GPS-49.01N"), false);
    assert.equal(sent.includes("Exif"), false);
  },
);

/** The bytes of an image that the person's browser draws. */
function picture({ page }, { width = 40, height = 20, type = "image/png" } = {}) {
  return page.evaluate(
    async ([width, height, type]) => {
      const canvas = Object.assign(document.createElement("canvas"), { width, height });
      const context = canvas.getContext("2d");
      context.fillStyle = "teal";
      context.fillRect(0, 0, width / 2, height);
      const blob = await new Promise(resolve => canvas.toBlob(resolve, type));
      return [...new Uint8Array(await blob.arrayBuffer())];
    },
    [width, height, type],
  );
}

function pastes({ page }, bytes) {
  return page.evaluate(bytes => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([new Uint8Array(bytes)], "image.png", { type: "image/png" }));
    const event = { clipboardData: transfer, bubbles: true, cancelable: true };
    document.body.dispatchEvent(new ClipboardEvent("paste", event));
  }, bytes);
}

/** Puts it into the clipboard. */
function copies({ page }, bytes) {
  return page.evaluate(async bytes => {
    const image = new Blob([new Uint8Array(bytes)], { type: "image/png" });
    await navigator.clipboard.write([new ClipboardItem({ "image/png": image })]);
  }, bytes);
}

/** With an application segment (JFIF APP1) as cameras write it. */
function withExif(jpeg) {
  const words = Buffer.from("Exif\0\0GPS-49.01N");
  const head = Buffer.from([0xff, 0xe1, 0, words.length + 2]);
  return Buffer.concat([jpeg.subarray(0, 2), head, words, jpeg.subarray(2)]);
}
