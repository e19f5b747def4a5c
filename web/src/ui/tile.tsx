// SPDX-License-Identifier: AGPL-3.0-only
/** What all tiles have in common: their place on the stage, their surface and their label. */
import type { ComponentChildren, RefObject } from "preact";
import { useState } from "preact/hooks";
import { t } from "../i18n/i18n";
import type { AppModel } from "../state/app-model";
import { mayFill } from "../state/stage-plan";
import { FullscreenIcon, PipIcon } from "./icons";

interface TileProps {
  readonly app: AppModel;
  readonly tileKey: string;
  /** Whether it counts as a picture on the stage. */
  readonly picture: boolean;
  readonly speaking?: boolean;
  readonly own?: boolean;
  /** Whether its edges may be cut. */
  readonly cuttable?: boolean;
  readonly tileRef?: RefObject<HTMLLIElement | null>;
  readonly children: ComponentChildren;
}

export function TileFrame({ app, tileKey, picture, speaking, own, cuttable, tileRef, children }: TileProps) {
  const { layout } = app;
  const form = layout.formOf(tileKey, picture);
  const [aspect, setAspect] = useState<number | undefined>(undefined);
  const fills = cuttable === true && form !== "main" && mayFill(aspect, layout.plan.value.tile);
  return (
    <li
      ref={tileRef ?? null}
      class={own === true ? "tile own" : "tile"}
      data-form={form}
      data-fit={fills ? "cover" : "contain"}
      data-speaking={speaking}
      onResizeCapture={({ target }) => {
        if (target instanceof HTMLVideoElement) setAspect(target.videoWidth / target.videoHeight);
      }}
      data-corner={form === "floating" ? layout.corner.value : undefined}
    >
      {children}
    </li>
  );
}

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
      aria-label={t(focused ? "focus_end" : "focus_on", { what })}
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
      aria-label={t("fullscreen_of", { what })}
      title={t("fullscreen")}
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
      aria-label={t("pip_of", { what })}
      title={t("pip")}
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
