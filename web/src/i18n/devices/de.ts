// SPDX-License-Identifier: AGPL-3.0-only
import type { DevicesTexts } from "./texts";

export const de: DevicesTexts = {
  microphones: "Mikrofone",
  cameras: "Kameras",
  speakers: "Lautsprecher",
  device_default: "Wie im System eingestellt",
  devices_unnamed: "Namen erscheinen, sobald du eines erlaubt hast.",
  remove_noise: "Geräusche entfernen",
  stop_microphone: "Mikrofon ausschalten",
  stop_this: "{device} ausschalten",
  stop_screen: "Bildschirm nicht mehr teilen",
  stop_this_screen: "Bildschirm {device} nicht mehr teilen",
  turn_camera: "Kamera umdrehen",
  add_device: "{device} hinzunehmen",
  add_screen: "Noch einen Bildschirm teilen",
  your_camera: "Deine Kamera",
  your_screen: "Dein Bildschirm",
  your_picture: "dein eigenes Bild",
  move_self: "Dein Bild in die nächste Ecke schieben",
  screen_shared: "Für den Raum freigegeben",
  start_microphone: "Mikrofon starten",
  start_camera: "Kamera starten",
  start_screen: "Bildschirm teilen",
  notice_ask_title: "{device}: jetzt starten?",
  notice_ask_text: "Der Link oder deine Einstellungen wünschen es. Nichts startet, bevor du es sagst.",
  notice_vanished_title: "{device} ist weg",
  notice_vanished_replaced:
    "Ein anderes Gerät ist an seine Stelle getreten. Wähle in der Liste neben dem Knopf.",
  notice_vanished_text: "Es gibt kein anderes. Schließ eines an und starte neu; es geht auch ohne.",
  notice_noise_title: "Geräusche werden nicht entfernt",
  notice_noise_text:
    "Das Mikrofon läuft, aber der Browser konnte nicht laden, was Geräusche daraus entfernt. Lade die Seite neu, um es noch einmal zu versuchen.",
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
};
