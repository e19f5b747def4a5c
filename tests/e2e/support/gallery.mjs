// SPDX-License-Identifier: AGPL-3.0-only
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** Git ignores it. */
const folder = fileURLToPath(new URL("../../../build/screenshots/", import.meta.url));

/** A phone, a tablet in portrait, and a laptop. */
export const viewports = [
  { width: 360, height: 740 },
  { width: 768, height: 1024 },
  { width: 1440, height: 900 },
];

/** Keeps a picture of the state that a page is in, at each width. `check` looks at each as well. */
export async function picture(
  person,
  name,
  { sizes = viewports, check = async () => undefined, closeChat = false } = {},
) {
  await mkdir(folder, { recursive: true });
  const before = person.page.viewportSize();
  const chat = person.page.getByRole("button", { name: "Close chat" });
  // On small screens it would cover what the picture is of.
  if (closeChat && (await chat.isVisible())) await chat.click();
  for (const size of sizes) {
    await person.page.setViewportSize(size);
    await laidOut(person.page);
    await check(person.page, size);
    await person.page.screenshot({
      path: join(folder, `${name}-${size.width}.png`),
    });
  }
  await person.page.setViewportSize(before);
  await laidOut(person.page);
}

/**
 * Two frames after a new size observers of sizes have been told, and what they changed is drawn; then what glides to
 * its place is waited for.
 */
export function laidOut(page) {
  return page.evaluate(async () => {
    await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 50))));
    await Promise.allSettled(document.getAnimations().map(({ finished }) => finished));
  });
}
