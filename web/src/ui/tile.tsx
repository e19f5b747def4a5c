// SPDX-License-Identifier: AGPL-3.0-only
import type { ComponentChildren, RefObject } from "preact";
import { useState } from "preact/hooks";
import type { AppModel } from "../state/app-model";
import { mayFill } from "../state/stage-plan";

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

/** What all tiles have in common: their place on the stage. */
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
