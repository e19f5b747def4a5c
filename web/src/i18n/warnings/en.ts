// SPDX-License-Identifier: AGPL-3.0-only
export const en = {
  guessable_title: "Anyone who guesses the name can join",
  guessable_text: "This room has no secret that is long enough to keep strangers out.",
  guessable_strengthen: "Make a private room",
  guessable_accept: "It is meant to be open",
  notify_offer: "You missed something while this page was in the background. Shall it notify you?",
  notify_allow: "Notify me",
} as const;
