// SPDX-License-Identifier: AGPL-3.0-only
import { useEffect, useRef } from "preact/hooks";
import type { AppModel } from "../state/app-model";

interface MediaProps {
  readonly app: AppModel;
  readonly stream: MediaStream;
}

/** Plays a stream in an element, and tells the page if the browser wants a click before sound. */
function usePlayback<Element extends HTMLMediaElement>({ app, stream }: MediaProps) {
  const element = useRef<Element>(null);
  const serial = app.playSerial.value;
  useEffect(() => {
    const target = element.current;
    if (target === null) return undefined;
    target.srcObject = stream;
    void play(target, app);
    return () => {
      target.srcObject = null;
    };
  }, [app, stream, serial]);
  return element;
}

async function play(target: HTMLMediaElement, app: AppModel): Promise<void> {
  try {
    await target.play();
  } catch (error) {
    // Other failures are a stream that ended or changed meanwhile: the next one plays by itself.
    if ((error as Partial<Error>).name === "NotAllowedError") app.soundBlocked.value = true;
  }
}

export function RemoteAudio(props: MediaProps) {
  return <audio ref={usePlayback<HTMLAudioElement>(props)} autoplay />;
}

export function RemoteVideo({ app, stream, label }: MediaProps & { readonly label: string }) {
  return (
    <video
      ref={usePlayback<HTMLVideoElement>({ app, stream })}
      class="video"
      autoplay
      playsInline
      aria-label={label}
    />
  );
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
