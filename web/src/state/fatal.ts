// SPDX-License-Identifier: AGPL-3.0-only
import type { Capabilities } from "../platform/types";

/** Why there can be no room at all in this browser at this address. */
export type Fatal = "insecure" | "crypto";

export interface FatalDeps {
  readonly capabilities: Capabilities;
  readonly subtle: SubtleCrypto | undefined;
}

/** undefined: nothing that a room cannot do without is missing. */
export function fatalLack({ capabilities, subtle }: FatalDeps): Fatal | undefined {
  if (subtle !== undefined && capabilities.webCrypto) return undefined;
  return capabilities.secureContext ? "crypto" : "insecure";
}
