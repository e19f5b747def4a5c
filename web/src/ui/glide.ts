// SPDX-License-Identifier: AGPL-3.0-only
/** Tiles that get another place because one comes, goes or becomes a picture glide there, rather than jump. */

interface Place {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

const timing = { duration: 180, easing: "ease-out" } as const;

const watched = new WeakSet<Element>();

/** From now on, for as long as the list is there. What moves with the size of the window moves with it. */
export function glideIn(list: Element): void {
  if (watched.has(list)) return;
  watched.add(list);
  let places = placesIn(list);
  const settle = (): void => {
    places = placesIn(list);
  };
  new ResizeObserver(settle).observe(list);
  const observer = new MutationObserver(records => {
    const before = places;
    settle();
    if (records.some(record => rearranges(record, list))) move(before, places);
  });
  observer.observe(list, { childList: true, subtree: true, attributeFilter: ["data-form", "style"] });
}

/** Not by a new size of the window, which comes as a new style of the list alone. */
function rearranges({ type, attributeName, target }: MutationRecord, list: Element): boolean {
  return type === "childList" ? target === list : attributeName === "data-form";
}

/** Where the layout has them, whatever is under way. */
function placesIn(list: Element): Map<HTMLElement, Place> {
  const tiles = [...list.querySelectorAll<HTMLElement>(":scope > .tile")];
  return new Map(
    tiles.map(tile => {
      const { offsetLeft: left, offsetTop: top, offsetWidth: width, offsetHeight: height } = tile;
      return [tile, { left, top, width, height }];
    }),
  );
}

function move(before: ReadonlyMap<HTMLElement, Place>, after: ReadonlyMap<HTMLElement, Place>): void {
  if (matchMedia("(prefers-reduced-motion: reduce)").matches || document.fullscreenElement !== null) return;
  for (const [tile, to] of after) {
    const from = before.get(tile);
    if (from === undefined || same(from, to) || to.width === 0 || to.height === 0) continue;
    const shift = `translate(${from.left - to.left}px, ${from.top - to.top}px)`;
    const scale = `scale(${from.width / to.width}, ${from.height / to.height})`;
    const transformOrigin = "0 0";
    tile.animate([{ transform: `${shift} ${scale}`, transformOrigin }, { transformOrigin }], timing);
  }
}

function same(one: Place, other: Place): boolean {
  return (
    one.left === other.left &&
    one.top === other.top &&
    one.width === other.width &&
    one.height === other.height
  );
}
