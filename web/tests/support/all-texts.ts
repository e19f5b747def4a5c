// SPDX-License-Identifier: AGPL-3.0-only
import { de } from "../../src/i18n/de";
import { en } from "../../src/i18n/en";
import { es } from "../../src/i18n/es";
import { fr } from "../../src/i18n/fr";
import { ja } from "../../src/i18n/ja";
import type { Language } from "../../src/i18n/languages";

type Catalogues = Readonly<Record<string, Readonly<Record<Language, Readonly<Record<string, string>>>>>>;

/** Each catalogue of texts in each language. */
export const allTexts: Catalogues = {
  page: { en, de, es, ja, fr },
};
