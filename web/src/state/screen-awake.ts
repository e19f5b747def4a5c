// SPDX-License-Identifier: AGPL-3.0-only
import { effect, type ReadonlySignal } from "@preact/signals";
import type { Cancel, KeepScreenOn } from "../platform/types";
import type { RoomStatus } from "../room/room";

/** Whether there is somebody to see or hear, or who may see or hear us: an empty room may go dark. */
export function inCall(status: RoomStatus | undefined, others: number, ownSources: number): boolean {
  return (status === "joined" || status === "reconnecting") && others + ownSources > 0;
}

/** Keeps the screen from going dark while it is `wanted`, which must be false while the page cannot be seen. */
export function keepScreenOn(keep: KeepScreenOn | undefined, wanted: ReadonlySignal<boolean>): void {
  if (keep === undefined) return;
  effect(() => (wanted.value ? keptOn(keep) : undefined));
}

function keptOn(keep: KeepScreenOn): Cancel {
  let release: Cancel | undefined;
  let isOver = false;
  keep().then(
    end => {
      release = end;
      // No longer wanted by the time it came.
      if (isOver) end();
    },
    () => undefined, // The system saves power: the screen goes dark as it always does.
  );
  return () => {
    isOver = true;
    release?.();
  };
}
