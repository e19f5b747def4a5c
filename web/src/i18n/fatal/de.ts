// SPDX-License-Identifier: AGPL-3.0-only
import type { FatalTexts } from "./texts";

export const de: FatalTexts = {
  fatal_insecure_title: "Diese Adresse ist nicht sicher",
  fatal_insecure_text:
    "Browser erlauben Verschlüsselung, Mikrofone und Kameras nur auf Seiten, die über https kamen oder von diesem Computer selbst.",
  fatal_insecure_how:
    "Öffne die Seite mit https:// in der Adresse, oder bitte die Betreiber dieses Servers, das einzurichten.",
  fatal_crypto_title: "Dieser Browser kann nicht verschlüsseln",
  fatal_crypto_text:
    "Hier wird alles in deinem Browser verschlüsselt, und diesem fehlt, was es dazu braucht (Web Crypto).",
  fatal_crypto_how: "Nimm einen aktuellen Firefox, Chrome, Edge oder Safari.",
  fatal_keys_title: "Der Schlüssel des Raums ließ sich nicht bilden",
  fatal_keys_text: "Dein Browser hat sich geweigert, den Schlüssel aus dem Link des Raums abzuleiten.",
  fatal_keys_how: "Lade die Seite neu; hilft das nicht, nimm einen anderen Browser.",
};
