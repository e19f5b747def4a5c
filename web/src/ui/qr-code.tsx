// SPDX-License-Identifier: AGPL-3.0-only
import { generate } from "lean-qr";
import { useMemo } from "preact/hooks";
import { panelText as t } from "../i18n/panels/panels";

/** Modules of empty space around the code (ISO/IEC 18004 wants four). */
const margin = 4;

/** Dark on light in every theme, since many readers know nothing else. */
export function QrCode({ text }: { readonly text: string }) {
  const code = useMemo(() => draw(text), [text]);
  if (code === undefined) return <p class="faint">{t("qr_too_long")}</p>;
  const { size, path } = code;
  return (
    <svg class="qr-code" role="img" aria-label={t("qr_label")} viewBox={`0 0 ${size} ${size}`}>
      <rect class="qr-light" width={size} height={size} />
      <path class="qr-dark" d={path} shape-rendering="crispEdges" />
    </svg>
  );
}

/** One path of horizontal bars; undefined if the text is longer than a code can hold. */
function draw(text: string): { readonly size: number; readonly path: string } | undefined {
  try {
    const code = generate(text);
    let path = "";
    for (let y = 0; y < code.size; y++) {
      for (let x = 0; x < code.size; x++) {
        if (!code.get(x, y)) continue;
        const begin = x;
        while (code.get(x + 1, y)) x += 1;
        path += `M${begin + margin} ${y + margin}h${x + 1 - begin}v1h${begin - x - 1}z`;
      }
    }
    return { size: code.size + 2 * margin, path };
  } catch {
    return undefined;
  }
}
