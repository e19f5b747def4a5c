// SPDX-License-Identifier: AGPL-3.0-only
import type { FilesTexts } from "./texts";

export const es: FilesTexts = {
  files: "Archivos",
  files_count_one: "{count} archivo",
  files_count_other: "{count} archivos",
  your_files: "Tus archivos",
  files_of: "Archivos de {name}",

  download: "Descargar",
  download_file: "Descargar {file} de {name}",
  again: "Reintentar",
  again_file: "Reintentar la descarga de {file} de {name}",
  cancel: "Cancelar",
  cancel_download: "Cancelar la descarga de {file} de {name}",
  cancel_upload: "Dejar de enviar {file} a {name}",
  remove_file: "Dejar de compartir {file}",
  progress_in: "Descarga de {file} de {name}",
  progress_out: "{file} para {name}",

  waiting: "Esperando…",
  rate: "{percent}, {rate}",
  rate_left: "{percent}, {rate}, faltan {left}",
  ending: "{percent}, casi completo",
  saved: "Guardado, {size}",
  sent: "Recibido",
  cancelled: "Cancelado",

  failed_closed: "La conexión o la otra parte lo terminó.",
  failed_wrong_size: "No tenía el tamaño anunciado y no se guardó.",
  failed_malformed: "Lo que llegó no era un archivo.",
  failed_dismissed: "Se canceló en el navegador.",
  failed_stopped: "El navegador dejó de guardarlo.",
  failed_flooded: "Llegó más rápido de lo que se podía guardar.",
  failed_unreadable: "El archivo ya no se puede leer.",
  failed_silent: "No llegó nada.",
  failed_left: "{name} se fue.",
  failed_withdrawn: "{name} ya no lo comparte.",
  too_large: "Demasiado grande: este navegador no puede guardar mientras descarga, y el máximo es {limit}.",
  in_memory:
    "Este navegador no puede guardar mientras descarga: los archivos quedan en memoria hasta estar completos, hasta {limit}.",

  unreadable_title: "No se puede compartir {file}",
  unreadable_text: "No se puede leer. Una carpeta se puede compartir si se comprime en un archivo.",
  too_many_title: "Demasiados archivos",
  too_many_text: "Se pueden compartir {limit} a la vez. Quita algunos o comprímelos en un solo archivo.",

  said_offered: "{name} comparte {file}",
  said_shared_one: "{count} archivo compartido",
  said_shared_other: "{count} archivos compartidos",
  said_started_in: "Empezó la descarga de {file}",
  said_done_in: "{file} está guardado",
  said_failed_in: "Falló la descarga de {file}. {reason}",
  said_again: "El navegador dejó de guardar {file}. Se descarga de nuevo.",
  said_started_out: "{name} descarga {file}",
  said_done_out: "{name} tiene {file}",
  said_failed_out: "{file} no llegó a {name}. {reason}",
};
