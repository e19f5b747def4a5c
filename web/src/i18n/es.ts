// SPDX-License-Identifier: AGPL-3.0-only
import type { Messages } from "./i18n";

/** Spanish, which addresses the reader as “tú”. */
export const es: Messages = {
  app_name: "keks-meet",
  skip_to_content: "Ir a las personas",
  dismiss: "Descartar",
  notices: "Avisos",

  start_title: "Reuniones cifradas de extremo a extremo",
  start_intro: "Sin cuenta, sin instalar nada. Comparte el enlace de la sala: quien lo tenga puede entrar.",
  room_name: "Nombre de la sala",
  room_name_hint: "Al enlace se le añade una clave secreta. El servidor nunca la ve.",
  another_name: "Otro nombre",
  join: "Entrar",

  room_unnamed: "Sala sin nombre",
  people: "Personas",
  controls: "Controles",
  you_named: "{name} (tú)",
  unknown_person: "Persona desconocida",
  change_name: "Cambiar el nombre",
  your_name: "Tu nombre",
  save: "Guardar",
  alone: "Todavía no hay nadie más. Envía a alguien el enlace de la barra de direcciones.",

  status_connecting: "Conectando…",
  status_joined: "Conexión establecida",
  status_reconnecting: "Reconectando…",
  reconnecting_hint: "Las llamadas en curso continúan.",
  status_left: "Fuera de la sala",
  status_failed: "Sin conexión",

  person_none: "En la sala",
  person_connecting: "Conectando…",
  person_connected: "Conexión establecida",
  person_interrupted: "Conexión interrumpida",
  person_failed: "La conexión ha fallado; nuevo intento",
  person_held: "Reconectando…",

  microphone: "Micrófono",
  camera: "Cámara",
  screen: "Compartir pantalla",
  state_on: "{name}, en uso",
  state_off: "{name}, sin uso",
  state_starting: "{name}, iniciando",
  leave: "Salir",
  chat: "Chat",
  show: "Mostrar {resource}",
  show_resource: "Mostrar {resource} de {name}",
  hide_resource: "Ocultar {resource} de {name}",
  hide: "Ocultar",
  resource_camera: "cámara",
  resource_screen: "pantalla",
  resource_video: "vídeo",
  resource_waiting: "Esperando la imagen…",
  video_of: "{resource} de {name}",
  your_camera: "Tu cámara",
  your_screen: "Tu pantalla",
  play_sound: "Activar el sonido",
  sound_blocked: "El navegador espera un clic antes de reproducir sonido.",
  shares_sound: "Micrófono abierto",

  focus_on: "Ampliar: {what}",
  focus_end: "Volver a todos desde {what}",
  fullscreen: "Pantalla completa",
  fullscreen_of: "Pantalla completa, {what}",
  pip: "Imagen en imagen",
  pip_of: "Imagen en imagen, {what}",
  your_picture: "tu propia imagen",
  move_self: "Mover tu imagen a la siguiente esquina",
  screen_shared: "Compartida con la sala",
  videos_of_others: "Vídeos de los demás",

  message: "Mensaje",
  send: "Enviar",
  messages: "Mensajes",
  close_chat: "Cerrar el chat",
  chat_empty: "Aún no hay mensajes.",
  chat_image_by: "Imagen de {name}",
  chat_offline: "Podrás enviar mensajes cuando haya conexión.",

  said_joined: "{name} ha entrado",
  said_left: "{name} ha salido",
  said_chat: "{name}: {text}",
  said_image: "{name} ha enviado una imagen",
  said_reconnecting: "Conexión perdida, reconectando",
  said_joined_room: "Estás en la sala {room}",

  left_title: "Has salido",
  left_text: "El micrófono, la cámara y la pantalla ya no se comparten.",
  rejoin: "Volver a entrar",
  to_start: "Ir a la página de inicio",

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

  notice_config_title: "No se pudo leer la configuración del servidor",
  notice_config_text:
    "Puedes reunirte con personas de la misma red; quizá no llegues a otras. Vuelve a cargar la página para intentarlo de nuevo.",
  notice_webrtc_title: "Este navegador no admite llamadas",
  notice_webrtc_text:
    "El sonido y la imagen necesitan WebRTC, que falta o está desactivado en este navegador. El chat funciona. Usa una versión actual de Firefox, Chrome, Edge o Safari, o activa WebRTC en los ajustes del navegador.",
  notice_old_link_title: "Has usado un enlace antiguo",
  notice_old_link_text:
    "Su formato mostró el secreto de la sala al servidor. Comparte la dirección tal como está ahora o, mejor, una sala nueva.",
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

  notice_language_title: "No se pudo cargar el idioma",
  notice_language_text: "La página sigue como está. Comprueba la conexión y vuelve a cargarla.",
};
