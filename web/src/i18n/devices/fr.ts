// SPDX-License-Identifier: AGPL-3.0-only
import type { DevicesTexts } from "./texts";

export const fr: DevicesTexts = {
  microphones: "Micros",
  cameras: "Caméras",
  speakers: "Haut-parleurs",
  device_default: "Celui du système",
  devices_unnamed: "Les noms apparaissent dès que vous en autorisez un.",
  remove_noise: "Supprimer le bruit",
  stop_microphone: "Éteindre le micro",
  stop_this: "Éteindre {device}",
  stop_screen: "Ne plus partager l’écran",
  stop_this_screen: "Ne plus partager l’écran {device}",
  turn_camera: "Retourner la caméra",
  add_device: "Ajouter {device}",
  add_screen: "Partager un autre écran",
  your_camera: "Votre caméra",
  your_screen: "Votre écran",
  your_picture: "votre propre image",
  move_self: "Déplacer votre image dans le coin suivant",
  screen_shared: "Partagé avec le salon",
  start_microphone: "Démarrer le micro",
  start_camera: "Démarrer la caméra",
  start_screen: "Partager l’écran",
  notice_ask_title: "{device} : démarrer maintenant ?",
  notice_ask_text: "Le lien ou vos réglages le demandent. Rien ne démarre avant que vous le disiez.",
  notice_vanished_title: "{device} : appareil disparu",
  notice_vanished_replaced: "Un autre a pris sa place. Choisissez dans la liste à côté du bouton.",
  notice_vanished_text: "Il n’y en a pas d’autre. Branchez-en un et redémarrez ; vous pouvez continuer sans.",
  notice_noise_title: "Le bruit n’est pas supprimé",
  notice_noise_text:
    "Le micro fonctionne, mais le navigateur n’a pas pu charger ce qui supprime le bruit. Rechargez la page pour réessayer.",
  notice_device_title: "{device} : démarrage impossible",
  notice_denied:
    "Le navigateur ne l’autorise pas. Autorisez-le par l’icône à côté de l’adresse, puis réessayez. Vous pouvez continuer sans.",
  notice_denied_screen:
    "Rien n’a été choisi, ou le navigateur ou le système ne l’autorise pas. Réessayez pour choisir.",
  notice_missing: "Aucun appareil trouvé. Branchez-en un et réessayez. Vous pouvez continuer sans.",
  notice_busy:
    "Un autre programme l’utilise peut-être. Fermez-le, puis réessayez. Vous pouvez continuer sans.",
  notice_unsupported: "Ce navigateur ne peut pas faire cela ici. Vous pouvez continuer sans.",
  notice_failed:
    "Le navigateur n’a pas donné de raison. Réessayez ; si cela ne suffit pas, rechargez la page.",
};
