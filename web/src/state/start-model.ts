// SPDX-License-Identifier: AGPL-3.0-only
import { signal } from "@preact/signals";
import type { Page, Random } from "../platform/types";
import { firstVisible } from "../protocol/decode";
import { formatFragment, strengthenName } from "../protocol/fragment";
import { limits } from "../protocol/limits";

const adjectives =
  "amber brave calm cosy crisp dapper early fresh gentle golden happy honest jolly kind lively lucky mellow merry misty nimble quiet rosy shiny silver snug sunny swift tidy warm witty".split(
    " ",
  );
const nouns =
  "almond badger biscuit brook cedar cinnamon cloud cocoa comet cookie crumb finch fox ginger harbor hazel honey lantern maple meadow nutmeg otter pebble pepper robin sparrow sugar teapot vanilla willow".split(
    " ",
  );

/** A friendly name for a room. It is no secret: that is added to it. */
export function friendlyName(random: Random): string {
  const pick = (words: readonly string[]): string => words[Math.floor(random.unit() * words.length)] ?? "";
  return `${pick(adjectives)}-${pick(nouns)}-${Math.floor(random.unit() * 90) + 10}`;
}

/** The start page: a name for a new room, and the way into it. */
export class StartModel {
  readonly name;

  constructor(
    private readonly random: Random,
    private readonly page: Page,
  ) {
    this.name = signal(friendlyName(random));
  }

  offerAnother(): void {
    this.name.value = friendlyName(this.random);
  }

  join(): void {
    // What stands before the first # is the name, so a name cannot contain one.
    const name = this.name.value.trim().replaceAll("#", "").slice(0, limits.nameLength);
    const secret = strengthenName(
      firstVisible(name) === undefined ? friendlyName(this.random) : name,
      this.random.bytes(32),
    );
    this.page.go(`room#${formatFragment(secret)}`);
  }
}
