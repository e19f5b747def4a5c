// SPDX-License-Identifier: AGPL-3.0-only
import type { SelectHTMLAttributes } from "preact";
import { LowerIcon } from "../panel-icons";

/** A list to choose from, with an arrow as the other icons are. */
export function Select(props: SelectHTMLAttributes) {
  return (
    <span class="select">
      <select class="input" {...props} />
      <LowerIcon />
    </span>
  );
}
