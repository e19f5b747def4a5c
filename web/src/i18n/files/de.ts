// SPDX-License-Identifier: AGPL-3.0-only
import type { FilesTexts } from "./texts";

export const de: FilesTexts = {
  files: "Dateien",
  files_count_one: "{count} Datei",
  files_count_other: "{count} Dateien",
  your_files: "Deine Dateien",
  files_of: "Dateien von {name}",

  download: "Herunterladen",
  download_file: "{file} von {name} herunterladen",
  again: "Nochmal versuchen",
  again_file: "Nochmal versuchen, {file} von {name} herunterzuladen",
  cancel: "Abbrechen",
  cancel_download: "Herunterladen von {file} von {name} abbrechen",
  cancel_upload: "{file} nicht weiter an {name} senden",
  remove_file: "{file} nicht mehr teilen",
  progress_in: "Herunterladen von {file} von {name}",
  progress_out: "{file} an {name}",

  waiting: "Warten …",
  rate: "{percent}, {rate}",
  rate_left: "{percent}, {rate}, noch {left}",
  ending: "{percent}, gleich vollständig",
  saved: "Gespeichert, {size}",
  sent: "Angekommen",
  cancelled: "Abgebrochen",

  failed_closed: "Die Verbindung oder die andere Seite hat es beendet.",
  failed_wrong_size: "Die Größe war nicht die angekündigte, darum wurde nichts gespeichert.",
  failed_malformed: "Was kam, war keine Datei.",
  failed_dismissed: "Im Browser abgebrochen.",
  failed_stopped: "Der Browser hat das Speichern beendet.",
  failed_flooded: "Die Datei kam schneller, als sie gespeichert werden konnte.",
  failed_unreadable: "Die Datei ist nicht mehr lesbar.",
  failed_silent: "Es kam nichts.",
  failed_left: "{name} ist gegangen.",
  failed_withdrawn: "{name} teilt sie nicht mehr.",
  too_large:
    "Zu groß: Dieser Browser kann beim Herunterladen nicht speichern, darum gehen höchstens {limit}.",
  in_memory:
    "Dieser Browser kann beim Herunterladen nicht speichern: Dateien bleiben im Arbeitsspeicher, bis sie vollständig sind, höchstens {limit}.",

  unreadable_title: "{file} kann nicht geteilt werden",
  unreadable_text: "Nicht lesbar. Ein Ordner lässt sich teilen, wenn er in eine Datei gepackt ist.",
  too_many_title: "Zu viele Dateien",
  too_many_text:
    "Höchstens {limit} lassen sich zugleich teilen. Entferne einige, oder packe sie in eine Datei.",

  said_offered: "{name} teilt {file}",
  said_shared_one: "{count} Datei ist geteilt",
  said_shared_other: "{count} Dateien sind geteilt",
  said_started_in: "Das Herunterladen von {file} hat begonnen",
  said_done_in: "{file} ist gespeichert",
  said_failed_in: "Das Herunterladen von {file} ist gescheitert. {reason}",
  said_again: "Der Browser hat das Speichern von {file} beendet. Es beginnt von vorn.",
  said_started_out: "{name} lädt {file} herunter",
  said_done_out: "{name} hat {file}",
  said_failed_out: "{file} kam nicht bei {name} an. {reason}",
};
