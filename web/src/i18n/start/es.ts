// SPDX-License-Identifier: AGPL-3.0-only
import type { StartTexts } from "./texts";

export const es: StartTexts = {
  start_title: "Reuniones cifradas de extremo a extremo",
  start_intro: "Sin cuenta, sin instalar nada. Comparte el enlace de la sala: quien lo tenga puede entrar.",
  room_name: "Nombre de la sala",
  room_name_hint: "Al enlace se le añade una clave secreta. El servidor nunca la ve.",
  another_name: "Otro nombre",
  join: "Entrar",
  language: "Idioma",
  language_auto: "El del navegador",
};
