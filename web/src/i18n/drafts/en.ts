// SPDX-License-Identifier: AGPL-3.0-only
export const en = {
  chat_drafts: "Images to be sent",
  chat_draft: "Image {number}, {size}",
  image_preparing: "Making the image ready…",
  image_not_image: "{name} is no image that can be sent. PNG, JPEG, WebP and GIF can.",
  image_too_large: "{name} is too large to be sent.",
  image_too_many: "{name} was left out: send the other images first.",
  remove: "Remove",
  remove_named: "Remove {name}",
} as const;
