// SPDX-License-Identifier: AGPL-3.0-only
import { fatalText } from "../i18n/fatal/texts";
import { t } from "../i18n/i18n";
import { StatePage } from "./state-page";

export { fatalTexts } from "../i18n/fatal/texts";

/** There can be no room: why, and what to do. */
export function FatalPage({ reason }: { readonly reason: "insecure" | "crypto" | "keys" }) {
  return (
    <StatePage
      title={fatalText(`fatal_${reason}_title`)}
      text={fatalText(`fatal_${reason}_text`)}
      how={fatalText(`fatal_${reason}_how`)}
    >
      <a class="button" href="./">
        {t("to_start")}
      </a>
    </StatePage>
  );
}
