// SPDX-License-Identifier: AGPL-3.0-only
import { firstVisible } from "../protocol/decode";

/** A calm picture for someone without a picture: the first letter, on one of six tints that follow from the name. */
export function Avatar({ name }: { readonly name: string }) {
  const initial = firstVisible(name);
  return (
    <div class="avatar" aria-hidden="true" data-tint={tint(name)}>
      <span>{(initial ?? "?").toLocaleUpperCase()}</span>
    </div>
  );
}

function tint(name: string): number {
  let sum = 0;
  for (let at = 0; at < name.length; at++) sum = (sum * 31 + name.charCodeAt(at)) % 6;
  return sum;
}
