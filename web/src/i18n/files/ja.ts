// SPDX-License-Identifier: AGPL-3.0-only
import type { FilesTexts } from "./texts";

export const ja: FilesTexts = {
  files: "ファイル",
  files_count_one: "ファイル {count} 件",
  files_count_other: "ファイル {count} 件",
  your_files: "自分のファイル",
  files_of: "{name}さんのファイル",

  download: "ダウンロード",
  download_file: "{name}さんの{file}をダウンロード",
  again: "再試行",
  again_file: "{name}さんの{file}のダウンロードを再試行",
  cancel: "キャンセル",
  cancel_download: "{name}さんの{file}のダウンロードをキャンセル",
  cancel_upload: "{name}さんへの{file}の送信を中止",
  remove_file: "{file}の共有をやめる",
  progress_in: "{name}さんの{file}のダウンロード",
  progress_out: "{name}さんへの{file}",

  waiting: "待機中…",
  rate: "{percent}、{rate}",
  rate_left: "{percent}、{rate}、残り {left}",
  ending: "{percent}、まもなく完了",
  saved: "保存済み、{size}",
  sent: "受信済み",
  cancelled: "キャンセルしました",

  failed_closed: "接続または相手側が終了しました。",
  failed_wrong_size: "知らされた大きさと違うため、保存しませんでした。",
  failed_malformed: "届いたものはファイルではありません。",
  failed_dismissed: "ブラウザーでキャンセルされました。",
  failed_stopped: "ブラウザーが保存を中断しました。",
  failed_flooded: "保存が追いつきませんでした。",
  failed_unreadable: "ファイルを読み取れなくなりました。",
  failed_silent: "何も届きませんでした。",
  failed_left: "{name}さんが退出しました。",
  failed_withdrawn: "{name}さんが共有をやめました。",
  too_large: "大きすぎます。このブラウザーはダウンロードしながら保存できないため、上限は{limit}です。",
  in_memory:
    "このブラウザーはダウンロードしながら保存できません。ファイルは完了するまでメモリーに置かれます（上限{limit}）。",

  unreadable_title: "{file}を共有できません",
  unreadable_text: "読み取れません。フォルダーは1つのファイルに圧縮すれば共有できます。",
  too_many_title: "ファイルが多すぎます",
  too_many_text: "同時に共有できるのは{limit}件までです。減らすか、1つのファイルにまとめてください。",

  said_offered: "{name}さんが{file}を共有しています",
  said_shared_one: "ファイルを{count}件共有しました",
  said_shared_other: "ファイルを{count}件共有しました",
  said_started_in: "{file}のダウンロードを開始しました",
  said_done_in: "{file}を保存しました",
  said_failed_in: "{file}のダウンロードに失敗しました。{reason}",
  said_again: "ブラウザーが{file}の保存を中断しました。もう一度ダウンロードします。",
  said_started_out: "{name}さんが{file}をダウンロードしています",
  said_done_out: "{name}さんが{file}を受け取りました",
  said_failed_out: "{file}は{name}さんに届きませんでした。{reason}",
};
