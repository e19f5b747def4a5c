// SPDX-License-Identifier: AGPL-3.0-only
import type { DraftsTexts } from "./texts";

export const ja: DraftsTexts = {
  chat_drafts: "送信する画像",
  chat_draft: "画像{number}、{size}",
  image_preparing: "画像を準備しています…",
  image_not_image: "{name}は送信できる画像ではありません。PNG、JPEG、WebP、GIFを送信できます。",
  image_too_large: "{name}は大きすぎて送信できません。",
  image_too_many: "{name}は追加されませんでした。先に他の画像を送信してください。",
  notice_paste_title: "画像を貼り付けられませんでした",
  notice_paste_text:
    "ブラウザーからクリップボードの画像を受け取れませんでした。画像をコピーし、確認が表示されたらクリップボードへのアクセスを許可するか、ブラウザー自身のキーで貼り付けてください。",
  remove: "削除",
  remove_named: "{name}を削除",
};
