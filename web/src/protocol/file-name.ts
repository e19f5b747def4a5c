// SPDX-License-Identifier: AGPL-3.0-only

/** Bytes of UTF-8: file systems allow 255, and browsers add to a name while it is saved or is there already. */
const longest = 200;

/** UTF-16 units of what counts as an extension, its dot included. */
const longestExtension = 24;

/** UTF-16 units that are looked at: the work on a hostile name stays bounded. */
const considered = 4096;

const separators = /[/\\\u2044\u2215\u29f8\ufe68\uff0f\uff3c]/;

/**
 * What would let a name deceive or break out: controls, line ends, lone surrogates, private use, and all that is
 * invisible and changes how the rest is shown, but for the joiners that some scripts and emoji need.
 */
const unruly = /[\p{Cc}\p{Cs}\p{Co}\u2028\u2029]|(?![\u200c\u200d])\p{Cf}/gu;

/**
 * What no name begins or ends with: dots before it hide a file, those after it Windows drops, and a joiner that joins
 * nothing cannot be seen.
 */
const edges = /^[\s.\u200c\u200d]+|[\s.\u200c\u200d]+$/g;

/** What Windows does not allow. */
const forbidden = /[<>:"|?*]/g;

const reserved = /^(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9\u00b9\u00b2\u00b3])$/i;

/**
 * A name that is safe to be shown, and to be saved on any system: without parts of a path, controls, bidi overrides
 * and names of devices, neither hidden nor empty, and not too long, with its extension kept.
 */
export function safeFileName(name: unknown): string {
  if (typeof name !== "string") return "file";
  const bounded =
    name.length > considered ? name.slice(0, considered / 2) + name.slice(-considered / 2) : name;
  const last = bounded
    .split(separators)
    .reduce((kept, part) => (clean(part) === "" ? kept : clean(part)), "");
  if (last === "") return "file";
  const [stem, extension] = split(last);
  const room = longest - bytes(extension);
  const cut = shorten(stem, room);
  const base = isDevice(cut) ? shorten(`_${cut}`, room) : cut;
  return `${base === "" ? "file" : base}${extension}`;
}

function clean(part: string): string {
  return part.replace(unruly, "").replace(forbidden, "_").replace(/\s+/g, " ").replace(edges, "");
}

function split(name: string): readonly [stem: string, extension: string] {
  const dot = name.lastIndexOf(".");
  return dot <= 0 || name.length - dot > longestExtension
    ? [name, ""]
    : [name.slice(0, dot), name.slice(dot)];
}

function isDevice(base: string): boolean {
  return reserved.test(base.replace(/\..*$/, "").trim());
}

function shorten(base: string, most: number): string {
  return cutBytes(base, most).replace(edges, "");
}

function bytes(text: string): number {
  return new TextEncoder().encode(text).length;
}

function cutBytes(text: string, most: number): string {
  let kept = "";
  let size = 0;
  for (const character of text) {
    size += bytes(character);
    if (size > most) break;
    kept += character;
  }
  return kept;
}
