// SPDX-License-Identifier: AGPL-3.0-only
import type { FileSource } from "../platform/files";

/** What of a browser's File is needed. */
export type PickedFile = Pick<File, "name" | "size" | "slice">;

export function sourceOf(file: PickedFile): FileSource {
  return {
    name: file.name,
    size: file.size,
    read: (start, end) => file.slice(start, end).arrayBuffer(),
  };
}

/** False for a folder, or a file that is gone: what cannot be read need not be offered. */
export async function isReadable(source: FileSource): Promise<boolean> {
  try {
    await source.read(0, 1);
    return true;
  } catch {
    return false;
  }
}
