// SPDX-License-Identifier: AGPL-3.0-only
import type { DraftsTexts } from "./texts";

export const fr: DraftsTexts = {
  chat_drafts: "Images à envoyer",
  chat_draft: "Image n° {number}, {size}",
  image_preparing: "Préparation de l’image…",
  image_not_image: "{name} n’est pas une image que l’on peut envoyer. PNG, JPEG, WebP et GIF conviennent.",
  image_too_large: "{name} est trop grande pour être envoyée.",
  image_too_many: "{name} a été laissée de côté : envoyez d’abord les autres images.",
  notice_paste_title: "Aucune image collée",
  notice_paste_text:
    "Le navigateur n’a donné à cette page aucune image du presse-papiers. Copiez-en une, autorisez l’accès au presse-papiers si on vous le demande, ou collez avec la touche du navigateur.",
  remove: "Retirer",
  remove_named: "Retirer {name}",
};
