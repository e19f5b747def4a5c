// SPDX-License-Identifier: AGPL-3.0-only
import type { FatalTexts } from "./texts";

export const ja: FatalTexts = {
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
};
