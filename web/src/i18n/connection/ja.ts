// SPDX-License-Identifier: AGPL-3.0-only
import type { ConnectionMessages } from "./connection";

export const ja: ConnectionMessages = {
  close: "閉じる",
  volume: "音量",
  volume_percent: "{percent}パーセント",
  connection: "接続",
  pictures: "映像と音声",
  stop_hearing: "{name}さんの音声を止める",
  connected: "問題はありません。",
  unused: "まだ何も送っていないため、接続はありません。",
  advice_signaling: "サーバーとの接続が切れました。ネットワークが戻ると自動的に回復します。",
  advice_no_local:
    "ブラウザーからネットワークへの経路が見つかりません。オンラインかどうか、拡張機能や設定がWebRTCを止めていないかを確かめてください。",
  advice_no_remote:
    "相手から何も届きません。相手のブラウザーかネットワークがWebRTCを止めている可能性があります。相手がページを再読み込みすると直ることがあります。",
  advice_no_relay:
    "お互いのネットワークが直接つながらず、このサーバーには中継（TURN）がありません。携帯回線など別のネットワークを試すか、サーバーの運営者にTURNの設定を頼んでください。",
  advice_relay_unreachable:
    "直接の経路は塞がれていて、サーバーの中継（TURN）も応答しません。ネットワークが止めているか、設定が誤っている可能性があります。",
  advice_lost: "ネットワークの切り替わりか弱い電波のために接続が切れたようです。回復を試みています。",
  advice_slow: "お互いへの経路をまだ探しています。遅いネットワークでは時間がかかります。",
  report: "障害報告",
  report_hint:
    "サーバーの運営者向けの情報です。状態と種類とバージョンだけで、名前やアドレスや秘密は含みません。",
  copy_report: "報告をコピー",
  copied: "コピーしました",
  select_report: "文章を選択してコピーしてください。",
  figures: "計測値",
  path: "経路",
  round_trip: "往復時間",
  received: "受信 {kind}",
  sent: "送信 {kind}",
  lost_share: "損失{percent}%",
  no_figures: "まだ接続がありません。",
};
