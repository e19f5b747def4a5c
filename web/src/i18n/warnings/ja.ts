// SPDX-License-Identifier: AGPL-3.0-only
import type { WarningsTexts } from "./texts";

export const ja: WarningsTexts = {
  sound_blocked: "音声を再生するには、クリックが必要です。",
  play_sound: "音声を再生",
  guessable_title: "名前を推測した人は誰でも参加できます",
  guessable_text: "このルームには、他人を締め出せるだけの長さの秘密がありません。",
  guessable_strengthen: "非公開のルームを作る",
  guessable_accept: "公開のままでよい",
  notify_offer: "このページが背後にある間に見逃したものがあります。通知しますか？",
  notify_allow: "通知する",
  notice_webrtc_title: "このブラウザーでは通話できません",
  notice_webrtc_text:
    "音声と映像にはWebRTCが必要ですが、このブラウザーにはないか、無効になっています。チャットは使えます。最新のFirefox、Chrome、Edge、Safariを使うか、ブラウザーの設定でWebRTCを有効にしてください。",
  notice_config_title: "サーバーの設定を読み込めませんでした",
  notice_config_text:
    "同じネットワークの人とは通話できますが、それ以外の人とはつながらないことがあります。ページを再読み込みして、もう一度お試しください。",
  notice_old_link_title: "古い形式のリンクが使われました",
  notice_old_link_text:
    "この形式では、ルームの秘密がサーバーに見えてしまいました。今のアドレスを共有するか、できれば新しいルームを作ってください。",
};
