// SPDX-License-Identifier: AGPL-3.0-only
import assert from "node:assert/strict";
import { test } from "node:test";
import { linkify } from "../../src/ui/linkify";

/** The text with each link as [words|address|target], and a ! before what is disguised. */
function shape(text: string): string {
  return linkify(text)
    .map(part =>
      part.kind === "text"
        ? part.text
        : `[${part.disguised ? "!" : ""}${part.text}|${part.href}|${part.target}]`,
    )
    .join("");
}

const key = "0123456789abcdef".repeat(4);

const linked: Readonly<Record<string, string>> = {
  "see https://example.org/a?b=c#d now":
    "see [https://example.org/a?b=c#d|https://example.org/a?b=c#d|example.org] now",
  "HTTP://EXAMPLE.org": "[HTTP://EXAMPLE.org|http://example.org/|example.org]",
  "http://localhost:8080/x": "[http://localhost:8080/x|http://localhost:8080/x|localhost:8080]",
  "http://[::1]:80/": "[http://[::1]:80/|http://[::1]/|[::1]]",
  "www.example.org.": "[www.example.org|https://www.example.org/|www.example.org].",
  "mailto:a@example.org?subject=x":
    "[mailto:a@example.org?subject=x|mailto:a@example.org?subject=x|a@example.org]",
  "(https://example.org/a_(b))": "([https://example.org/a_(b)|https://example.org/a_(b)|example.org])",
  "https://example.org/…): oh!": "[https://example.org/…|https://example.org/%E2%80%A6|example.org]): oh!",
  "Is it https://example.org/?": "Is it [https://example.org/|https://example.org/|example.org]?",
  "a\nhttps://example.org\nb": "a\n[https://example.org|https://example.org/|example.org]\nb",
  "„https://example.org/”, he said": "„[https://example.org/|https://example.org/|example.org]”, he said",
  "<https://example.org>": "<[https://example.org|https://example.org/|example.org]>",
  "https://example.org/\u202egnp.exe": "[https://example.org/|https://example.org/|example.org]\u202egnp.exe",
  "https://exam\u200bple.org": "[https://exam|https://exam/|exam]\u200bple.org",
  "https://аррӏе.com/": "[!https://аррӏе.com/|https://xn--80ak6aa92e.com/|xn--80ak6aa92e.com]",
  "https://example.org\\@evil.example":
    "[https://example.org\\@evil.example|https://example.org/@evil.example|example.org]",
  "http://0x7f.1/": "[!http://0x7f.1/|http://127.0.0.1/|127.0.0.1]",
};

for (const [text, expected] of Object.entries(linked)) {
  test(`links in ${JSON.stringify(text)}`, () => assert.equal(shape(text), expected));
}

test("the link to a room keeps its secret", () => {
  const link = `https://meet.example/room#tea%20time#${key}`;
  assert.equal(shape(`${link}.`), `[${link}|${link}|meet.example].`);
});

const texts = [
  "",
  "plain words, and 3 < 4 > 2",
  "javascript:alert(1)",
  "JaVaScRiPt:alert(1)//http",
  "data:text/html,<script>alert(1)</script>",
  "vbscript:x",
  "file:///etc/passwd",
  "blob:null",
  "https://",
  "https://?",
  "http:///",
  "mailto:",
  "mailto:nobody",
  "https://bank.example@evil.example/",
  "https://user:word@evil.example/",
  "xhttps://example.org",
  "https://exa mple",
  "http://example.org:99999/",
  "https://example.org%00.evil",
  "ftp://example.org",
  `https://example.org/${"a".repeat(3000)}`,
];

for (const text of texts) {
  test(`${JSON.stringify(text.slice(0, 50))} has no link to itself`, () => {
    for (const part of linkify(text)) {
      if (part.kind === "text") continue;
      // What the sentence goes on with after a host may be cut off, but never becomes a part of the host.
      assert.match(part.href, /^https:\/\/exa\/$/);
    }
    assert.equal(
      linkify(text)
        .map(part => part.text)
        .join(""),
      text,
    );
  });
}

test("markup stays text, whatever stands around it", () => {
  assert.equal(
    shape(`"><img src=x onerror=alert(1)> https://a.example/"onmouseover="x`),
    `"><img src=x onerror=alert(1)> [https://a.example/|https://a.example/|a.example]"onmouseover="x`,
  );
});

test("as many links as there may be, and the rest is text", () => {
  const parts = linkify("https://a.example ".repeat(300));
  assert.equal(parts.filter(part => part.kind === "link").length, 100);
});

const hostile = [
  "https://",
  "https://a.",
  "(",
  ")",
  "https://a.example/)",
  "www.",
  "mailto:a@",
  "a",
  ".",
  "\u202e",
  "https://a/((",
];

test("20,000 characters take no time that grows faster than they do", () => {
  for (const piece of hostile) {
    const text = piece.repeat(20_000 / piece.length);
    const begin = performance.now();
    assert.equal(
      linkify(text)
        .map(part => part.text)
        .join(""),
      text,
    );
    assert.ok(performance.now() - begin < 500, piece);
  }
  const brackets = `https://a.example/${"(".repeat(10_000)}${")".repeat(10_000)}...`;
  const begin = performance.now();
  linkify(brackets);
  assert.ok(performance.now() - begin < 500);
});
