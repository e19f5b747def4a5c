// SPDX-License-Identifier: AGPL-3.0-only
import type { FatalTexts } from "./texts";

export const es: FatalTexts = {
  fatal_insecure_title: "Esta dirección no es segura",
  fatal_insecure_text:
    "Los navegadores solo permiten cifrado, micrófonos y cámaras en páginas que llegan por https o desde este mismo ordenador.",
  fatal_insecure_how:
    "Abre la página con https:// en la dirección, o pide a quien gestiona este servidor que lo configure.",
  fatal_crypto_title: "Este navegador no puede cifrar",
  fatal_crypto_text:
    "Aquí todo se cifra en tu navegador, y a este le falta lo que hace falta para ello (Web Crypto).",
  fatal_crypto_how: "Usa una versión actual de Firefox, Chrome, Edge o Safari.",
  fatal_keys_title: "No se pudo crear la clave de la sala",
  fatal_keys_text: "El navegador no quiso derivar la clave a partir del enlace de la sala.",
  fatal_keys_how: "Vuelve a cargar la página; si no sirve, usa otro navegador.",
};
