// SPDX-License-Identifier: AGPL-3.0-only
import type { StartTexts } from "./texts";

export const de: StartTexts = {
  start_title: "Treffen, Ende-zu-Ende-verschlüsselt",
  start_intro: "Kein Konto, nichts zu installieren. Teile den Link des Raums: Wer ihn hat, kann dazukommen.",
  room_name: "Name des Raums",
  room_name_hint: "Der Link bekommt einen geheimen Schlüssel. Der Server sieht ihn nie.",
  another_name: "Anderer Name",
  join: "Beitreten",
  language: "Sprache",
  language_auto: "Wie der Browser",
};
