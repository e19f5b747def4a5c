// SPDX-License-Identifier: AGPL-3.0-only
import type { Messages } from "./i18n";

/** German, which addresses the reader as “du”. */
export const de: Messages = {
  app_name: "keks-meet",
  skip_to_content: "Zu den Personen springen",
  dismiss: "Schließen",
  notices: "Hinweise",

  start_title: "Treffen, Ende-zu-Ende-verschlüsselt",
  start_intro: "Kein Konto, nichts zu installieren. Teile den Link des Raums: Wer ihn hat, kann dazukommen.",
  room_name: "Name des Raums",
  room_name_hint: "Der Link bekommt einen geheimen Schlüssel. Der Server sieht ihn nie.",
  another_name: "Anderer Name",
  join: "Beitreten",

  room_unnamed: "Raum ohne Namen",
  people: "Personen",
  controls: "Bedienung",
  you_named: "{name} (du)",
  unknown_person: "Unbekannte Person",
  change_name: "Namen ändern",
  your_name: "Dein Name",
  save: "Speichern",

  status_connecting: "Verbinde …",
  status_joined: "Verbunden",
  status_reconnecting: "Verbinde erneut …",
  reconnecting_hint: "Laufende Anrufe gehen weiter.",
  status_left: "Verlassen",
  status_failed: "Nicht verbunden",

  microphone: "Mikrofon",
  camera: "Kamera",
  screen: "Bildschirm",
  mute_microphone: "Mikrofon stumm",
  mute_hint: "Stummschalten",
  unmute_hint: "Wieder hören lassen",
  options_of: "{name}: Auswahl",
  state_on: "{name}, an",
  state_off: "{name}, aus",
  state_starting: "{name}, startet",
  leave: "Verlassen",
  chat: "Chat",
  play_sound: "Ton abspielen",
  sound_blocked: "Dein Browser wartet auf einen Klick, bevor er Ton abspielt.",
  shares_sound: "Mikrofon an",

  videos_of_others: "Videos der anderen",

  message: "Nachricht",
  send: "Senden",
  messages: "Nachrichten",
  close_chat: "Chat schließen",
  chat_empty: "Noch keine Nachrichten.",
  chat_offline: "Nachrichten lassen sich senden, sobald du verbunden bist.",

  share_files: "Dateien teilen",
  drop_files: "Dateien zum Teilen hier ablegen",

  chat_unread: "Chat, {count} ungelesen",
  chat_newest: "Zu den neuesten",
  chat_newest_one: "{count} neue Nachricht",
  chat_newest_other: "{count} neue Nachrichten",
  chat_pick: "Bilder hinzufügen",
  chat_drafts: "Bilder zum Senden",
  chat_draft: "Bild {number}, {size}",
  remove: "Entfernen",
  remove_named: "{name} entfernen",
  image: "Das Bild",
  image_preparing: "Bild wird vorbereitet …",
  image_not_image: "{name} ist kein Bild, das gesendet werden kann. PNG, JPEG, WebP und GIF gehen.",
  image_too_large: "{name} ist zu groß zum Senden.",
  image_too_many: "{name} wurde ausgelassen: Sende zuerst die anderen Bilder.",
  notify_more: "und {count} weitere",
  notify_offer:
    "Du hast etwas verpasst, während diese Seite im Hintergrund war. Soll sie dich benachrichtigen?",
  notify_allow: "Benachrichtigen",
  invite: "Einladen",
  invite_alone: "Noch ist niemand sonst hier",
  invite_text: "Wer diesen Link hat, kann dazukommen. Schick ihn nur denen, die das dürfen.",
  invite_link: "Link zu diesem Raum",
  copy_link: "Link kopieren",
  copied: "Kopiert",
  share: "Teilen …",
  qr_code: "QR-Code",
  said_copied: "Link kopiert",
  said_not_copied: "Der Browser hat den Link nicht kopiert. Er ist markiert: Kopiere ihn von Hand.",
  guessable_title: "Wer den Namen errät, kann dazukommen",
  guessable_text: "Dieser Raum hat kein Geheimnis, das lang genug ist, um Fremde fernzuhalten.",
  guessable_strengthen: "Privaten Raum anlegen",
  guessable_accept: "Er soll offen sein",
  rooms: "Räume",

  said_joined: "{name} ist gekommen",
  said_left: "{name} ist gegangen",
  said_chat: "{name}: {text}",
  said_image: "{name} hat ein Bild geschickt",
  said_reconnecting: "Verbindung verloren, verbinde erneut",
  said_joined_room: "Du bist im Raum {room}",

  left_title: "Du bist gegangen",
  left_text: "Mikrofon, Kamera und Bildschirm sind aus.",
  rejoin: "Wieder beitreten",
  to_start: "Zur Startseite",

  fatal_insecure_title: "Diese Adresse ist nicht sicher",
  fatal_insecure_text:
    "Browser erlauben Verschlüsselung, Mikrofone und Kameras nur auf Seiten, die über https kamen oder von diesem Computer selbst.",
  fatal_insecure_how:
    "Öffne die Seite mit https:// in der Adresse, oder bitte die Betreiber dieses Servers, das einzurichten.",
  fatal_crypto_title: "Dieser Browser kann nicht verschlüsseln",
  fatal_crypto_text:
    "Hier wird alles in deinem Browser verschlüsselt, und diesem fehlt, was es dazu braucht (Web Crypto).",
  fatal_crypto_how: "Nimm einen aktuellen Firefox, Chrome, Edge oder Safari.",
  fatal_keys_title: "Der Schlüssel des Raums ließ sich nicht bilden",
  fatal_keys_text: "Dein Browser hat sich geweigert, den Schlüssel aus dem Link des Raums abzuleiten.",
  fatal_keys_how: "Lade die Seite neu; hilft das nicht, nimm einen anderen Browser.",

  notice_config_title: "Die Einstellungen des Servers waren nicht zu lesen",
  notice_config_text:
    "Du kannst Personen im selben Netz treffen; andere sind vielleicht nicht erreichbar. Lade die Seite neu, um es noch einmal zu versuchen.",
  notice_webrtc_title: "Dieser Browser kann nicht anrufen",
  notice_webrtc_text:
    "Ton und Bild brauchen WebRTC, das in diesem Browser fehlt oder ausgeschaltet ist. Der Chat geht. Nimm einen aktuellen Firefox, Chrome, Edge oder Safari, oder schalte WebRTC in den Einstellungen des Browsers ein.",
  notice_old_link_title: "Das war ein alter Link",
  notice_old_link_text:
    "Sein Format hat dem Server das Geheimnis des Raums gezeigt. Teile die Adresse, wie sie jetzt dasteht, oder besser einen neuen Raum.",
  notice_device_title: "{device}: Start gescheitert",
  notice_denied:
    "Der Browser erlaubt es nicht. Erlaube es über das Zeichen neben der Adresse und versuche es noch einmal. Es geht auch ohne.",
  notice_denied_screen:
    "Es wurde nichts ausgewählt, oder der Browser oder das System erlaubt es nicht. Versuche es noch einmal, um auszuwählen.",
  notice_missing: "Es wurde keins gefunden. Schließ eins an und versuche es noch einmal. Es geht auch ohne.",
  notice_busy:
    "Vielleicht benutzt es ein anderes Programm. Schließ dieses und versuche es noch einmal. Es geht auch ohne.",
  notice_unsupported: "Dieser Browser kann das hier nicht. Es geht auch ohne.",
  notice_failed:
    "Der Browser hat keinen Grund genannt. Versuche es noch einmal; hilft das nicht, lade die Seite neu.",

  settings: "Einstellungen",
  key_ctrl: "Strg",
  key_shift: "Umschalt",
  key_enter: "Eingabe",
  with_key: "{name} ({key})",
  notice_part_title: "Ein Teil der Seite ließ sich nicht laden",
  notice_part_text: "Prüfe die Verbindung und versuche es noch einmal; hilft das nicht, lade die Seite neu.",
  notice_unseen_title: "Hier ist jemand, den diese Seite nicht zeigen kann",
  notice_unseen_text:
    "Ein Teil der Seite ist noch unterwegs. Prüfe die Verbindung; wenn es so bleibt, lade die Seite neu.",
  notice_language_title: "Die Sprache ließ sich nicht laden",
  notice_language_text: "Die Seite bleibt, wie sie ist. Prüfe die Verbindung und lade die Seite neu.",
};
