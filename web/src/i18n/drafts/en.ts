// SPDX-License-Identifier: AGPL-3.0-only
export const en = {
  chat_drafts: "Images to be sent",
  chat_draft: "Image {number}, {size}",
  image_preparing: "Making the image ready…",
  image_not_image: "{name} is no image that can be sent. PNG, JPEG, WebP and GIF can.",
  image_too_large: "{name} is too large to be sent.",
  image_too_many: "{name} was left out: send the other images first.",
  notice_paste_title: "No image was pasted",
  notice_paste_text:
    "The browser gave this page no image of the clipboard. Copy one, allow access to the clipboard if you are asked, or paste with the browser's own key.",
  remove: "Remove",
  remove_named: "Remove {name}",
} as const;
