// SPDX-License-Identifier: AGPL-3.0-only
import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";

/**
 * A component that is loaded when it is first shown, and nothing until then. If it cannot be loaded (the server is
 * away), the next time tries again.
 */
export function lazy<Props extends object>(load: () => Promise<ComponentType<Props>>): ComponentType<Props> {
  let loaded: ComponentType<Props> | undefined;
  return function Lazy(props: Props) {
    const [Loaded, setLoaded] = useState<ComponentType<Props> | undefined>(() => loaded);
    useEffect(() => {
      if (loaded !== undefined) return undefined;
      let gone = false;
      load().then(
        component => {
          loaded = component;
          if (!gone) setLoaded(() => component);
        },
        () => undefined,
      );
      return () => {
        gone = true;
      };
    }, []);
    return Loaded === undefined ? null : <Loaded {...props} />;
  };
}
