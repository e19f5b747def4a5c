// SPDX-License-Identifier: AGPL-3.0-only
import { en } from "./en";

export type MessageKey = keyof typeof en;
export type Messages = Readonly<Record<MessageKey, string>>;

const messages: Messages = en;

/** The message in the language of the page, with `{name}` replaced by `params.name`. */
export function t(key: MessageKey, params: Readonly<Record<string, string>> = {}): string {
  return messages[key].replace(/\{(\w+)\}/g, (whole, name: string) => params[name] ?? whole);
}
