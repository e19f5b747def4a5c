// SPDX-License-Identifier: AGPL-3.0-only
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
