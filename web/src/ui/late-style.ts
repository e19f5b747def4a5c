// SPDX-License-Identifier: AGPL-3.0-only

/**
 * The style sheet of a part that is loaded when it is needed (`import address from "./part.css?url"`), after those of
 * the page but before the operator's colours. Resolves when it holds, and rejects if it cannot be had.
 */
export function lateStyle(address: string): Promise<void> {
  const href = new URL(address, document.baseURI).href;
  const links = [...document.querySelectorAll<HTMLLinkElement>("link[rel=stylesheet]")];
  if (links.some(link => link.href === href)) return Promise.resolve();
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = href;
  return new Promise((resolve, reject) => {
    link.onload = () => resolve();
    link.onerror = () => {
      link.remove();
      reject(new Error(`${address} could not be loaded`));
    };
    links[0]?.after(link);
  });
}
