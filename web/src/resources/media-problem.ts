// SPDX-License-Identifier: AGPL-3.0-only

/** Why a source did not start: `busy` is a device that another program holds. */
export type MediaProblem = "denied" | "missing" | "busy" | "unsupported" | "failed";

/** What a rejected capture means (W3C Media Capture and Streams, section 10.2; Screen Capture, section 5.1). */
export function problemOf(error: unknown): MediaProblem {
  switch ((error as Partial<Error> | undefined)?.name) {
    case "NotAllowedError":
    case "SecurityError":
      return "denied";
    case "NotFoundError":
    case "OverconstrainedError":
      return "missing";
    case "NotReadableError":
    case "AbortError":
      return "busy";
    case "TypeError":
    case "NotSupportedError":
      return "unsupported";
    default:
      return "failed";
  }
}
