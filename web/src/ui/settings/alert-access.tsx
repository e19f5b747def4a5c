// SPDX-License-Identifier: AGPL-3.0-only
import { useEffect, useRef } from "preact/hooks";
import { ts } from "../../i18n/settings/texts";
import type { AppModel } from "../../state/app-model";
import { WarningIcon } from "../icons";
import { BellIcon } from "../panel-icons";

/** Whether the browser shows alerts at all, without which none of their switches does anything, and a way to ask it. */
export function AlertAccess({ app }: { readonly app: AppModel }) {
  const { notifier } = app.outside;
  const words = useRef<HTMLParagraphElement>(null);
  // It may have been given or taken in the browser's own settings meanwhile.
  useEffect(() => notifier.readPermission(), [notifier]);
  const access = notifier.permission.value;
  const ask = async (): Promise<void> => {
    await notifier.ask();
    // The button that had the focus may be gone.
    words.current?.focus();
  };
  return (
    <div class="setting in-row alert-access">
      {access === "granted" ? <BellIcon /> : <WarningIcon />}
      <p ref={words} class="setting-words" role="status" tabIndex={-1}>
        {ts(`alerts_${access}`)}
      </p>
      {access === "default" && (
        <button type="button" class="button small primary" onClick={() => void ask()}>
          {ts("alerts_allow")}
        </button>
      )}
    </div>
  );
}
