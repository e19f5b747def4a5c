// SPDX-License-Identifier: AGPL-3.0-only
import type { ConnectionMessages } from "./connection";

export const de: ConnectionMessages = {
  close: "Schließen",
  volume: "Lautstärke",
  volume_percent: "{percent} Prozent",
  connection: "Verbindung",
  pictures: "Bilder und Ton",
  stop_hearing: "{name} nicht mehr hören",
  connected: "Alles ist in Ordnung.",
  unused: "Noch wird nichts gesendet, also gibt es nichts zu verbinden.",
  advice_signaling:
    "Deine Verbindung zum Server ist weg. Sobald dein Netz da ist, kommt sie von selbst wieder.",
  advice_no_local:
    "Dein Browser hat keinen Weg ins Netz gefunden. Prüfe, ob du online bist und ob keine Erweiterung oder Einstellung WebRTC sperrt.",
  advice_no_remote:
    "Von der anderen Seite kommt nichts an. Vielleicht sperrt der Browser oder das Netz dort WebRTC; neu laden kann dort helfen.",
  advice_no_relay:
    "Eure beiden Netze lassen einander nicht durch, und dieser Server hat kein Relais (TURN). Versuche ein anderes Netz, etwa das des Handys, oder bitte den Betreiber, TURN einzurichten.",
  advice_relay_unreachable:
    "Der direkte Weg ist gesperrt, und das Relais des Servers (TURN) antwortet nicht. Vielleicht sperrt es dein Netz, oder es ist falsch eingerichtet.",
  advice_lost:
    "Die Verbindung ist abgebrochen, wohl weil ein Netz gewechselt hat oder schwach ist. Gerade wird sie wiederhergestellt.",
  advice_slow:
    "Die beiden Browser suchen noch einen Weg zueinander. In langsamen Netzen dauert das eine Weile.",
  report: "Störungsbericht",
  report_hint:
    "Für den Betreiber des Servers: Zustände, Arten und Versionen; keine Namen, Adressen oder Geheimnisse.",
  copy_report: "Bericht kopieren",
  copied: "Kopiert",
  select_report: "Markiere den Text und kopiere ihn.",
  figures: "Messwerte",
  path: "Weg",
  round_trip: "Hin und zurück",
  received: "Empfangen: {kind}",
  sent: "Gesendet: {kind}",
  lost_share: "{percent} % verloren",
  no_figures: "Noch keine Verbindung.",
};
