// SPDX-License-Identifier: AGPL-3.0-only
import type { FilesTexts } from "./texts";

export const fr: FilesTexts = {
  files: "Fichiers",
  files_count_one: "{count} fichier",
  files_count_other: "{count} fichiers",
  your_files: "Vos fichiers",
  files_of: "Fichiers de {name}",

  download: "Télécharger",
  download_file: "Télécharger {file} de {name}",
  again: "Réessayer",
  again_file: "Réessayer de télécharger {file} de {name}",
  cancel: "Annuler",
  cancel_download: "Annuler le téléchargement de {file} de {name}",
  cancel_upload: "Ne plus envoyer {file} à {name}",
  remove_file: "Ne plus partager {file}",
  progress_in: "Téléchargement de {file} de {name}",
  progress_out: "{file} pour {name}",

  waiting: "En attente…",
  rate: "{percent}, {rate}",
  rate_left: "{percent}, {rate}, encore {left}",
  ending: "{percent}, presque complet",
  saved: "Enregistré, {size}",
  sent: "Reçu",
  cancelled: "Annulé",

  failed_closed: "La connexion ou l’autre côté y a mis fin.",
  failed_wrong_size: "Il n’avait pas la taille annoncée et n’a pas été enregistré.",
  failed_malformed: "Ce qui est arrivé n’était pas un fichier.",
  failed_dismissed: "Annulé dans le navigateur.",
  failed_stopped: "Le navigateur a cessé de l’enregistrer.",
  failed_flooded: "Il est arrivé plus vite qu’il ne pouvait être enregistré.",
  failed_unreadable: "Le fichier n’est plus lisible.",
  failed_silent: "Rien n’est arrivé.",
  failed_left: "{name} est parti.",
  failed_withdrawn: "{name} ne le partage plus.",
  too_large:
    "Trop grand : ce navigateur ne peut pas enregistrer pendant le téléchargement, la limite est de {limit}.",
  in_memory:
    "Ce navigateur ne peut pas enregistrer pendant le téléchargement : les fichiers restent en mémoire jusqu’au bout, dans la limite de {limit}.",

  unreadable_title: "{file} ne peut pas être partagé",
  unreadable_text: "Il n’est pas lisible. Un dossier peut être partagé une fois compressé en un fichier.",
  too_many_title: "Trop de fichiers",
  too_many_text: "{limit} peuvent être partagés à la fois. Retirez-en, ou compressez-les en un seul fichier.",

  said_offered: "{name} partage {file}",
  said_shared_one: "{count} fichier est partagé",
  said_shared_other: "{count} fichiers sont partagés",
  said_started_in: "Le téléchargement de {file} a commencé",
  said_done_in: "{file} est enregistré",
  said_failed_in: "Le téléchargement de {file} a échoué. {reason}",
  said_again: "Le navigateur a cessé d’enregistrer {file}. Le téléchargement recommence.",
  said_started_out: "{name} télécharge {file}",
  said_done_out: "{name} a {file}",
  said_failed_out: "{file} n’est pas arrivé chez {name}. {reason}",
};
