// SPDX-License-Identifier: AGPL-3.0-only
import { de as connectionDe } from "../../src/i18n/connection/de";
import { en as connectionEn } from "../../src/i18n/connection/en";
import { es as connectionEs } from "../../src/i18n/connection/es";
import { fr as connectionFr } from "../../src/i18n/connection/fr";
import { ja as connectionJa } from "../../src/i18n/connection/ja";
import { de } from "../../src/i18n/de";
import { en } from "../../src/i18n/en";
import { es } from "../../src/i18n/es";
import { fr } from "../../src/i18n/fr";
import { ja } from "../../src/i18n/ja";
import { de as settingsDe } from "../../src/i18n/settings/de";
import { en as settingsEn } from "../../src/i18n/settings/en";
import { es as settingsEs } from "../../src/i18n/settings/es";
import { fr as settingsFr } from "../../src/i18n/settings/fr";
import { ja as settingsJa } from "../../src/i18n/settings/ja";
import { de as deFiles } from "../../src/i18n/files/de";
import { en as enFiles } from "../../src/i18n/files/en";
import { es as esFiles } from "../../src/i18n/files/es";
import { fr as frFiles } from "../../src/i18n/files/fr";
import { ja as jaFiles } from "../../src/i18n/files/ja";
import { de as panelsDe } from "../../src/i18n/panels/de";
import { en as panelsEn } from "../../src/i18n/panels/en";
import { es as panelsEs } from "../../src/i18n/panels/es";
import { fr as panelsFr } from "../../src/i18n/panels/fr";
import { ja as panelsJa } from "../../src/i18n/panels/ja";
import { de as peopleDe } from "../../src/i18n/people/de";
import { en as peopleEn } from "../../src/i18n/people/en";
import { es as peopleEs } from "../../src/i18n/people/es";
import { fr as peopleFr } from "../../src/i18n/people/fr";
import { ja as peopleJa } from "../../src/i18n/people/ja";
import { de as devicesDe } from "../../src/i18n/devices/de";
import { en as devicesEn } from "../../src/i18n/devices/en";
import { es as devicesEs } from "../../src/i18n/devices/es";
import { fr as devicesFr } from "../../src/i18n/devices/fr";
import { ja as devicesJa } from "../../src/i18n/devices/ja";
import { de as permissionDe } from "../../src/i18n/permission/de";
import { en as permissionEn } from "../../src/i18n/permission/en";
import { es as permissionEs } from "../../src/i18n/permission/es";
import { fr as permissionFr } from "../../src/i18n/permission/fr";
import { ja as permissionJa } from "../../src/i18n/permission/ja";
import { de as fatalDe } from "../../src/i18n/fatal/de";
import { en as fatalEn } from "../../src/i18n/fatal/en";
import { es as fatalEs } from "../../src/i18n/fatal/es";
import { fr as fatalFr } from "../../src/i18n/fatal/fr";
import { ja as fatalJa } from "../../src/i18n/fatal/ja";
import { de as draftsDe } from "../../src/i18n/drafts/de";
import { en as draftsEn } from "../../src/i18n/drafts/en";
import { es as draftsEs } from "../../src/i18n/drafts/es";
import { fr as draftsFr } from "../../src/i18n/drafts/fr";
import { ja as draftsJa } from "../../src/i18n/drafts/ja";
import { de as warningsDe } from "../../src/i18n/warnings/de";
import { en as warningsEn } from "../../src/i18n/warnings/en";
import { es as warningsEs } from "../../src/i18n/warnings/es";
import { fr as warningsFr } from "../../src/i18n/warnings/fr";
import { ja as warningsJa } from "../../src/i18n/warnings/ja";
import { de as startDe } from "../../src/i18n/start/de";
import { en as startEn } from "../../src/i18n/start/en";
import { es as startEs } from "../../src/i18n/start/es";
import { fr as startFr } from "../../src/i18n/start/fr";
import { ja as startJa } from "../../src/i18n/start/ja";
import type { Language } from "../../src/i18n/languages";

type Catalogues = Readonly<Record<string, Readonly<Record<Language, Readonly<Record<string, string>>>>>>;

/** Each catalogue of texts in each language. */
export const allTexts: Catalogues = {
  page: { en, de, es, ja, fr },
  people: { en: peopleEn, de: peopleDe, es: peopleEs, ja: peopleJa, fr: peopleFr },
  devices: { en: devicesEn, de: devicesDe, es: devicesEs, ja: devicesJa, fr: devicesFr },
  fatal: { en: fatalEn, de: fatalDe, es: fatalEs, ja: fatalJa, fr: fatalFr },
  drafts: { en: draftsEn, de: draftsDe, es: draftsEs, ja: draftsJa, fr: draftsFr },
  warnings: { en: warningsEn, de: warningsDe, es: warningsEs, ja: warningsJa, fr: warningsFr },
  start: { en: startEn, de: startDe, es: startEs, ja: startJa, fr: startFr },
  settings: { en: settingsEn, de: settingsDe, es: settingsEs, ja: settingsJa, fr: settingsFr },
  files: { en: enFiles, de: deFiles, es: esFiles, ja: jaFiles, fr: frFiles },
  panels: { en: panelsEn, de: panelsDe, es: panelsEs, ja: panelsJa, fr: panelsFr },
  permission: { en: permissionEn, de: permissionDe, es: permissionEs, ja: permissionJa, fr: permissionFr },
  connection: { en: connectionEn, de: connectionDe, es: connectionEs, ja: connectionJa, fr: connectionFr },
};
