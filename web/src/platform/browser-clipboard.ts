// SPDX-License-Identifier: AGPL-3.0-only
/** What is seldom asked of the clipboard. */

/** Images of the clipboard, when no paste brings them. Rejects where the browser or the user forbids to read it. */
export async function clipboardImages(): Promise<readonly File[]> {
  const items = await navigator.clipboard.read();
  const images = await Promise.all(items.map(imageOf));
  return images.filter(image => image !== undefined);
}

async function imageOf(item: ClipboardItem): Promise<File | undefined> {
  const type = item.types.find(one => one.startsWith("image/"));
  if (type === undefined) return undefined;
  return new File([await item.getType(type)], `image.${type.slice("image/".length)}`, { type });
}

/** For browsers without the clipboard interface, or that forbid it. */
export function copyBySelection(text: string): boolean {
  const before = document.activeElement;
  const field = document.createElement("textarea");
  field.value = text;
  field.className = "unseen";
  // Within an open dialog, since what is outside of it cannot have the focus.
  (document.querySelector("dialog[open]") ?? document.body).append(field);
  field.select();
  try {
    // Deprecated, and all that there is.
    return (document as { execCommand(command: string): boolean }).execCommand("copy");
  } catch {
    return false;
  } finally {
    field.remove();
    if (before instanceof HTMLElement) before.focus();
  }
}
