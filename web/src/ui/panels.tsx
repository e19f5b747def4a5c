// SPDX-License-Identifier: AGPL-3.0-only
import type { JSX } from "preact";
import { t } from "../i18n/i18n";
import type { AppModel } from "../state/app-model";
import type { Panel } from "../state/outside";
import { InviteIcon, RoomsIcon } from "./icons";
import { lazy } from "./lazy";
import dialogStyle from "./style/dialog.css?url";
import roomsStyle from "./style/rooms.css?url";

const InviteDialog = lazy(
  async () => (await import("./invite-dialog")).InviteDialog,
  dialogStyle,
  roomsStyle,
);
const RoomsDialog = lazy(async () => (await import("./rooms-dialog")).RoomsDialog, dialogStyle, roomsStyle);

interface PanelsProps {
  readonly app: AppModel;
}

/** The panel that is open, if one is. */
export function Panels({ app }: PanelsProps) {
  const { panel } = app.outside;
  const close = (): void => {
    panel.value = undefined;
  };
  if (panel.value === "invite") return <InviteDialog app={app} close={close} />;
  if (panel.value === "rooms") return <RoomsDialog app={app} close={close} />;
  return null;
}

/** What opens the panels. There is no list of rooms where the server does not count who is in them. */
export function PanelButtons({ app }: PanelsProps) {
  return (
    <>
      {app.config.value.value.roomWatches && <PanelButton app={app} panel="rooms" Icon={RoomsIcon} />}
      <PanelButton app={app} panel="invite" Icon={InviteIcon} />
    </>
  );
}

interface ButtonProps extends PanelsProps {
  readonly panel: Panel;
  readonly Icon: () => JSX.Element;
}

function PanelButton({ app, panel, Icon }: ButtonProps) {
  return (
    <button
      type="button"
      class="button small quiet"
      aria-haspopup="dialog"
      aria-label={t(panel)}
      title={t(panel)}
      onClick={() => (app.outside.panel.value = panel)}
    >
      <Icon />
      <span class="header-label">{t(panel)}</span>
    </button>
  );
}
