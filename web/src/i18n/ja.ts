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

  status_connecting: "接続中…",
  status_joined: "接続済み",
  status_reconnecting: "再接続中…",
  reconnecting_hint: "進行中の通話は続きます。",
  status_left: "退出済み",
  status_failed: "未接続",

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
  play_sound: "音声を再生",
  sound_blocked: "音声を再生するには、クリックが必要です。",
  shares_sound: "マイクがオンです",

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
  chat_drafts: "送信する画像",
  chat_draft: "画像{number}、{size}",
  remove: "削除",
  remove_named: "{name}を削除",
  image: "画像",
  image_preparing: "画像を準備しています…",
  image_not_image: "{name}は送信できる画像ではありません。PNG、JPEG、WebP、GIFを送信できます。",
  image_too_large: "{name}は大きすぎて送信できません。",
  image_too_many: "{name}は追加されませんでした。先に他の画像を送信してください。",
  notify_more: "ほか{count}件",
  notify_offer: "このページが背後にある間に見逃したものがあります。通知しますか？",
  notify_allow: "通知する",
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
  guessable_title: "名前を推測した人は誰でも参加できます",
  guessable_text: "このルームには、他人を締め出せるだけの長さの秘密がありません。",
  guessable_strengthen: "非公開のルームを作る",
  guessable_accept: "公開のままでよい",
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
