// SPDX-License-Identifier: AGPL-3.0-only
/** How well colours can be told apart, as WCAG defines it. */

/** Of two relative luminances. */
export const contrast = (one, other) => (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);

/** Relative, of red, green and blue up to 255. */
export function luminance(parts) {
  const [red, green, blue] = parts.map(part => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Whether one of the two has a contrast of 3 to each shade there is, as WCAG 1.4.11 asks for on any picture. */
export function oneStandsOut(one, other) {
  const [first, second] = [one, other].map(luminance);
  for (let shade = 0; shade <= 1; shade += 0.005)
    if (Math.max(contrast(shade, first), contrast(shade, second)) < 3) return false;
  return true;
}
