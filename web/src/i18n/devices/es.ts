// SPDX-License-Identifier: AGPL-3.0-only
import type { DevicesTexts } from "./texts";

export const es: DevicesTexts = {
  microphones: "Micrófonos",
  cameras: "Cámaras",
  speakers: "Altavoces",
  device_default: "El del sistema",
  devices_unnamed: "Los nombres aparecen cuando permitas uno.",
  remove_noise: "Quitar el ruido",
  stop_microphone: "Apagar el micrófono",
  stop_this: "Apagar {device}",
  stop_screen: "Dejar de compartir la pantalla",
  stop_this_screen: "Dejar de compartir la pantalla {device}",
  turn_camera: "Girar la cámara",
  add_device: "Añadir {device}",
  add_screen: "Compartir otra pantalla",
  your_camera: "Tu cámara",
  your_screen: "Tu pantalla",
  your_picture: "tu propia imagen",
  move_self: "Mover tu imagen a la siguiente esquina",
  screen_shared: "Compartida con la sala",
  start_microphone: "Encender el micrófono",
  start_camera: "Encender la cámara",
  start_screen: "Compartir pantalla",
  notice_ask_title: "{device}: ¿empezar ahora?",
  notice_ask_text: "Lo piden el enlace o tus ajustes. Nada empieza antes de que lo digas.",
  notice_vanished_title: "{device}: ya no está",
  notice_vanished_replaced: "Otro ha ocupado su lugar. Elige en la lista junto al botón.",
  notice_vanished_text: "No hay otro. Conecta uno y enciéndelo de nuevo; puedes seguir sin él.",
  notice_noise_title: "No se quita el ruido",
  notice_noise_text:
    "El micrófono funciona, pero el navegador no pudo cargar lo que quita el ruido. Recarga la página para intentarlo otra vez.",
  notice_device_title: "{device}: no se pudo iniciar",
  notice_denied:
    "El navegador no lo permite. Permítelo con el icono que hay junto a la dirección e inténtalo de nuevo. Puedes seguir sin ello.",
  notice_denied_screen:
    "No se eligió nada, o el navegador o el sistema no lo permite. Inténtalo de nuevo para elegir.",
  notice_missing: "No se encontró ninguno. Conecta uno e inténtalo de nuevo. Puedes seguir sin ello.",
  notice_busy: "Quizá lo usa otro programa. Ciérralo e inténtalo de nuevo. Puedes seguir sin ello.",
  notice_unsupported: "Este navegador no puede hacer eso aquí. Puedes seguir sin ello.",
  notice_failed:
    "El navegador no dio ningún motivo. Inténtalo de nuevo; si no sirve, vuelve a cargar la página.",
};
