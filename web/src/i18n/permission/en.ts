// SPDX-License-Identifier: AGPL-3.0-only
/** English, from which the keys are typed: how to allow a device, in each family of browsers. */
export const en = {
  chromium:
    "Click the sign at the left of the address, switch “{device}” on there, and try again. If it is on, your system forbids it to the browser: look in its privacy settings. You can go on without.",
  chromium_android:
    "Tap the sign at the left of the address, open “Permissions”, allow “{device}”, and try again. If it is allowed, Android forbids it to the browser: look in its settings under apps. You can go on without.",
  firefox:
    "Click the crossed-out sign at the left of the address, remove the block of “{device}” there, and try again. If there is none, your system forbids it to the browser: look in its privacy settings. You can go on without.",
  firefox_android:
    "Tap the sign at the left of the address, allow “{device}” there, and try again. If it is allowed, Android forbids it to the browser: look in its settings under apps. You can go on without.",
  safari:
    "Open the settings for this website in the “Safari” menu, allow “{device}” there, and try again. If it is allowed, your system forbids it to the browser: look in its privacy settings. You can go on without.",
  safari_ios:
    "Tap the sign at the edge of the address, open the website’s settings, allow “{device}”, and try again. You can go on without.",
  ios_app:
    "Open the settings of your iPhone or iPad, choose this browser under apps, switch “{device}” on, come back and try again. You can go on without.",
} as const;
