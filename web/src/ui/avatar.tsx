// SPDX-License-Identifier: AGPL-3.0-only
import { firstVisible } from "../protocol/decode";
import { tint } from "./tint";

/** A calm picture for someone without a picture: the first letter, on one of six tints that follow from the name. */
export function Avatar({ name }: { readonly name: string }) {
  const initial = firstVisible(name);
  return (
    <div class="avatar" aria-hidden="true" data-tint={tint(name)}>
      <span>{(initial ?? "?").toLocaleUpperCase()}</span>
    </div>
  );
}
