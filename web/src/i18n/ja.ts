// SPDX-License-Identifier: AGPL-3.0-only
import type { Messages } from "./i18n";

/** Japanese, in the polite form (です, ます). */
export const ja: Messages = {
  app_name: "keks-meet",
  skip_to_content: "参加者へ移動",
  dismiss: "閉じる",
  notices: "お知らせ",

  start_title: "エンドツーエンドで暗号化されたビデオ会議",
  start_intro:
    "アカウントもインストールも不要です。ルームのリンクを共有すれば、受け取った人は誰でも参加できます。",
  room_name: "ルーム名",
  room_name_hint: "リンクには秘密の鍵が付きます。サーバーがそれを知ることはありません。",
  another_name: "別の名前",
  join: "参加",

  room_unnamed: "名前のないルーム",
  people: "参加者",
  controls: "操作",
  you_named: "{name}（自分）",
  unknown_person: "名前のない参加者",
  change_name: "名前を変更",
  your_name: "あなたの名前",
  save: "保存",
  alone: "まだほかに誰もいません。アドレスバーのリンクを誰かに送ってください。",

  status_connecting: "接続中…",
  status_joined: "接続済み",
  status_reconnecting: "再接続中…",
  reconnecting_hint: "進行中の通話は続きます。",
  status_left: "退出済み",
  status_failed: "未接続",

  person_none: "ルーム内",
  person_connecting: "接続中…",
  person_connected: "接続済み",
  person_interrupted: "接続が途切れています",
  person_failed: "接続に失敗しました。再試行しています",
  person_held: "再接続中…",

  microphone: "マイク",
  camera: "カメラ",
  screen: "画面共有",
  state_on: "{name}、オン",
  state_off: "{name}、オフ",
  state_starting: "{name}、起動中",
  leave: "退出",
  chat: "チャット",
  show: "{resource}を表示",
  show_resource: "{name}さんの{resource}を表示",
  hide_resource: "{name}さんの{resource}を非表示",
  hide: "非表示",
  resource_camera: "カメラ",
  resource_screen: "画面",
  resource_video: "映像",
  resource_waiting: "映像を待っています…",
  video_of: "{name}さんの{resource}",
  your_camera: "あなたのカメラ",
  your_screen: "あなたの画面",
  play_sound: "音声を再生",
  sound_blocked: "音声を再生するには、クリックが必要です。",
  shares_sound: "マイクがオンです",

  focus_on: "{what}を拡大",
  focus_end: "{what}から全員の表示に戻る",
  fullscreen: "全画面",
  fullscreen_of: "全画面、{what}",
  pip: "ピクチャーインピクチャー",
  pip_of: "ピクチャーインピクチャー、{what}",
  your_picture: "自分の映像",
  move_self: "自分の映像を次の隅に移す",
  screen_shared: "ルームと共有中",
  videos_of_others: "ほかの人の映像",

  message: "メッセージ",
  send: "送信",
  messages: "メッセージ一覧",
  close_chat: "チャットを閉じる",
  chat_empty: "メッセージはまだありません。",
  chat_image_by: "{name}さんの画像",
  chat_offline: "接続するとメッセージを送信できます。",

  said_joined: "{name}さんが参加しました",
  said_left: "{name}さんが退出しました",
  said_chat: "{name}さん：{text}",
  said_image: "{name}さんが画像を送信しました",
  said_reconnecting: "接続が切れました。再接続しています",
  said_joined_room: "ルーム「{room}」に参加しています",

  left_title: "退出しました",
  left_text: "マイク、カメラ、画面共有はオフになりました。",
  rejoin: "もう一度参加",
  to_start: "最初のページへ",

  fatal_insecure_title: "このアドレスは安全ではありません",
  fatal_insecure_text:
    "ブラウザーが暗号化、マイク、カメラを許可するのは、httpsで開いたページか、このコンピューター自身のページだけです。",
  fatal_insecure_how: "https://で始まるアドレスで開くか、サーバーの管理者に設定を依頼してください。",
  fatal_crypto_title: "このブラウザーは暗号化できません",
  fatal_crypto_text:
    "ここではすべてがブラウザー内で暗号化されますが、このブラウザーには必要な機能（Web Crypto）がありません。",
  fatal_crypto_how: "最新のFirefox、Chrome、Edge、Safariをお使いください。",
  fatal_keys_title: "ルームの鍵を作成できませんでした",
  fatal_keys_text: "ブラウザーが、ルームのリンクから鍵を導き出すことを拒否しました。",
  fatal_keys_how: "ページを再読み込みしてください。それでも直らない場合は、別のブラウザーをお使いください。",

  notice_config_title: "サーバーの設定を読み込めませんでした",
  notice_config_text:
    "同じネットワークの人とは通話できますが、それ以外の人とはつながらないことがあります。ページを再読み込みして、もう一度お試しください。",
  notice_webrtc_title: "このブラウザーでは通話できません",
  notice_webrtc_text:
    "音声と映像にはWebRTCが必要ですが、このブラウザーにはないか、無効になっています。チャットは使えます。最新のFirefox、Chrome、Edge、Safariを使うか、ブラウザーの設定でWebRTCを有効にしてください。",
  notice_old_link_title: "古い形式のリンクが使われました",
  notice_old_link_text:
    "この形式では、ルームの秘密がサーバーに見えてしまいました。今のアドレスを共有するか、できれば新しいルームを作ってください。",
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

  notice_language_title: "言語を読み込めませんでした",
  notice_language_text: "表示はそのままです。接続を確認して、ページを再読み込みしてください。",
};
