// SPDX-License-Identifier: AGPL-3.0-only
import { t } from "../i18n/i18n";
import { warningText } from "../i18n/warnings/texts";
import type { AppModel } from "../state/app-model";
import { focusBeside, focusOnContent } from "./focus";
import { CloseIcon, WarningIcon } from "./icons";
import { BellIcon, SoundIcon } from "./panel-icons";

export { warningsTexts } from "../i18n/warnings/texts";

interface WarningProps {
  readonly app: AppModel;
}

/** What concerns this browser, this room and this visitor. */
export function RoomWarnings({ app }: WarningProps) {
  return (
    <>
      <SoundPrompt app={app} />
      <GuessableWarning app={app} />
      <NotificationOffer app={app} />
    </>
  );
}

/** Shown while the browser refuses to play sound by itself. */
function SoundPrompt({ app }: WarningProps) {
  if (!app.soundBlocked.value) return null;
  return (
    <div class="banner">
      <SoundIcon />
      <p>{warningText("sound_blocked")}</p>
      <button
        type="button"
        class="button primary small"
        onClick={event => {
          focusBeside(event.currentTarget);
          app.playSound();
        }}
      >
        {warningText("play_sound")}
      </button>
    </div>
  );
}

/** Anyone who guesses the name of this room can join: said once for each room. */
function GuessableWarning({ app }: WarningProps) {
  const { guard } = app.outside;
  if (!guard.warning.value) return null;
  return (
    <div class="banner">
      <WarningIcon />
      <div class="banner-words">
        <strong>{warningText("guessable_title")}</strong>
        <p>{warningText("guessable_text")}</p>
        <div class="actions">
          <button type="button" class="button small primary" onClick={() => guard.strengthen()}>
            {warningText("guessable_strengthen")}
          </button>
          <button
            type="button"
            class="button small"
            onClick={() => {
              guard.accept();
              focusOnContent();
            }}
          >
            {warningText("guessable_accept")}
          </button>
        </div>
      </div>
    </div>
  );
}

/** Offered once, to who has just missed something. */
function NotificationOffer({ app }: WarningProps) {
  const { notifier } = app.outside;
  if (!notifier.suggested.value) return null;
  return (
    <div class="banner">
      <BellIcon />
      <div class="banner-words">
        <p>{warningText("notify_offer")}</p>
      </div>
      <button
        type="button"
        class="button small primary"
        onClick={() => {
          void notifier.ask();
          focusOnContent();
        }}
      >
        {warningText("notify_allow")}
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
