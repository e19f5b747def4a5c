// SPDX-License-Identifier: AGPL-3.0-only
import type { DraftsTexts } from "./texts";

export const de: DraftsTexts = {
  chat_drafts: "Bilder zum Senden",
  chat_draft: "Bild {number}, {size}",
  image_preparing: "Bild wird vorbereitet …",
  image_not_image: "{name} ist kein Bild, das gesendet werden kann. PNG, JPEG, WebP und GIF gehen.",
  image_too_large: "{name} ist zu groß zum Senden.",
  image_too_many: "{name} wurde ausgelassen: Sende zuerst die anderen Bilder.",
  remove: "Entfernen",
  remove_named: "{name} entfernen",
};
