// SPDX-License-Identifier: AGPL-3.0-only
import type { DraftsTexts } from "./texts";

export const de: DraftsTexts = {
  chat_drafts: "Bilder zum Senden",
  chat_draft: "Bild {number}, {size}",
  image_preparing: "Bild wird vorbereitet …",
  image_not_image: "{name} ist kein Bild, das gesendet werden kann. PNG, JPEG, WebP und GIF gehen.",
  image_too_large: "{name} ist zu groß zum Senden.",
  image_too_many: "{name} wurde ausgelassen: Sende zuerst die anderen Bilder.",
  notice_paste_title: "Kein Bild eingefügt",
  notice_paste_text:
    "Der Browser gab dieser Seite kein Bild aus der Zwischenablage. Kopiere eines, erlaube den Zugriff auf die Zwischenablage, falls du gefragt wirst, oder füge mit der Taste des Browsers ein.",
  remove: "Entfernen",
  remove_named: "{name} entfernen",
};
