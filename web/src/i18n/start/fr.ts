// SPDX-License-Identifier: AGPL-3.0-only
import type { StartTexts } from "./texts";

export const fr: StartTexts = {
  start_title: "Se réunir, chiffré de bout en bout",
  start_intro:
    "Pas de compte, rien à installer. Partagez le lien du salon : toute personne qui l’a peut entrer.",
  room_name: "Nom du salon",
  room_name_hint: "Une clé secrète est ajoutée au lien. Le serveur ne la voit jamais.",
  another_name: "Un autre nom",
  join: "Entrer",
  language: "Langue",
  language_auto: "Celle du navigateur",
};
