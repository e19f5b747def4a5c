// SPDX-License-Identifier: AGPL-3.0-only
import type { WarningsTexts } from "./texts";

export const de: WarningsTexts = {
  guessable_title: "Wer den Namen errät, kann dazukommen",
  guessable_text: "Dieser Raum hat kein Geheimnis, das lang genug ist, um Fremde fernzuhalten.",
  guessable_strengthen: "Privaten Raum anlegen",
  guessable_accept: "Er soll offen sein",
  notify_offer:
    "Du hast etwas verpasst, während diese Seite im Hintergrund war. Soll sie dich benachrichtigen?",
  notify_allow: "Benachrichtigen",
};
