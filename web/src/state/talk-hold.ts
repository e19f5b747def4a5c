// SPDX-License-Identifier: AGPL-3.0-only
import { chordOf, type KeyPress } from "../preferences/shortcuts";
import type { KeysModel } from "./keys-model";

export function isTalkKey(keys: Pick<KeysModel, "shown">, press: KeyPress): boolean {
  const chord = chordOf(press);
  return chord !== undefined && keys.shown("talk").includes(chord);
}

/** Talking for as long as something is held: a key, a finger or the mouse, or several of them at once. */
export class TalkHold<Holder> {
  private readonly holders = new Set<Holder>();

  /** `talk` is told of the first that is held, and of the last that is let go. */
  constructor(private readonly talk: (held: boolean) => void) {}

  hold(by: Holder): void {
    if (this.holders.size === 0) this.talk(true);
    this.holders.add(by);
  }

  /** False if it was not held. */
  release(by: Holder): boolean {
    const held = this.holders.delete(by);
    if (held && this.holders.size === 0) this.talk(false);
    return held;
  }

  /** Whoever goes elsewhere while they hold something is not to be heard there for ever. */
  releaseAll(): void {
    for (const by of [...this.holders]) this.release(by);
  }
}
