// SPDX-License-Identifier: AGPL-3.0-only
import type { WarningsTexts } from "./texts";

export const fr: WarningsTexts = {
  sound_blocked: "Votre navigateur attend un clic avant de diffuser du son.",
  play_sound: "Activer le son",
  guessable_title: "Quiconque devine le nom peut entrer",
  guessable_text: "Ce salon n’a pas de secret assez long pour tenir les inconnus à l’écart.",
  guessable_strengthen: "Créer un salon privé",
  guessable_accept: "Il doit rester ouvert",
  notify_offer:
    "Vous avez manqué quelque chose pendant que cette page était en arrière-plan. Doit-elle vous prévenir ?",
  notify_allow: "Me prévenir",
  notice_webrtc_title: "Ce navigateur ne permet pas d’appels",
  notice_webrtc_text:
    "Le son et l’image nécessitent WebRTC, absent ou désactivé dans ce navigateur. Le chat fonctionne. Utilisez une version actuelle de Firefox, Chrome, Edge ou Safari, ou activez WebRTC dans les réglages du navigateur.",
  notice_config_title: "La configuration du serveur n’a pas pu être lue",
  notice_config_text:
    "Vous pouvez rencontrer des personnes du même réseau ; d’autres peuvent rester hors d’atteinte. Rechargez la page pour réessayer.",
  notice_old_link_title: "Vous avez utilisé un ancien lien",
  notice_old_link_text:
    "Son format a montré le secret du salon au serveur. Partagez l’adresse telle qu’elle est maintenant ou, mieux, un nouveau salon.",
};
