// SPDX-License-Identifier: AGPL-3.0-only
import type { FatalTexts } from "./texts";

export const fr: FatalTexts = {
  fatal_insecure_title: "Cette adresse n’est pas sûre",
  fatal_insecure_text:
    "Les navigateurs n’autorisent le chiffrement, les micros et les caméras que sur les pages reçues par https, ou depuis cet ordinateur même.",
  fatal_insecure_how:
    "Ouvrez la page avec https:// dans l’adresse, ou demandez à qui gère ce serveur de le mettre en place.",
  fatal_crypto_title: "Ce navigateur ne sait pas chiffrer",
  fatal_crypto_text:
    "Ici, tout est chiffré dans votre navigateur, et celui-ci n’offre pas ce qu’il faut pour cela (Web Crypto).",
  fatal_crypto_how: "Utilisez une version actuelle de Firefox, Chrome, Edge ou Safari.",
  fatal_keys_title: "La clé du salon n’a pas pu être créée",
  fatal_keys_text: "Votre navigateur a refusé de dériver la clé à partir du lien du salon.",
  fatal_keys_how: "Rechargez la page ; si cela ne suffit pas, utilisez un autre navigateur.",
};
