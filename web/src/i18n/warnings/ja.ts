// SPDX-License-Identifier: AGPL-3.0-only
import type { WarningsTexts } from "./texts";

export const ja: WarningsTexts = {
  guessable_title: "名前を推測した人は誰でも参加できます",
  guessable_text: "このルームには、他人を締め出せるだけの長さの秘密がありません。",
  guessable_strengthen: "非公開のルームを作る",
  guessable_accept: "公開のままでよい",
  notify_offer: "このページが背後にある間に見逃したものがあります。通知しますか？",
  notify_allow: "通知する",
};
