// SPDX-License-Identifier: AGPL-3.0-only
import type { Messages } from "./i18n";

/** French, which addresses the reader as “vous”. Before : stands a no-break space, before ; ! ? a narrow one. */
export const fr: Messages = {
  app_name: "keks-meet",
  skip_to_content: "Aller aux participants",
  dismiss: "Fermer",
  notices: "Avis",

  start_title: "Se réunir, chiffré de bout en bout",
  start_intro:
    "Pas de compte, rien à installer. Partagez le lien du salon : toute personne qui l’a peut entrer.",
  room_name: "Nom du salon",
  room_name_hint: "Une clé secrète est ajoutée au lien. Le serveur ne la voit jamais.",
  another_name: "Un autre nom",
  join: "Entrer",

  room_unnamed: "Salon sans nom",
  people: "Participants",
  controls: "Commandes",
  you_named: "{name} (vous)",
  unknown_person: "Personne inconnue",
  change_name: "Changer de nom",
  your_name: "Votre nom",
  save: "Enregistrer",
  alone: "Il n’y a encore personne d’autre. Envoyez à quelqu’un le lien de la barre d’adresse.",

  status_connecting: "Connexion…",
  status_joined: "Connexion établie",
  status_reconnecting: "Reconnexion…",
  reconnecting_hint: "Les appels en cours continuent.",
  status_left: "Hors du salon",
  status_failed: "Non connecté",

  person_none: "Dans le salon",
  person_connecting: "Connexion…",
  person_connected: "Connexion établie",
  person_interrupted: "Connexion interrompue",
  person_failed: "Échec de la connexion, nouvel essai",
  person_held: "Reconnexion…",

  microphone: "Micro",
  camera: "Caméra",
  screen: "Partage d’écran",
  state_on: "{name}, en marche",
  state_off: "{name}, à l’arrêt",
  state_starting: "{name}, en cours de démarrage",
  leave: "Quitter",
  chat: "Chat",
  show: "Afficher {resource}",
  show_resource: "Afficher {resource} de {name}",
  hide_resource: "Masquer {resource} de {name}",
  hide: "Masquer",
  resource_camera: "la caméra",
  resource_screen: "l’écran",
  resource_video: "la vidéo",
  resource_waiting: "En attente de l’image…",
  video_of: "{resource} de {name}",
  your_camera: "Votre caméra",
  your_screen: "Votre écran",
  play_sound: "Activer le son",
  sound_blocked: "Votre navigateur attend un clic avant de diffuser du son.",
  shares_sound: "Micro activé",

  focus_on: "Agrandir : {what}",
  focus_end: "Revenir à tous depuis {what}",
  fullscreen: "Plein écran",
  fullscreen_of: "Plein écran, {what}",
  pip: "Image dans l’image",
  pip_of: "Image dans l’image, {what}",
  your_picture: "votre propre image",
  move_self: "Déplacer votre image dans le coin suivant",
  screen_shared: "Partagé avec le salon",
  videos_of_others: "Vidéos des autres",

  message: "Votre message",
  send: "Envoyer",
  messages: "Liste des messages",
  close_chat: "Fermer le chat",
  chat_empty: "Aucun message pour l’instant.",
  chat_image_by: "Image de {name}",
  chat_offline: "Vous pourrez envoyer des messages une fois la connexion établie.",

  said_joined: "{name} est là",
  said_left: "{name} a quitté le salon",
  said_chat: "{name} : {text}",
  said_image: "{name} a envoyé une image",
  said_reconnecting: "Connexion perdue, reconnexion en cours",
  said_joined_room: "Vous êtes dans le salon {room}",

  left_title: "Vous avez quitté le salon",
  left_text: "Le micro, la caméra et l’écran sont désactivés.",
  rejoin: "Entrer de nouveau",
  to_start: "Vers la page d’accueil",

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

  notice_config_title: "La configuration du serveur n’a pas pu être lue",
  notice_config_text:
    "Vous pouvez rencontrer des personnes du même réseau ; d’autres peuvent rester hors d’atteinte. Rechargez la page pour réessayer.",
  notice_webrtc_title: "Ce navigateur ne permet pas d’appels",
  notice_webrtc_text:
    "Le son et l’image nécessitent WebRTC, absent ou désactivé dans ce navigateur. Le chat fonctionne. Utilisez une version actuelle de Firefox, Chrome, Edge ou Safari, ou activez WebRTC dans les réglages du navigateur.",
  notice_old_link_title: "Vous avez utilisé un ancien lien",
  notice_old_link_text:
    "Son format a montré le secret du salon au serveur. Partagez l’adresse telle qu’elle est maintenant ou, mieux, un nouveau salon.",
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

  notice_language_title: "La langue n’a pas pu être chargée",
  notice_language_text: "La page reste telle quelle. Vérifiez la connexion et rechargez la page.",
};
