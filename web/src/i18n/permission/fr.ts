// SPDX-License-Identifier: AGPL-3.0-only
import type { PermissionMessages } from "./texts";

export const fr: PermissionMessages = {
  chromium:
    "Cliquez sur l’icône à gauche de l’adresse, activez-y « {device} », puis réessayez. Si c’est déjà activé, votre système l’interdit au navigateur : voyez ses réglages de confidentialité. Vous pouvez continuer sans.",
  chromium_android:
    "Touchez l’icône à gauche de l’adresse, ouvrez « Autorisations », autorisez « {device} », puis réessayez. Si c’est déjà autorisé, Android l’interdit au navigateur : voyez ses paramètres, parmi les applications. Vous pouvez continuer sans.",
  firefox:
    "Cliquez sur l’icône barrée à gauche de l’adresse, levez-y le blocage de « {device} », puis réessayez. S’il n’y en a pas, votre système l’interdit au navigateur : voyez ses réglages de confidentialité. Vous pouvez continuer sans.",
  firefox_android:
    "Touchez l’icône à gauche de l’adresse, autorisez-y « {device} », puis réessayez. Si c’est déjà autorisé, Android l’interdit au navigateur : voyez ses paramètres, parmi les applications. Vous pouvez continuer sans.",
  safari:
    "Ouvrez les réglages de ce site web dans le menu « Safari », autorisez-y « {device} », puis réessayez. Si c’est déjà autorisé, votre système l’interdit au navigateur : voyez ses réglages de confidentialité. Vous pouvez continuer sans.",
  safari_ios:
    "Touchez l’icône au bord de l’adresse, ouvrez les réglages du site web, autorisez « {device} », puis réessayez. Vous pouvez continuer sans.",
  ios_app:
    "Ouvrez les réglages de votre iPhone ou iPad, choisissez ce navigateur parmi les apps, activez « {device} », revenez et réessayez. Vous pouvez continuer sans.",
};
