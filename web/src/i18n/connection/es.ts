// SPDX-License-Identifier: AGPL-3.0-only
import type { ConnectionMessages } from "./connection";

export const es: ConnectionMessages = {
  close: "Cerrar",
  volume: "Volumen",
  volume_percent: "{percent} por ciento",
  connection: "Conexión",
  pictures: "Imágenes y sonido",
  stop_hearing: "Dejar de escuchar a {name}",
  connected: "Todo está en orden.",
  unused: "Todavía no se envía nada, así que no hay nada que conectar.",
  advice_signaling: "Se ha perdido tu conexión con el servidor. Vuelve sola en cuanto vuelva tu red.",
  advice_no_local:
    "Tu navegador no ha encontrado ningún camino a la red. Comprueba que tienes conexión y que ninguna extensión ni ajuste bloquea WebRTC.",
  advice_no_remote:
    "No llega nada del otro lado. Puede que su navegador o su red bloquee WebRTC; puede ayudar que recargue la página.",
  advice_no_relay:
    "Las dos redes no se dejan pasar, y este servidor no tiene relé (TURN). Prueba otra red, por ejemplo la del móvil, o pide a quien lleva el servidor que configure TURN.",
  advice_relay_unreachable:
    "El camino directo está bloqueado y el relé del servidor (TURN) no respondió. Puede que tu red lo bloquee o que esté mal configurado.",
  advice_lost:
    "La conexión se ha cortado, probablemente porque una red ha cambiado o es débil. Se está recuperando.",
  advice_slow: "Los dos navegadores aún buscan un camino. En redes lentas esto tarda un poco.",
  report: "Informe de problemas",
  report_hint:
    "Para quien lleva el servidor: estados, tipos y versiones; sin nombres, direcciones ni secretos.",
  copy_report: "Copiar el informe",
  copied: "Copiado",
  select_report: "Selecciona el texto y cópialo.",
  figures: "Cifras",
  path: "Camino",
  round_trip: "Ida y vuelta",
  received: "Recibido: {kind}",
  sent: "Enviado: {kind}",
  lost_share: "{percent} % perdido",
  no_figures: "Aún no hay conexión.",
};
