// SPDX-License-Identifier: AGPL-3.0-only
import type { WarningsTexts } from "./texts";

export const fr: WarningsTexts = {
  guessable_title: "Quiconque devine le nom peut entrer",
  guessable_text: "Ce salon n’a pas de secret assez long pour tenir les inconnus à l’écart.",
  guessable_strengthen: "Créer un salon privé",
  guessable_accept: "Il doit rester ouvert",
  notify_offer:
    "Vous avez manqué quelque chose pendant que cette page était en arrière-plan. Doit-elle vous prévenir ?",
  notify_allow: "Me prévenir",
};
