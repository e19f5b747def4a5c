// SPDX-License-Identifier: AGPL-3.0-only
import type { RefObject } from "preact";
import { useEffect } from "preact/hooks";

/** The focus goes back to the button of the menu, unless the user has gone elsewhere. */
export type CloseMenu = (refocus?: boolean) => void;

const items = "[role^=menuitem]";

/** Keys and focus of a menu that is open (WAI-ARIA Authoring Practices, "Menu Button"); ends with it. */
export function useMenu(
  menu: RefObject<HTMLElement | null>,
  opener: RefObject<HTMLElement | null>,
  close: CloseMenu,
): void {
  useEffect(() => {
    const element = menu.current;
    const button = opener.current;
    if (element === null) return undefined;
    const all = () => [...element.querySelectorAll<HTMLElement>(items)];
    (element.querySelector<HTMLElement>(`${items}[aria-checked=true]`) ?? all()[0])?.focus();
    const pressed = (event: KeyboardEvent): void => {
      if (event.key === "Tab") close();
      else if (event.key === "Escape") leave(event, close);
      else move(event, all());
    };
    const elsewhere = ({ target }: Event): void => {
      if (!(target instanceof Node) || element.contains(target) || button?.contains(target) === true) return;
      close(false);
    };
    element.addEventListener("keydown", pressed);
    document.addEventListener("pointerdown", elsewhere, true);
    return () => {
      element.removeEventListener("keydown", pressed);
      document.removeEventListener("pointerdown", elsewhere, true);
    };
    // Once for each opening: what the caller passes is the same until then, or as good.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);
}

function leave(event: KeyboardEvent, close: CloseMenu): void {
  event.preventDefault();
  event.stopPropagation();
  close();
}

function move(event: KeyboardEvent, all: readonly HTMLElement[]): void {
  const at = all.findIndex(item => item === document.activeElement);
  const targets: Readonly<Record<string, number>> = {
    ArrowDown: (at + 1) % all.length,
    ArrowUp: (at - 1 + all.length) % all.length,
    Home: 0,
    End: all.length - 1,
  };
  const target = targets[event.key];
  if (target === undefined) return;
  event.preventDefault();
  all[target]?.focus();
}
