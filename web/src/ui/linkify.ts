// SPDX-License-Identifier: AGPL-3.0-only
/**
 * Finds the links in what others write. Only what the browser's own parser (WHATWG URL) takes for http, https or mailto
 * becomes one; its address is what that parser made of it. All patterns are linear in the length of the text.
 */

export type Segment =
  | { readonly kind: "text"; readonly text: string }
  | {
      readonly kind: "link";
      readonly text: string;
      readonly href: string;
      /** Where it leads: the host in ASCII, as the browser asks for it, or the address of a mail. */
      readonly target: string;
      /** The host as written looks different from what it is: others' letters that look like ours. */
      readonly disguised: boolean;
    };

/** Longer addresses stay text, and so does what follows the last of so many links. */
const longest = 2_048;
const most = 100;

/**
 * A scheme, or `www.`, and all until a space, a quote, an angle bracket, a control, or an invisible character that
 * reorders or hides what stands beside it (bidi controls, zero-width characters).
 */
const candidates =
  /(?<![\p{L}\p{N}_])(?:https?:\/\/|mailto:|www\.)[^\s<>"`\p{Cc}\p{Cf}\p{Zl}\p{Zp}\u034f\u115f\u1160\u3164\uffa0]+/giu;

export function linkify(text: string): readonly Segment[] {
  const segments: Segment[] = [];
  let done = 0;
  let links = 0;
  for (const match of text.matchAll(candidates)) {
    if (links >= most) break;
    const words = withoutTrailing(match[0]);
    const link = words.length > longest ? undefined : asLink(words);
    if (link === undefined) continue;
    if (match.index > done) segments.push({ kind: "text", text: text.slice(done, match.index) });
    segments.push(link);
    links += 1;
    done = match.index + words.length;
  }
  if (done < text.length) segments.push({ kind: "text", text: text.slice(done) });
  return segments;
}

function asLink(text: string): Segment | undefined {
  const url = parse(/^www\./i.test(text) ? `https://${text}` : text);
  if (url === undefined) return undefined;
  const { protocol, href } = url;
  if (protocol === "mailto:") {
    const target = url.pathname;
    return /^[^@]+@[^@]+$/.test(target) ? { kind: "link", text, href, target, disguised: false } : undefined;
  }
  // What stands before an @ is no host, but is read as one: https://bank.example@evil.example
  if (url.hostname === "" || url.username !== "" || url.password !== "") return undefined;
  return { kind: "link", text, href, target: url.host, disguised: isDisguised(text, url.host) };
}

function parse(text: string): URL | undefined {
  try {
    const url = new URL(text);
    return ["http:", "https:", "mailto:"].includes(url.protocol) ? url : undefined;
  } catch {
    return undefined;
  }
}

function isDisguised(text: string, host: string): boolean {
  const authority = /^(?:https?:\/\/)?([^/?#\\]*)/i.exec(text)?.[1] ?? "";
  const plain = authority.toLowerCase().replace(/:\d*$/, "");
  return plain !== host.toLowerCase().replace(/:\d*$/, "");
}

const openers: Readonly<Record<string, string>> = { ")": "(", "]": "[", "}": "{" };

/** Without the punctuation of the sentence around it; a closing bracket stays where its opening one is inside. */
function withoutTrailing(text: string): string {
  const depth = new Map<string, number>();
  for (const character of text) {
    const opener = openers[character] ?? character;
    depth.set(opener, (depth.get(opener) ?? 0) + (character === opener ? 1 : -1));
  }
  let end = text.length;
  while (end > 0) {
    const last = text.charAt(end - 1);
    const opener = openers[last];
    if (
      opener === undefined
        ? !/[.,;:!?'*_~\u2019\u201d\u00bb\u3002\uff0c]/.test(last)
        : (depth.get(opener) ?? 0) >= 0
    )
      break;
    if (opener !== undefined) depth.set(opener, (depth.get(opener) ?? 0) + 1);
    end -= 1;
  }
  return text.slice(0, end);
}
