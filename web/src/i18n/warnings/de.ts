// SPDX-License-Identifier: AGPL-3.0-only
import type { WarningsTexts } from "./texts";

export const de: WarningsTexts = {
  sound_blocked: "Dein Browser wartet auf einen Klick, bevor er Ton abspielt.",
  play_sound: "Ton abspielen",
  guessable_title: "Wer den Namen errät, kann dazukommen",
  guessable_text: "Dieser Raum hat kein Geheimnis, das lang genug ist, um Fremde fernzuhalten.",
  guessable_strengthen: "Privaten Raum anlegen",
  guessable_accept: "Er soll offen sein",
  notify_offer:
    "Du hast etwas verpasst, während diese Seite im Hintergrund war. Soll sie dich benachrichtigen?",
  notify_allow: "Benachrichtigen",
  notice_webrtc_title: "Dieser Browser kann nicht anrufen",
  notice_webrtc_text:
    "Ton und Bild brauchen WebRTC, das in diesem Browser fehlt oder ausgeschaltet ist. Der Chat geht. Nimm einen aktuellen Firefox, Chrome, Edge oder Safari, oder schalte WebRTC in den Einstellungen des Browsers ein.",
  notice_config_title: "Die Einstellungen des Servers waren nicht zu lesen",
  notice_config_text:
    "Du kannst Personen im selben Netz treffen; andere sind vielleicht nicht erreichbar. Lade die Seite neu, um es noch einmal zu versuchen.",
  notice_old_link_title: "Das war ein alter Link",
  notice_old_link_text:
    "Sein Format hat dem Server das Geheimnis des Raums gezeigt. Teile die Adresse, wie sie jetzt dasteht, oder besser einen neuen Raum.",
};
