// SPDX-License-Identifier: AGPL-3.0-only
import { t } from "../i18n/i18n";
import type { AppModel } from "../state/app-model";
import { focusOnContent } from "./focus";
import { BellIcon, CloseIcon, WarningIcon } from "./icons";

interface WarningProps {
  readonly app: AppModel;
}

/** Anyone who guesses the name of this room can join: said once for each room. */
export function GuessableWarning({ app }: WarningProps) {
  const { guard } = app.outside;
  if (!guard.warning.value) return null;
  return (
    <div class="banner">
      <WarningIcon />
      <div class="banner-words">
        <strong>{t("guessable_title")}</strong>
        <p>{t("guessable_text")}</p>
        <div class="actions">
          <button type="button" class="button small primary" onClick={() => guard.strengthen()}>
            {t("guessable_strengthen")}
          </button>
          <button
            type="button"
            class="button small"
            onClick={() => {
              guard.accept();
              focusOnContent();
            }}
          >
            {t("guessable_accept")}
          </button>
        </div>
      </div>
    </div>
  );
}

/** Offered once, to who has just missed something. */
export function NotificationOffer({ app }: WarningProps) {
  const { notifier } = app.outside;
  if (!notifier.suggested.value) return null;
  return (
    <div class="banner">
      <BellIcon />
      <div class="banner-words">
        <p>{t("notify_offer")}</p>
      </div>
      <button
        type="button"
        class="button small primary"
        onClick={() => {
          void notifier.ask();
          focusOnContent();
        }}
      >
        {t("notify_allow")}
      </button>
      <button
        type="button"
        class="button small quiet"
        aria-label={t("dismiss")}
        title={t("dismiss")}
        onClick={() => {
          notifier.dismiss();
          focusOnContent();
        }}
      >
        <CloseIcon />
      </button>
    </div>
  );
}
