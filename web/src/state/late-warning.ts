// SPDX-License-Identifier: AGPL-3.0-only
import { warningText, warningsTexts } from "../i18n/warnings/texts";
import type { LateWarning, Notice } from "./notices";

export async function lateWarning(what: LateWarning): Promise<Notice> {
  await warningsTexts.ready();
  return {
    id: what,
    get title() {
      return warningText(`notice_${what}_title`);
    },
    get text() {
      return warningText(`notice_${what}_text`);
    },
  };
}
