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
  alone: "Noch ist niemand sonst hier. Schick jemandem den Link aus der Adresszeile.",

  status_connecting: "Verbinde …",
  status_joined: "Verbunden",
  status_reconnecting: "Verbinde erneut …",
  reconnecting_hint: "Laufende Anrufe gehen weiter.",
  status_left: "Verlassen",
  status_failed: "Nicht verbunden",

  person_none: "Im Raum",
  person_connecting: "Verbinde …",
  person_connected: "Verbunden",
  person_interrupted: "Verbindung unterbrochen",
  person_failed: "Verbindung gescheitert, neuer Versuch läuft",
  person_held: "Verbinde erneut …",

  microphone: "Mikrofon",
  camera: "Kamera",
  screen: "Bildschirm teilen",
  state_on: "{name}, an",
  state_off: "{name}, aus",
  state_starting: "{name}, startet",
  leave: "Verlassen",
  chat: "Chat",
  show: "{resource} zeigen",
  show_resource: "{resource} von {name} zeigen",
  hide_resource: "{resource} von {name} ausblenden",
  hide: "Ausblenden",
  resource_camera: "Kamera",
  resource_screen: "Bildschirm",
  resource_video: "Video",
  resource_waiting: "Warte auf das Bild …",
  video_of: "{resource} von {name}",
  your_camera: "Deine Kamera",
  your_screen: "Dein Bildschirm",
  play_sound: "Ton abspielen",
  sound_blocked: "Dein Browser wartet auf einen Klick, bevor er Ton abspielt.",
  shares_sound: "Mikrofon an",

  focus_on: "Vergrößern: {what}",
  focus_end: "Zurück zu allen von {what}",
  fullscreen: "Vollbild",
  fullscreen_of: "Vollbild, {what}",
  pip: "Bild im Bild",
  pip_of: "Bild im Bild, {what}",
  your_picture: "dein eigenes Bild",
  move_self: "Dein Bild in die nächste Ecke schieben",
  screen_shared: "Für den Raum freigegeben",
  videos_of_others: "Videos der anderen",

  message: "Nachricht",
  send: "Senden",
  messages: "Nachrichten",
  close_chat: "Chat schließen",
  chat_empty: "Noch keine Nachrichten.",
  chat_image_by: "Bild von {name}",
  chat_offline: "Nachrichten lassen sich senden, sobald du verbunden bist.",

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

  notice_language_title: "Die Sprache ließ sich nicht laden",
  notice_language_text: "Die Seite bleibt, wie sie ist. Prüfe die Verbindung und lade die Seite neu.",
};
