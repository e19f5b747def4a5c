// SPDX-License-Identifier: AGPL-3.0-only
import type { StartTexts } from "./texts";

export const ja: StartTexts = {
  start_title: "エンドツーエンドで暗号化されたビデオ会議",
  start_intro:
    "アカウントもインストールも不要です。ルームのリンクを共有すれば、受け取った人は誰でも参加できます。",
  room_name: "ルーム名",
  room_name_hint: "リンクには秘密の鍵が付きます。サーバーがそれを知ることはありません。",
  another_name: "別の名前",
  join: "参加",
  language: "言語",
  language_auto: "ブラウザーと同じ",
};
