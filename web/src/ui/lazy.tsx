// SPDX-License-Identifier: AGPL-3.0-only
import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";

type Lazy<Props> = ComponentType<Props> & {
  /** Loads it ahead of its first use; rejects while the server is away. */
  readonly load: () => Promise<void>;
};

/**
 * A component that is loaded when it is first shown, and nothing until then. If it cannot be loaded (the server is
 * away), the next time tries again.
 */
export function lazy<Props extends object>(load: () => Promise<ComponentType<Props>>): Lazy<Props> {
  let loaded: ComponentType<Props> | undefined;
  const ahead = async (): Promise<void> => {
    loaded ??= await load();
  };
  function Lazy(props: Props) {
    const [Loaded, setLoaded] = useState<ComponentType<Props> | undefined>(() => loaded);
    useEffect(() => {
      if (Loaded !== undefined) return undefined;
      let gone = false;
      ahead().then(
        () => {
          if (!gone) setLoaded(() => loaded);
        },
        () => undefined,
      );
      return () => {
        gone = true;
      };
    }, [Loaded]);
    return Loaded === undefined ? null : <Loaded {...props} />;
  }
  return Object.assign(Lazy, { load: ahead });
}
