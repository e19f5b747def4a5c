// SPDX-License-Identifier: AGPL-3.0-only
import type { DraftsTexts } from "./texts";

export const es: DraftsTexts = {
  chat_drafts: "Imágenes por enviar",
  chat_draft: "Imagen {number}, {size}",
  image_preparing: "Preparando la imagen…",
  image_not_image: "{name} no es una imagen que se pueda enviar. Sirven PNG, JPEG, WebP y GIF.",
  image_too_large: "{name} es demasiado grande para enviarla.",
  image_too_many: "{name} quedó fuera: envía primero las otras imágenes.",
  notice_paste_title: "No se pegó ninguna imagen",
  notice_paste_text:
    "El navegador no dio a esta página ninguna imagen del portapapeles. Copia una, permite el acceso al portapapeles si se te pregunta, o pega con la tecla propia del navegador.",
  remove: "Quitar",
  remove_named: "Quitar {name}",
};
