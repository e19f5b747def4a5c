// SPDX-License-Identifier: AGPL-3.0-only
import type { WarningsTexts } from "./texts";

export const es: WarningsTexts = {
  guessable_title: "Quien adivine el nombre puede entrar",
  guessable_text: "Esta sala no tiene un secreto lo bastante largo para dejar fuera a los extraños.",
  guessable_strengthen: "Crear una sala privada",
  guessable_accept: "Debe ser abierta",
  notify_offer: "Te perdiste algo mientras esta página estaba en segundo plano. ¿Quieres que te avise?",
  notify_allow: "Avisarme",
};
