// SPDX-License-Identifier: AGPL-3.0-only

/**
 * The style sheet of a part that is loaded when it is needed (`import address from "./part.css?url"`), after those of
 * the page but before the operator's colours. Resolves when it holds, and rejects if it cannot be had.
 */
export function lateStyle(address: string): Promise<void> {
  return (styles[address] ??= load(address));
}

/** By address: those that are there or on their way. */
const styles: Partial<Record<string, Promise<void>>> = {};

function load(address: string): Promise<void> {
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = new URL(address, document.baseURI).href;
  return new Promise((resolve, reject) => {
    link.onload = () => resolve();
    link.onerror = () => {
      link.remove();
      styles[address] = undefined;
      reject(new Error(`${address} could not be loaded`));
    };
    document.querySelector("link[rel=stylesheet]")?.after(link);
  });
}
