// SPDX-License-Identifier: AGPL-3.0-only
import type { DevicesTexts } from "./texts";

export const ja: DevicesTexts = {
  microphones: "マイク",
  cameras: "カメラ",
  speakers: "スピーカー",
  device_default: "システムの設定に従う",
  devices_unnamed: "一つ許可すると名前が表示されます。",
  remove_noise: "雑音を除去",
  stop_microphone: "マイクをオフにする",
  stop_this: "{device}をオフにする",
  stop_screen: "画面の共有を終了",
  stop_this_screen: "画面{device}の共有を終了",
  turn_camera: "カメラを反対側に切り替える",
  add_device: "{device}を追加",
  add_screen: "別の画面も共有",
  your_camera: "あなたのカメラ",
  your_screen: "あなたの画面",
  your_picture: "自分の映像",
  move_self: "自分の映像を次の隅に移す",
  screen_shared: "ルームと共有中",
  start_microphone: "マイクを開始",
  start_camera: "カメラを開始",
  start_screen: "画面を共有",
  notice_ask_title: "{device}:今すぐ開始しますか",
  notice_ask_text: "リンクまたは設定が求めています。承認するまで何も始まりません。",
  notice_vanished_title: "{device}がなくなりました",
  notice_vanished_replaced: "別の機器に切り替わりました。ボタンの横の一覧で選べます。",
  notice_vanished_text: "ほかにありません。接続してもう一度開始してください。なくても続けられます。",
  notice_noise_title: "雑音は除去されていません",
  notice_noise_text:
    "マイクは使えますが、雑音を除去する機能を読み込めませんでした。ページを再読み込みするともう一度試します。",
  notice_device_title: "{device}を開始できませんでした",
  notice_denied:
    "ブラウザーが許可していません。アドレスの横のアイコンから許可して、もう一度お試しください。使わずに続けることもできます。",
  notice_denied_screen:
    "何も選択されなかったか、ブラウザーまたはシステムが許可していません。もう一度試して選択してください。",
  notice_missing: "見つかりませんでした。接続してもう一度お試しください。使わずに続けることもできます。",
  notice_busy:
    "ほかのプログラムが使用している可能性があります。それを閉じて、もう一度お試しください。使わずに続けることもできます。",
  notice_unsupported: "このブラウザーではここで使えません。使わずに続けることもできます。",
  notice_failed:
    "ブラウザーは理由を示しませんでした。もう一度お試しください。それでも直らない場合は、ページを再読み込みしてください。",
};
