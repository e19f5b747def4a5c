// SPDX-License-Identifier: AGPL-3.0-only
import { t } from "../i18n/i18n";
import { panelText } from "../i18n/panels/panels";
import type { AppModel } from "../state/app-model";
import { Dialog } from "./dialog";
import { InviteWays } from "./invite";
import { QrCode } from "./qr-code";

export function InviteDialog({ app, close }: { readonly app: AppModel; readonly close: () => void }) {
  return (
    <Dialog title={panelText("invite_title")} announcer={app.announcer} close={close}>
      <p class="faint">{t("invite_text")}</p>
      <InviteWays app={app} inDialog />
      <QrCode text={app.outside.invite.link()} />
    </Dialog>
  );
}
