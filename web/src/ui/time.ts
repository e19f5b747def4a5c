// SPDX-License-Identifier: AGPL-3.0-only
/** Times of day, as they are written in the language of the page. */
import { locale } from "../i18n/i18n";

interface Formats {
  readonly locale: string;
  readonly short: Intl.DateTimeFormat;
  readonly full: Intl.DateTimeFormat;
}

/** Making them takes longer than using them a hundred times. */
let made: Formats | undefined;

/** `time` is in milliseconds since 1970. `machine` is what HTML's time element wants. */
export function timeOfDay(time: number): {
  readonly short: string;
  readonly full: string;
  readonly machine: string;
} {
  const { short, full } = formats();
  return { short: short.format(time), full: full.format(time), machine: new Date(time).toISOString() };
}

function formats(): Formats {
  if (made?.locale !== locale()) {
    made = {
      locale: locale(),
      short: new Intl.DateTimeFormat(locale(), { hour: "numeric", minute: "2-digit" }),
      full: new Intl.DateTimeFormat(locale(), { dateStyle: "medium", timeStyle: "medium" }),
    };
  }
  return made;
}
