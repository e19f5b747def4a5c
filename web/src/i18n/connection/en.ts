// SPDX-License-Identifier: AGPL-3.0-only
/** English, from which the keys are typed: what is said of a person and the connection to them. */
export const en = {
  close: "Close",
  volume: "Volume",
  volume_percent: "{percent} percent",
  connection: "Connection",
  pictures: "Pictures and sound",
  stop_hearing: "Stop hearing {name}",
  connected: "Everything is in order.",
  unused: "Nothing is being sent yet, so there is nothing to connect.",
  advice_signaling: "Your connection to the server is lost. It comes back by itself once your network does.",
  advice_no_local:
    "Your browser found no way into the network. Check that you are online, and that no extension or setting blocks WebRTC.",
  advice_no_remote:
    "Nothing arrives from the other side. Their browser or network may block WebRTC; it can help if they reload the page.",
  advice_no_relay:
    "Your two networks do not let each other through, and this server has no relay (TURN). Try another network, such as a phone’s, or ask who runs the server to set up TURN.",
  advice_relay_unreachable:
    "The direct way is blocked, and the server’s relay (TURN) did not answer. Your network may block it, or it is set up wrongly.",
  advice_lost:
    "The connection broke off, most likely because a network changed or is weak. It is being mended.",
  advice_slow:
    "The two browsers are still looking for a way to each other. On slow networks this takes a while.",
  report: "Trouble report",
  report_hint: "For whoever runs the server: states, types and versions; no names, addresses or secrets.",
  copy_report: "Copy report",
  copied: "Copied",
  select_report: "Select the text and copy it.",
  figures: "Figures",
  path: "Path",
  round_trip: "Round trip",
  received: "Received {kind}",
  sent: "Sent {kind}",
  lost_share: "{percent} % lost",
  no_figures: "No connection yet.",
} as const;
