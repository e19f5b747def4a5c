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
