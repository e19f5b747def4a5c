// SPDX-License-Identifier: AGPL-3.0-only
import type { ComponentChildren, JSX } from "preact";

/** One set: 24 by 24, lines of 2, round ends. The name beside an icon says what it means; the icon itself is silent. */
export function icon(children: ComponentChildren): () => JSX.Element {
  return () => (
    <svg class="icon" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false">
      {children}
    </svg>
  );
}

const slash = <path d="M4 4l16 16" />;
const microphone = (
  <>
    <rect x="9" y="3" width="6" height="11" rx="3" />
    <path d="M5 11a7 7 0 0 0 14 0M12 18v3" />
  </>
);
const camera = (
  <>
    <rect x="3" y="6" width="12" height="12" rx="2.5" />
    <path d="M15 10.5l6-3.5v10l-6-3.5" />
  </>
);

export const MicrophoneIcon = icon(microphone);
export const MicrophoneOffIcon = icon(
  <>
    {microphone}
    {slash}
  </>,
);
export const CameraIcon = icon(camera);
export const CameraOffIcon = icon(
  <>
    {camera}
    {slash}
  </>,
);
export const ScreenIcon = icon(
  <>
    <rect x="3" y="4" width="18" height="13" rx="2.5" />
    <path d="M9 21h6M12 13.5V8M9.5 10L12 7.5l2.5 2.5" />
  </>,
);
export const ScreenOffIcon = icon(
  <>
    <rect x="3" y="4" width="18" height="13" rx="2.5" />
    <path d="M9 21h6M9.5 8l5 5M14.5 8l-5 5" />
  </>,
);
export const UpIcon = icon(<path d="M7 14l5-5 5 5" />);
export const CheckIcon = icon(<path d="M5 12.5l4.5 4.5L19 7.5" />);
export const ChatIcon = icon(
  <path d="M5 4h14a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2h-7l-5 4v-4H5a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2z" />,
);
export const LeaveIcon = icon(
  <path d="M13 4H6a2 2 0 0 0-2 2v12a2 2 0 0 0 2 2h7M10 12h10M16.5 8.5L20 12l-3.5 3.5" />,
);
export const EditIcon = icon(
  <path d="M4 20l1-4.5L16 4.5a2 2 0 0 1 3 0l.5.5a2 2 0 0 1 0 3L8.5 19 4 20zM14 6.5l3.5 3.5" />,
);
export const SettingsIcon = icon(
  <path d="M4 7h8M18 7h2M4 17h2M12 17h8M15 4.5a2.5 2.5 0 1 1 0 5a2.5 2.5 0 1 1 0-5M9 14.5a2.5 2.5 0 1 1 0 5a2.5 2.5 0 1 1 0-5" />,
);
export const CloseIcon = icon(<path d="M6 6l12 12M18 6L6 18" />);
export const SendIcon = icon(<path d="M4 12L20 4l-4 16-4-7-8-1z" />);
const eye = (
  <>
    <path d="M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12z" />
    <circle cx="12" cy="12" r="3" />
  </>
);
export const EyeIcon = icon(eye);
export const EyeOffIcon = icon(
  <>
    {eye}
    {slash}
  </>,
);
export const WarningIcon = icon(<path d="M12 4L2.5 20h19L12 4zM12 10v4.5M12 17.2v.1" />);
export const LockIcon = icon(
  <>
    <rect x="5" y="10.5" width="14" height="10" rx="2.5" />
    <path d="M8 10.5V8a4 4 0 0 1 8 0v2.5" />
  </>,
);
export const ShareFilesIcon = icon(
  <path d="M13.5 3H7a2 2 0 0 0-2 2v14a2 2 0 0 0 2 2h10a2 2 0 0 0 2-2V8.5zM13.5 3v5.5H19M12 17.5v-6M9.5 13.5L12 11l2.5 2.5" />,
);
export const ImageIcon = icon(
  <>
    <rect x="3" y="4" width="18" height="16" rx="2.5" />
    <circle cx="8.5" cy="9.5" r="1.5" />
    <path d="M4 18l5-5 3.5 3.5L16 13l4.5 4.5" />
  </>,
);
export const DownIcon = icon(<path d="M12 5v14M6 13l6 6 6-6" />);
export const InviteIcon = icon(
  <>
    <circle cx="9" cy="8" r="4" />
    <path d="M2.5 20a6.5 6.5 0 0 1 13 0M19 7.5v6M16 10.5h6" />
  </>,
);
export const RoomsIcon = icon(
  <path d="M6 20V5.5A1.5 1.5 0 0 1 7.5 4h9A1.5 1.5 0 0 1 18 5.5V20M3.5 20h17M14 12v.5" />,
);
export const CopyIcon = icon(
  <>
    <rect x="9" y="9" width="11" height="11" rx="2" />
    <path d="M5.5 15A1.5 1.5 0 0 1 4 13.5v-8A1.5 1.5 0 0 1 5.5 4h8A1.5 1.5 0 0 1 15 5.5" />
  </>,
);
export const ShareIcon = icon(<path d="M12 15V4M8 7.5L12 3.5l4 4M7 11H5v9h14v-9h-2" />);
export const QrIcon = icon(
  <path d="M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h2v2M20 14v2M14 20h2M20 20h-1" />,
);
