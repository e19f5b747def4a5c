// SPDX-License-Identifier: AGPL-3.0-only
import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import { lateStyle } from "./late-style";

type Lazy<Props> = ComponentType<Props> & {
  /** Loads it ahead of its first use; rejects while the server is away. */
  readonly load: () => Promise<void>;
};

/** Milliseconds from one try to load to the next. */
const pause = 3_000;

/**
 * A component that is loaded when it is first shown, with the style sheets at `styles`, and nothing until then. If it
 * cannot be loaded (the server is away), it is tried again for as long as it is to be shown.
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
    useEffect(() => {
      if (Loaded !== undefined) return undefined;
      let again: number | undefined;
      let gone = false;
      const attempt = (): void => {
        ahead().then(
          () => {
            if (!gone) setLoaded(() => loaded);
          },
          () => {
            if (!gone) again = window.setTimeout(attempt, pause);
          },
        );
      };
      attempt();
      return () => {
        gone = true;
        window.clearTimeout(again);
      };
    }, [Loaded]);
    return Loaded === undefined ? null : <Loaded {...props} />;
  }
  return Object.assign(Lazy, { load: ahead });
}
