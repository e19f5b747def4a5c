// SPDX-License-Identifier: AGPL-3.0-only
export const en = {
  fatal_insecure_title: "This address is not secure",
  fatal_insecure_text:
    "Browsers allow encryption, microphones and cameras only on pages that came over https, or from this computer itself.",
  fatal_insecure_how: "Open the page with https:// in its address, or ask who runs this server to set it up.",
  fatal_crypto_title: "This browser cannot encrypt",
  fatal_crypto_text:
    "Everything here is encrypted in your browser, and this one does not offer what that needs (Web Crypto).",
  fatal_crypto_how: "Use a current Firefox, Chrome, Edge or Safari.",
  fatal_keys_title: "The room’s key could not be made",
  fatal_keys_text: "Your browser refused to derive the key from the room’s link.",
  fatal_keys_how: "Reload the page; if that does not help, use another browser.",
} as const;
