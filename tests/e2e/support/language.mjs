// SPDX-License-Identifier: AGPL-3.0-only

/** Common English words in what the page shows or names. */
export async function hiddenEnglish(page) {
  const words = await page.evaluate(() => {
    const named = [...document.querySelectorAll("[aria-label], [title], [placeholder]")];
    const texts = named.flatMap(node =>
      ["aria-label", "title", "placeholder"].map(name => node.getAttribute(name) ?? ""),
    );
    return [...texts, document.body.innerText].join("\n");
  });
  return words.match(/\b(the|you|your|of|and|is|not|people|message|leave|share|screen)\b/gi) ?? [];
}
