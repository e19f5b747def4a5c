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
export const AgainIcon = icon(<path d="M20 11a8 8 0 1 0-2 6M20 5v6h-6" />);
export const SoundIcon = icon(
  <path d="M4 9.5v5h3.5L12 18V6L7.5 9.5H4zM15.5 9a4 4 0 0 1 0 6M18 6.5a8 8 0 0 1 0 11" />,
);
export const GlobeIcon = icon(
  <>
    <circle cx="12" cy="12" r="9" />
    <path d="M3 12h18M12 3c-6 6-6 12 0 18M12 3c6 6 6 12 0 18" />
  </>,
);
export const BellIcon = icon(<path d="M6 16v-5a6 6 0 0 1 12 0v5l1.5 2h-15zM10 21h4" />);
