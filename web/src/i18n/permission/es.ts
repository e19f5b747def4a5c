// SPDX-License-Identifier: AGPL-3.0-only
import type { PermissionMessages } from "./texts";

export const es: PermissionMessages = {
  chromium:
    "Haz clic en el icono a la izquierda de la dirección, activa allí «{device}» e inténtalo de nuevo. Si ya está activado, tu sistema se lo prohíbe al navegador: mira en sus ajustes de privacidad. Puedes seguir sin ello.",
  chromium_android:
    "Toca el icono a la izquierda de la dirección, abre «Permisos», permite «{device}» e inténtalo de nuevo. Si ya está permitido, Android se lo prohíbe al navegador: mira en sus ajustes, en las aplicaciones. Puedes seguir sin ello.",
  firefox:
    "Haz clic en el icono tachado a la izquierda de la dirección, quita allí el bloqueo de «{device}» e inténtalo de nuevo. Si no hay ninguno, tu sistema se lo prohíbe al navegador: mira en sus ajustes de privacidad. Puedes seguir sin ello.",
  firefox_android:
    "Toca el icono a la izquierda de la dirección, permite allí «{device}» e inténtalo de nuevo. Si ya está permitido, Android se lo prohíbe al navegador: mira en sus ajustes, en las aplicaciones. Puedes seguir sin ello.",
  safari:
    "Abre los ajustes de este sitio web en el menú «Safari», permite allí «{device}» e inténtalo de nuevo. Si ya está permitido, tu sistema se lo prohíbe al navegador: mira en sus ajustes de privacidad. Puedes seguir sin ello.",
  safari_ios:
    "Toca el icono en el borde de la dirección, abre los ajustes del sitio web, permite «{device}» e inténtalo de nuevo. Puedes seguir sin ello.",
  ios_app:
    "Abre los ajustes de tu iPhone o iPad, elige este navegador entre las aplicaciones, activa «{device}», vuelve e inténtalo de nuevo. Puedes seguir sin ello.",
};
