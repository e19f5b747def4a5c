// SPDX-License-Identifier: AGPL-3.0-only
/** What one receiver needs of one track, as parameters of its RTCRtpSender (W3C WebRTC, sections 5.2.8 and 5.2.9). */

/** Size of the place where a picture is shown, in device pixels. */
export interface ViewSize {
  readonly width: number;
  readonly height: number;
}

/** Factors by which pictures shrink: few, so that a place that changes a little does not start the encoder anew. */
const steps = [1, 1.5, 2, 3, 4, 6, 8, 12, 16] as const;

/** Bits for each second: of the smallest and the largest picture, and for each pixel of one in between. */
const bitrates = { least: 120_000, most: 4_000_000, pixel: 2.2 } as const;

/** The largest step at which the picture still fills its place. */
export function scaleFor(picture: ViewSize, view: ViewSize | undefined): number {
  if (view === undefined || view.width === 0 || view.height === 0) return 1;
  // A picture is shown whole: the side that touches the edge decides.
  const factor = Math.max(picture.width / view.width, picture.height / view.height);
  return Math.max(1, ...steps.filter(step => step <= factor));
}

export function bitrateFor(picture: ViewSize, scale: number): number {
  const pixels = (picture.width * picture.height) / (scale * scale);
  return Math.round(Math.min(bitrates.most, Math.max(bitrates.least, pixels * bitrates.pixel)));
}

type Parameters = RTCRtpSendParameters & { degradationPreference?: string };

/** Applies it; the last call counts. What this browser does not take stays as it was. */
export async function tune(sender: RTCRtpSender, view: ViewSize | undefined): Promise<void> {
  const { track } = sender;
  if (track === null) return;
  try {
    const parameters: Parameters = sender.getParameters();
    const [encoding] = parameters.encodings;
    if (encoding === undefined) return;
    // The voice is what must survive when the link does not bear all.
    encoding.priority = encoding.networkPriority = track.kind === "audio" ? "high" : "low";
    if (track.kind === "video") shape(parameters, encoding, track, view);
    await sender.setParameters(parameters);
  } catch {
    // Closed, or overtaken by another change: that one tunes as well.
  }
}

function shape(
  parameters: Parameters,
  encoding: RTCRtpEncodingParameters,
  track: MediaStreamTrack,
  view: ViewSize | undefined,
): void {
  const { width = 1280, height = 720 } = track.getSettings();
  const picture = { width, height };
  encoding.scaleResolutionDownBy = scaleFor(picture, view);
  encoding.maxBitrate = bitrateFor(picture, encoding.scaleResolutionDownBy);
  // Text that cannot be read is worth nothing; a face that stutters is worse than a coarse one.
  parameters.degradationPreference = track.contentHint === "detail" ? "maintain-resolution" : "balanced";
}
