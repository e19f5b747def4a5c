// SPDX-License-Identifier: AGPL-3.0-only
/** How the browser is asked for what its devices capture. Loaded with the first that is. */
import type { MediaSource, MicrophoneWish, PictureWish } from "./media";

type Capture = Pick<MediaSource, "microphone" | "camera" | "screen" | "adjust">;

export const { microphone, camera, screen, adjust }: Capture = {
  microphone: wish =>
    fromDevice(wish.device, device =>
      navigator.mediaDevices.getUserMedia({ audio: { ...microphoneConstraints(wish), ...device } }),
    ),
  camera: wish =>
    fromDevice(wish.device, device =>
      navigator.mediaDevices.getUserMedia({ video: { ...cameraConstraints(wish), ...device } }),
    ),
  screen: wish => navigator.mediaDevices.getDisplayMedia(screenOptions(wish)),
  adjust: (kind, track, wish) =>
    track.applyConstraints(kind === "camera" ? cameraConstraints(wish) : screenConstraints(wish)),
};

/**
 * From this device if it is there, else from any. As an ideal alone a browser weighs it against the rest, and another
 * device that comes closer to the wished size would win.
 */
async function fromDevice(
  id: string | undefined,
  ask: (device: MediaTrackConstraints) => Promise<MediaStream>,
): Promise<MediaStream> {
  if (id === undefined || id === "") return ask({});
  try {
    return await ask({ deviceId: { exact: id } });
  } catch (error) {
    const { name } = error as Partial<Error>;
    if (name !== "OverconstrainedError" && name !== "NotFoundError") throw error;
    return ask({});
  }
}

/** Every other wish is an ideal, so that none can fail; what is not wished for is left out. */
type Ideals = Readonly<Record<string, string | number | boolean | undefined>>;

function ideals(wishes: Ideals): MediaTrackConstraints {
  const wished = Object.entries(wishes).filter(([, value]) => value !== undefined);
  return Object.fromEntries(wished.map(([name, ideal]) => [name, { ideal }]));
}

function microphoneConstraints(wish: MicrophoneWish): MediaTrackConstraints {
  return ideals({
    noiseSuppression: wish.noiseSuppression,
    autoGainControl: wish.autoGain,
    echoCancellation: wish.echoCancellation,
  });
}

function cameraConstraints({ facing, lines = 720, fps }: PictureWish): MediaTrackConstraints {
  const size = { width: Math.round((lines * 16) / 9), height: lines };
  return ideals({ facingMode: facing, ...size, frameRate: fps });
}

/** As TypeScript does not know it yet: W3C Screen Capture, section 5.3. */
type ScreenOptions = DisplayMediaStreamOptions & {
  readonly systemAudio: "include";
  readonly surfaceSwitching: "include";
  readonly selfBrowserSurface: "exclude";
};

/** What a screen plays is music as well as speech, and no noise. The call itself is left out: it would show in itself. */
function screenOptions(wish: PictureWish): ScreenOptions {
  return {
    video: screenConstraints(wish),
    audio: ideals({
      echoCancellation: false,
      noiseSuppression: false,
      autoGainControl: false,
      channelCount: 2,
    }),
    systemAudio: "include",
    surfaceSwitching: "include",
    selfBrowserSurface: "exclude",
  };
}

/** Without a wish a screen comes as it is: text wants every line. */
function screenConstraints({ lines, fps }: PictureWish): MediaTrackConstraints {
  const width = lines === undefined ? undefined : Math.round((lines * 16) / 9);
  return ideals({ width, height: lines, frameRate: fps });
}
