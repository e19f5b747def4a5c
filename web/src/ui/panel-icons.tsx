// SPDX-License-Identifier: AGPL-3.0-only
/** The icons of panels that are loaded when they are opened, of the same set as those of the page. */
import { icon } from "./icons";

export const DownloadIcon = icon(<path d="M12 4v11M7 10.5l5 5 5-5M5 20h14" />);
const glass = (
  <>
    <circle cx="10.5" cy="10.5" r="6.5" />
    <path d="M15.5 15.5L21 21M7.5 10.5h6" />
  </>
);
export const ZoomOutIcon = icon(glass);
export const ZoomInIcon = icon(
  <>
    {glass}
    <path d="M10.5 7.5v6" />
  </>,
);
export const PersonIcon = icon(
  <>
    <circle cx="12" cy="8" r="4" />
    <path d="M5 20a7 7 0 0 1 14 0" />
  </>,
);
export const TrashIcon = icon(<path d="M4 7h16M9.5 7V4h5v3M6.5 7l1 13h9l1-13M10.5 11v5M13.5 11v5" />);
export const PlusIcon = icon(<path d="M12 5v14M5 12h14" />);
export const LowerIcon = icon(<path d="M7 10l5 5 5-5" />);
export const AddIcon = icon(<path d="M12 5v14M5 12h14" />);
