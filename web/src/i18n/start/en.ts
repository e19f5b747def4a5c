// SPDX-License-Identifier: AGPL-3.0-only
export const en = {
  start_title: "Meet, end-to-end encrypted",
  start_intro: "No account, nothing to install. Share the room’s link: whoever has it can join.",
  room_name: "Room name",
  room_name_hint: "A secret key is added to the link. The server never sees it.",
  another_name: "Another name",
  join: "Join",
  language: "Language",
  language_auto: "As the browser",
} as const;
