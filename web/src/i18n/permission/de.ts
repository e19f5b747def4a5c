// SPDX-License-Identifier: AGPL-3.0-only
import type { PermissionMessages } from "./texts";

export const de: PermissionMessages = {
  chromium:
    "Klicke auf das Zeichen links neben der Adresse, schalte dort „{device}“ ein und versuche es noch einmal. Ist es schon eingeschaltet, verbietet dein System es dem Browser: Sieh in dessen Datenschutz-Einstellungen nach. Es geht auch ohne.",
  chromium_android:
    "Tippe auf das Zeichen links neben der Adresse, öffne „Berechtigungen“, erlaube „{device}“ und versuche es noch einmal. Ist es schon erlaubt, verbietet Android es dem Browser: Sieh in dessen Einstellungen unter Apps nach. Es geht auch ohne.",
  firefox:
    "Klicke auf das durchgestrichene Zeichen links neben der Adresse, hebe dort die Sperre von „{device}“ auf und versuche es noch einmal. Gibt es keine, verbietet dein System es dem Browser: Sieh in dessen Datenschutz-Einstellungen nach. Es geht auch ohne.",
  firefox_android:
    "Tippe auf das Zeichen links neben der Adresse, erlaube dort „{device}“ und versuche es noch einmal. Ist es schon erlaubt, verbietet Android es dem Browser: Sieh in dessen Einstellungen unter Apps nach. Es geht auch ohne.",
  safari:
    "Öffne im Menü „Safari“ die Einstellungen für diese Website, erlaube dort „{device}“ und versuche es noch einmal. Ist es schon erlaubt, verbietet dein System es dem Browser: Sieh in dessen Datenschutz-Einstellungen nach. Es geht auch ohne.",
  safari_ios:
    "Tippe auf das Zeichen am Rand der Adresse, öffne die Einstellungen der Website, erlaube „{device}“ und versuche es noch einmal. Es geht auch ohne.",
  ios_app:
    "Öffne die Einstellungen deines iPhones oder iPads, wähle unter Apps diesen Browser, schalte „{device}“ ein, komm zurück und versuche es noch einmal. Es geht auch ohne.",
};
