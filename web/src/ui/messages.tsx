// SPDX-License-Identifier: AGPL-3.0-only
import { t } from "../i18n/i18n";
import type { Announcer } from "../state/announcer";
import type { Notices } from "../state/notices";
import { focusBeside, focusOnContent } from "./focus";
import { CloseIcon, WarningIcon } from "./icons";

/** The one live region. Each announcement is an element of its own, so that equal ones are read again. */
export function AnnouncerRegion({ announcer }: { readonly announcer: Announcer }) {
  const { serial, text } = announcer.spoken.value;
  return (
    <div class="unseen" role="status" aria-live="polite">
      <span key={serial}>{text}</span>
    </div>
  );
}

export function NoticeList({ notices }: { readonly notices: Notices }) {
  return (
    <>
      {notices.list.value.map(notice => (
        <div key={notice.id} class="banner">
          <WarningIcon />
          <div class="banner-words">
            <strong>{notice.title}</strong>
            <p>{notice.text}</p>
          </div>
          {notice.action !== undefined && (
            <NoticeAction notices={notices} id={notice.id} {...notice.action} />
          )}
          <button
            type="button"
            class="button small quiet"
            aria-label={t("dismiss")}
            title={t("dismiss")}
            onClick={event => {
              focusBeside(event.currentTarget);
              notices.dismiss(notice.id);
            }}
          >
            <CloseIcon />
          </button>
        </div>
      ))}
    </>
  );
}

interface NoticeActionProps {
  readonly notices: Notices;
  readonly id: string;
  readonly label?: string;
  readonly run: () => void;
}

function NoticeAction({ notices, id, label, run }: NoticeActionProps) {
  return (
    <button
      type="button"
      class="button primary small"
      onClick={() => {
        notices.dismiss(id);
        focusOnContent();
        run();
      }}
    >
      {label ?? t("try_again")}
    </button>
  );
}
