// SPDX-License-Identifier: AGPL-3.0-only
import type { WarningsTexts } from "./texts";

export const es: WarningsTexts = {
  sound_blocked: "El navegador espera un clic antes de reproducir sonido.",
  play_sound: "Activar el sonido",
  guessable_title: "Quien adivine el nombre puede entrar",
  guessable_text: "Esta sala no tiene un secreto lo bastante largo para dejar fuera a los extraños.",
  guessable_strengthen: "Crear una sala privada",
  guessable_accept: "Debe ser abierta",
  notify_offer: "Te perdiste algo mientras esta página estaba en segundo plano. ¿Quieres que te avise?",
  notify_allow: "Avisarme",
  notice_webrtc_title: "Este navegador no admite llamadas",
  notice_webrtc_text:
    "El sonido y la imagen necesitan WebRTC, que falta o está desactivado en este navegador. El chat funciona. Usa una versión actual de Firefox, Chrome, Edge o Safari, o activa WebRTC en los ajustes del navegador.",
  notice_config_title: "No se pudo leer la configuración del servidor",
  notice_config_text:
    "Puedes reunirte con personas de la misma red; quizá no llegues a otras. Vuelve a cargar la página para intentarlo de nuevo.",
  notice_old_link_title: "Has usado un enlace antiguo",
  notice_old_link_text:
    "Su formato mostró el secreto de la sala al servidor. Comparte la dirección tal como está ahora o, mejor, una sala nueva.",
};
