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

  status_connecting: "Connexion…",
  status_joined: "Connexion établie",
  status_reconnecting: "Reconnexion…",
  reconnecting_hint: "Les appels en cours continuent.",
  status_left: "Hors du salon",
  status_failed: "Non connecté",

  microphone: "Micro",
  camera: "Caméra",
  screen: "Écran",
  mute_microphone: "Couper le micro",
  mute_hint: "Couper le son",
  unmute_hint: "Rétablir le son",
  options_of: "{name} : options",
  state_on: "{name}, en marche",
  state_off: "{name}, à l’arrêt",
  state_starting: "{name}, en cours de démarrage",
  leave: "Quitter",
  chat: "Chat",
  play_sound: "Activer le son",
  sound_blocked: "Votre navigateur attend un clic avant de diffuser du son.",
  shares_sound: "Micro activé",

  videos_of_others: "Vidéos des autres",

  message: "Votre message",
  send: "Envoyer",
  messages: "Liste des messages",
  close_chat: "Fermer le chat",
  chat_empty: "Aucun message pour l’instant.",
  chat_offline: "Vous pourrez envoyer des messages une fois la connexion établie.",

  share_files: "Fichiers",
  drop_files: "Déposez les fichiers pour les partager",

  chat_unread: "Chat, {count} non lus",
  chat_newest: "Aux plus récents",
  chat_newest_one: "{count} nouveau message",
  chat_newest_other: "{count} nouveaux messages",
  chat_pick: "Ajouter des images",
  remove: "Retirer",
  remove_named: "Retirer {name}",
  image: "L’image",
  notify_more: "et {count} de plus",
  invite: "Inviter",
  invite_alone: "Personne d’autre n’est encore là",
  invite_text: "Quiconque a ce lien peut entrer. Ne l’envoyez qu’à ceux qui le doivent.",
  invite_link: "Lien vers ce salon",
  copy_link: "Copier le lien",
  copied: "Copié",
  share: "Partager…",
  qr_code: "Code QR",
  said_copied: "Lien copié",
  said_not_copied: "Le navigateur n’a pas copié le lien. Il est sélectionné : copiez-le à la main.",
  rooms: "Salons",

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

  notice_config_title: "La configuration du serveur n’a pas pu être lue",
  notice_config_text:
    "Vous pouvez rencontrer des personnes du même réseau ; d’autres peuvent rester hors d’atteinte. Rechargez la page pour réessayer.",
  notice_webrtc_title: "Ce navigateur ne permet pas d’appels",
  notice_webrtc_text:
    "Le son et l’image nécessitent WebRTC, absent ou désactivé dans ce navigateur. Le chat fonctionne. Utilisez une version actuelle de Firefox, Chrome, Edge ou Safari, ou activez WebRTC dans les réglages du navigateur.",
  notice_old_link_title: "Vous avez utilisé un ancien lien",
  notice_old_link_text:
    "Son format a montré le secret du salon au serveur. Partagez l’adresse telle qu’elle est maintenant ou, mieux, un nouveau salon.",

  settings: "Réglages",
  key_ctrl: "Ctrl",
  key_shift: "Maj",
  key_enter: "Entrée",
  with_key: "{name} ({key})",
  notice_part_title: "Une partie de la page n’a pas pu être chargée",
  notice_part_text: "Vérifiez la connexion et réessayez ; si cela ne suffit pas, rechargez la page.",
  notice_unseen_title: "Quelqu’un est là que cette page ne peut pas montrer",
  notice_unseen_text:
    "Une partie de la page n’est pas encore arrivée. Vérifiez la connexion ; si cela dure, rechargez la page.",
  notice_language_title: "La langue n’a pas pu être chargée",
  notice_language_text: "La page reste telle quelle. Vérifiez la connexion et rechargez la page.",
};
