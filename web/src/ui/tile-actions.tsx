// SPDX-License-Identifier: AGPL-3.0-only
/** What can be done with the picture on a tile. */
import { tp } from "../i18n/people/texts";
import type { AppModel } from "../state/app-model";
import { FullscreenIcon, PipIcon } from "./tile-icons";

interface SurfaceProps {
  readonly app: AppModel;
  readonly tileKey: string;
  /** What the picture is of, as in "camera of Bob". */
  readonly what: string;
}

/** The whole picture is the button that brings it into focus and out of it. */
export function TileSurface({ app, tileKey, what }: SurfaceProps) {
  const focused = app.layout.focus.value === tileKey;
  return (
    <button
      type="button"
      class="tile-surface"
      aria-label={tp(focused ? "focus_end" : "focus_on", { what })}
      onClick={() => app.layout.toggleFocus(tileKey)}
    />
  );
}

interface ActionProps {
  readonly what: string;
}

export function FullscreenButton({ what }: ActionProps) {
  return (
    <button
      type="button"
      class="button tile-button roomy"
      aria-label={tp("fullscreen_of", { what })}
      title={tp("fullscreen")}
      onClick={({ currentTarget }) => void toggleFullscreen(currentTarget)}
    >
      <FullscreenIcon />
    </button>
  );
}

export function PictureInPictureButton({ what }: ActionProps) {
  if (!document.pictureInPictureEnabled) return null;
  return (
    <button
      type="button"
      class="button tile-button roomy"
      aria-label={tp("pip_of", { what })}
      title={tp("pip")}
      onClick={({ currentTarget }) => void togglePip(currentTarget)}
    >
      <PipIcon />
    </button>
  );
}

/** Phones of Apple show videos alone in fullscreen, and by a way of their own. */
type AppleVideo = HTMLVideoElement & { webkitEnterFullscreen?: () => void };

async function toggleFullscreen(button: HTMLElement): Promise<void> {
  const tile = button.closest("li");
  try {
    if (document.fullscreenElement !== null) await document.exitFullscreen();
    else if (document.fullscreenEnabled) await tile?.requestFullscreen();
    else tile?.querySelector<AppleVideo>("video")?.webkitEnterFullscreen?.();
  } catch {
    // The browser does not want it now: the picture stays where it is.
  }
}

async function togglePip(button: HTMLElement): Promise<void> {
  const video = button.closest("li")?.querySelector("video") ?? null;
  try {
    if (document.pictureInPictureElement === video) await document.exitPictureInPicture();
    else await video?.requestPictureInPicture();
  } catch {
    // As above; a picture without frames yet cannot leave the page.
  }
}
