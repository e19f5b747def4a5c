// SPDX-License-Identifier: AGPL-3.0-only
import type { ConnectionMessages } from "./connection";

export const fr: ConnectionMessages = {
  close: "Fermer",
  volume: "Volume sonore",
  volume_percent: "{percent} pour cent",
  connection: "Connexion",
  pictures: "Images et son",
  stop_hearing: "Ne plus écouter {name}",
  connected: "Tout va bien.",
  unused: "Rien n’est encore envoyé, il n’y a donc rien à connecter.",
  advice_signaling: "Votre connexion au serveur est perdue. Elle reviendra d’elle-même avec votre réseau.",
  advice_no_local:
    "Votre navigateur n’a trouvé aucun chemin vers le réseau. Vérifiez que vous êtes en ligne et qu’aucune extension ni aucun réglage ne bloque WebRTC.",
  advice_no_remote:
    "Rien n’arrive de l’autre côté. Son navigateur ou son réseau bloque peut-être WebRTC ; recharger la page peut y aider.",
  advice_no_relay:
    "Vos deux réseaux ne se laissent pas passer, et ce serveur n’a pas de relais (TURN). Essayez un autre réseau, par exemple celui d’un téléphone, ou demandez à qui gère le serveur d’installer TURN.",
  advice_relay_unreachable:
    "Le chemin direct est bloqué, et le relais du serveur (TURN) n’a pas répondu. Votre réseau le bloque peut-être, ou il est mal configuré.",
  advice_lost:
    "La connexion s’est interrompue, sans doute parce qu’un réseau a changé ou est faible. Elle est en cours de rétablissement.",
  advice_slow: "Les deux navigateurs cherchent encore un chemin. Sur un réseau lent, cela prend un moment.",
  report: "Rapport d’incident",
  report_hint: "Pour qui gère le serveur : états, types et versions ; ni noms, ni adresses, ni secrets.",
  copy_report: "Copier le rapport",
  copied: "Copié",
  select_report: "Sélectionnez le texte et copiez-le.",
  figures: "Mesures",
  path: "Chemin",
  round_trip: "Aller-retour",
  received: "Reçu : {kind}",
  sent: "Envoyé : {kind}",
  lost_share: "{percent} % perdu",
  no_figures: "Pas encore de connexion.",
};
