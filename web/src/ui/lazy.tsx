// SPDX-License-Identifier: AGPL-3.0-only
import { signal } from "@preact/signals";
import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import { lateStyle } from "./late-style";

type Lazy<Props> = ComponentType<Props> & {
  /** Loads it ahead of its first use; rejects while the server is away. */
  readonly load: () => Promise<void>;
};

/** Milliseconds from one try to load to the next. */
const pause = 3_000;

/** What tries once more to load each part that is to be shown and could not be had. */
export const missing = signal<readonly (() => void)[]>([]);

/** What is missing then could not be had again. */
export function tryAgain(): void {
  const attempts = missing.peek();
  missing.value = [];
  for (const attempt of attempts) attempt();
}

/**
 * A component that is loaded when it is first shown, with the style sheets at `styles`, and nothing until then. If it
 * cannot be loaded (the server is away), it is `missing`, and tried again for as long as it is to be shown.
 */
export function lazy<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  ...styles: readonly string[]
): Lazy<Props> {
  let loaded: ComponentType<Props> | undefined;
  const ahead = async (): Promise<void> => {
    const [component] = await Promise.all([loaded ?? load(), ...styles.map(lateStyle)]);
    loaded = component;
  };
  function Lazy(props: Props) {
    const [Loaded, setLoaded] = useState<ComponentType<Props> | undefined>(() => loaded);
    useEffect(
      () => (Loaded === undefined ? keepTrying(ahead, () => setLoaded(() => loaded)) : undefined),
      [Loaded],
    );
    return Loaded === undefined ? null : <Loaded {...props} />;
  }
  return Object.assign(Lazy, { load: ahead });
}

/** Until it is there. Returns how to give up. */
function keepTrying(load: () => Promise<void>, done: () => void): () => void {
  let timer: number | undefined;
  let over = false;
  const end = (): void => {
    over = true;
    window.clearTimeout(timer);
    if (missing.peek().includes(attempt)) missing.value = missing.peek().filter(one => one !== attempt);
  };
  const attempt = (): void => {
    window.clearTimeout(timer);
    load().then(
      () => {
        if (over) return;
        end();
        done();
      },
      () => {
        if (over) return;
        if (!missing.peek().includes(attempt)) missing.value = [...missing.peek(), attempt];
        timer = window.setTimeout(attempt, pause);
      },
    );
  };
  attempt();
  return end;
}
