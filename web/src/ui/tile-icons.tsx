// SPDX-License-Identifier: AGPL-3.0-only
/** The icons of what can be done with a tile, loaded with it. */
import { icon } from "./icons";

export const FullscreenIcon = icon(<path d="M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5" />);
export const PipIcon = icon(
  <>
    <path d="M11 18H5a2 2 0 0 1-2-2V7a2 2 0 0 1 2-2h14a2 2 0 0 1 2 2v4" />
    <rect x="14" y="14" width="7" height="5.5" rx="1.5" />
  </>,
);
export const SoundOffIcon = icon(<path d="M4 9.5v5h3.5L12 18V6L7.5 9.5H4zM16 9.5l5 5M21 9.5l-5 5" />);
export const MoreIcon = icon(<path d="M4.5 11.5v1M12 11.5v1M19.5 11.5v1" stroke-width="3" />);
export const CornerIcon = icon(
  <path d="M12 3v18M3 12h18M9 6l3-3 3 3M9 18l3 3 3-3M6 9l-3 3 3 3M18 9l3 3-3 3" />,
);
