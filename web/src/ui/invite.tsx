// SPDX-License-Identifier: AGPL-3.0-only
import { useRef } from "preact/hooks";
import { t } from "../i18n/i18n";
import type { AppModel } from "../state/app-model";
import { CheckIcon, CopyIcon, QrIcon, ShareIcon } from "./icons";

interface InviteProps {
  readonly app: AppModel;
}

/** What one sees first in a room where nobody is. It has its place before that is known, so that nothing moves then. */
export function InviteCard({ app, shown }: InviteProps & { readonly shown: boolean }) {
  return (
    <section class="invite-card" data-shown={shown} aria-labelledby="invite-title">
      <h2 id="invite-title">{t("invite_alone")}</h2>
      <p class="faint">{t("invite_text")}</p>
      <InviteWays app={app} />
    </section>
  );
}

/** The link itself, and the ways to hand it on. */
export function InviteWays({ app, inDialog = false }: InviteProps & { readonly inDialog?: boolean }) {
  const { invite } = app.outside;
  const field = useRef<HTMLInputElement>(null);
  const copied = invite.copied.value;
  const copy = async (): Promise<void> => {
    // Selected, it can be copied by the keyboard.
    if (!(await invite.copy())) field.current?.select();
  };
  return (
    <div class="invite">
      <div class="field">
        <input
          ref={field}
          class="input"
          readOnly
          value={invite.link()}
          aria-label={t("invite_link")}
          onFocus={event => event.currentTarget.select()}
        />
        <button type="button" class="button primary" onClick={() => void copy()}>
          {copied ? <CheckIcon /> : <CopyIcon />}
          <span class="copy-label">
            <span data-shown={!copied}>{t("copy_link")}</span>
            <span data-shown={copied} aria-hidden={!copied}>
              {t("copied")}
            </span>
          </span>
        </button>
        {invite.canShare && (
          <button
            type="button"
            class="button square"
            aria-label={t("share")}
            title={t("share")}
            onClick={() => void invite.share()}
          >
            <ShareIcon />
          </button>
        )}
        {!inDialog && (
          <button
            type="button"
            class="button square"
            aria-haspopup="dialog"
            aria-label={t("qr_code")}
            title={t("qr_code")}
            onClick={() => (app.outside.panel.value = "invite")}
          >
            <QrIcon />
          </button>
        )}
      </div>
    </div>
  );
}
