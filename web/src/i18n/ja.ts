// SPDX-License-Identifier: AGPL-3.0-only
import type { Messages } from "./i18n";

/** Japanese, in the polite form (です, ます). */
export const ja: Messages = {
  app_name: "keks-meet",
  skip_to_content: "参加者へ移動",
  dismiss: "閉じる",
  notices: "お知らせ",

  room_unnamed: "名前のないルーム",
  people: "参加者",
  controls: "操作",
  you_named: "{name}（自分）",
  unknown_person: "名前のない参加者",
  change_name: "名前を変更",
  your_name: "あなたの名前",
  save: "保存",

  status_connecting: "接続中…",
  status_joined: "接続済み",
  status_reconnecting: "再接続中…",
  reconnecting_hint: "進行中の通話は続きます。",

  microphone: "マイク",
  camera: "カメラ",
  screen: "画面共有",
  mute_microphone: "マイクのミュート",
  mute_hint: "ミュート",
  unmute_hint: "ミュートを解除",
  options_of: "{name}:オプション",
  state_on: "{name}、オン",
  state_off: "{name}、オフ",
  state_starting: "{name}、起動中",
  leave: "退出",
  chat: "チャット",

  videos_of_others: "ほかの人の映像",

  message: "メッセージ",
  send: "送信",
  messages: "メッセージ一覧",
  close_chat: "チャットを閉じる",
  chat_empty: "メッセージはまだありません。",
  chat_offline: "接続するとメッセージを送信できます。",

  share_files: "ファイルを共有",
  drop_files: "ここにドロップして共有",

  chat_unread: "チャット、未読{count}件",
  chat_newest: "最新へ",
  chat_newest_one: "新しいメッセージ{count}件",
  chat_newest_other: "新しいメッセージ{count}件",
  chat_pick: "画像を追加",
  image: "画像",
  notify_more: "ほか{count}件",
  invite: "招待",
  invite_alone: "まだ他に誰もいません",
  invite_text: "このリンクを知っている人は誰でも参加できます。参加してよい人にだけ送ってください。",
  invite_link: "このルームへのリンク",
  copy_link: "リンクをコピー",
  copied: "コピーしました",
  share: "共有…",
  qr_code: "QRコード",
  said_copied: "リンクをコピーしました",
  said_not_copied: "ブラウザーはリンクをコピーしませんでした。選択してあるので、手動でコピーしてください。",
  rooms: "ルーム",

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

  settings: "設定",
  key_ctrl: "Ctrl",
  key_shift: "Shift",
  key_enter: "Enter",
  with_key: "{name}（{key}）",
  notice_part_title: "ページの一部を読み込めませんでした",
  notice_part_text:
    "接続を確認して、もう一度お試しください。それでも直らない場合は、ページを再読み込みしてください。",
  notice_unseen_title: "このページに表示できない参加者がいます",
  notice_unseen_text:
    "ページの一部をまだ読み込み中です。接続を確認し、変わらなければページを再読み込みしてください。",
  notice_language_title: "言語を読み込めませんでした",
  notice_language_text: "表示はそのままです。接続を確認して、ページを再読み込みしてください。",
};
