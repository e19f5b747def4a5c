// SPDX-License-Identifier: AGPL-3.0-only
import type { RefObject } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { AppModel } from "../state/app-model";
import { shownSize, steadyAspect } from "../state/shown-size";
import { Amplifier } from "./amplifier";

interface MediaProps {
  readonly app: AppModel;
  readonly stream: MediaStream;
}

/**
 * Plays a stream in an element, through the chosen loudspeaker, and tells the page if the browser wants a click before
 * sound. Phones pause what plays when another app has the screen: it goes on afterwards.
 */
function usePlayback<Element extends HTMLMediaElement>({ app, stream }: MediaProps) {
  const element = useRef<Element>(null);
  const serial = app.playSerial.value;
  const speaker = app.media.speaker.value;
  useEffect(() => {
    const target = element.current;
    if (target === null) return undefined;
    const back = () => {
      if (document.visibilityState === "visible" && target.paused) void play(target, app);
    };
    target.srcObject = stream;
    void play(target, app);
    document.addEventListener("visibilitychange", back);
    return () => {
      document.removeEventListener("visibilitychange", back);
      target.srcObject = null;
    };
  }, [app, stream, serial]);
  useEffect(() => void speakThrough(element.current, speaker), [speaker]);
  return element;
}

/** A loudspeaker that went away leaves it to the system's. */
async function speakThrough(target: HTMLMediaElement | null, speaker: string): Promise<void> {
  const chooses = target as Partial<HTMLMediaElement> | null;
  if (chooses?.setSinkId === undefined || chooses.sinkId === speaker) return;
  try {
    await chooses.setSinkId(speaker);
  } catch {
    await chooses.setSinkId("").catch(() => undefined);
  }
}

async function play(target: HTMLMediaElement, app: AppModel): Promise<void> {
  try {
    await target.play();
  } catch (error) {
    // Other failures are a stream that ended or changed meanwhile: the next one plays by itself.
    if ((error as Partial<Error>).name === "NotAllowedError") app.soundBlocked.value = true;
  }
}

/** How loud: up to 1 by the element itself; louder, and where the element cannot, through an amplifier. */
function useVolume(
  element: RefObject<HTMLMediaElement | null>,
  { app, stream }: MediaProps,
  volume: number,
): void {
  const amplifier = useRef<Amplifier | undefined>(undefined);
  const speaker = app.media.speaker.value;
  const end = (): void => {
    amplifier.current?.end();
    amplifier.current = undefined;
  };
  useEffect(() => end, [element, stream]);
  useEffect(() => {
    const target = element.current;
    if (target === null) return;
    target.volume = Math.min(1, volume);
    if (target.volume === volume || stream.getAudioTracks().length === 0) return end();
    amplifier.current ??= new Amplifier(target, stream);
    amplifier.current.setGain(volume);
    void speakThrough(amplifier.current.output, speaker);
  }, [element, stream, volume, speaker]);
}

interface HeardProps extends MediaProps {
  /** 1 is as sent. */
  readonly volume: number;
}

export function RemoteAudio({ volume, ...props }: HeardProps) {
  const element = usePlayback<HTMLAudioElement>(props);
  useVolume(element, props, volume);
  return <audio ref={element} autoplay />;
}

interface RemoteVideoProps extends HeardProps {
  readonly label: string;
  /** Told once there is something to see. */
  begin(this: void, live: true): void;
  /** Told how large all of the picture is shown, in device pixels, whenever that changes. */
  report(this: void, width: number, height: number): void;
}

export function RemoteVideo({ app, stream, label, volume, begin, report }: RemoteVideoProps) {
  const element = usePlayback<HTMLVideoElement>({ app, stream });
  useVolume(element, { app, stream }, volume);
  useShownSize(element, report);
  return (
    <video
      ref={element}
      class="video"
      autoplay
      playsInline
      aria-label={label}
      onLoadedData={() => begin(true)}
    />
  );
}

function useShownSize(element: RefObject<HTMLVideoElement | null>, report: RemoteVideoProps["report"]): void {
  const latest = useRef(report);
  latest.current = report;
  useEffect(() => {
    const target = element.current;
    if (target === null) return undefined;
    let aspect: number | undefined;
    const tell = (): void => {
      const { clientWidth: width, clientHeight: height, videoWidth, videoHeight } = target;
      aspect = steadyAspect(aspect, { width: videoWidth, height: videoHeight });
      const size = shownSize({ width, height }, aspect, getComputedStyle(target).objectFit === "cover");
      latest.current(size.width * devicePixelRatio, size.height * devicePixelRatio);
    };
    // The shape of the picture decides whether its tile cuts it: that is drawn by the next frame.
    const reshaped = () => requestAnimationFrame(tell);
    const observer = new ResizeObserver(tell);
    observer.observe(target);
    target.addEventListener("resize", reshaped);
    return () => {
      observer.disconnect();
      target.removeEventListener("resize", reshaped);
    };
  }, [element]);
}

/** Our own picture, without its sound. */
export function OwnVideo({
  app,
  stream,
  label,
  mirrored,
}: MediaProps & { readonly label: string; readonly mirrored: boolean }) {
  return (
    <video
      ref={usePlayback<HTMLVideoElement>({ app, stream })}
      class={mirrored ? "video mirrored" : "video"}
      autoplay
      playsInline
      muted
      aria-label={label}
    />
  );
}
