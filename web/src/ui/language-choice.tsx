// SPDX-License-Identifier: AGPL-3.0-only
import { useRef } from "preact/hooks";
import { t } from "../i18n/i18n";
import { languageNames, languages } from "../i18n/languages";
import { startText } from "../i18n/start/texts";
import type { StartLanguage } from "../state/start-language";
import { GlobeIcon } from "./panel-icons";

/** The language of all pages, as the settings of a room have it; and what to do if it did not come. */
export function LanguageChoice({ language }: { readonly language: StartLanguage }) {
  const select = useRef<HTMLSelectElement>(null);
  const again = (): void => {
    // While the button is still there: it goes away, and takes the focus along.
    select.current?.focus();
    language.again();
  };
  return (
    <>
      <label class="language">
        <GlobeIcon />
        <span class="unseen">{startText("language")}</span>
        <select
          ref={select}
          value={language.chosen.value}
          onChange={event => language.choose(event.currentTarget.value)}
        >
          <option value="auto">{startText("language_auto")}</option>
          {languages.map(code => (
            <option key={code} value={code} lang={code}>
              {languageNames[code]}
            </option>
          ))}
        </select>
      </label>
      <div class="language-trouble" role="status">
        {language.missing.value && (
          <div class="panel">
            <strong>{t("notice_language_title")}</strong>
            <p>{t("notice_language_text")}</p>
            <div class="actions">
              <button type="button" class="button" onClick={again}>
                {t("try_again")}
              </button>
            </div>
          </div>
        )}
      </div>
    </>
  );
}
