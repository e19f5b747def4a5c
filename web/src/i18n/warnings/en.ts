// SPDX-License-Identifier: AGPL-3.0-only
export const en = {
  sound_blocked: "Your browser waits for a click before it plays sound.",
  play_sound: "Play sound",
  guessable_title: "Anyone who guesses the name can join",
  guessable_text: "This room has no secret that is long enough to keep strangers out.",
  guessable_strengthen: "Make a private room",
  guessable_accept: "It is meant to be open",
  notify_offer: "You missed something while this page was in the background. Shall it notify you?",
  notify_allow: "Notify me",
  notice_webrtc_title: "This browser has no calls",
  notice_webrtc_text:
    "Sound and pictures need WebRTC, which is missing or switched off in this browser. Chat works. Use a current Firefox, Chrome, Edge or Safari, or switch WebRTC on in its settings.",
  notice_config_title: "The server’s settings could not be read",
  notice_config_text:
    "You can meet people in the same network; others may stay out of reach. Reload the page to try again.",
  notice_old_link_title: "You used an old link",
  notice_old_link_text:
    "Its format showed the room’s secret to the server. Share the address as it stands now, or better, a new room.",
} as const;
