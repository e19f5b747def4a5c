// SPDX-License-Identifier: AGPL-3.0-only
import { limits } from "../protocol/limits";

/** What we want of one member. */
export class Wishes {
  private readonly wanted = new Set<string>();
  /** The latest that we ever asked this member for: what arrives late of it is no intrusion. */
  private readonly asked = new Set<string>();

  /** Whether there is anything that we want now. */
  get any(): boolean {
    return this.wanted.size > 0;
  }

  has(id: string): boolean {
    return this.wanted.has(id);
  }

  hadBefore(id: string): boolean {
    return this.asked.has(id);
  }

  add(id: string): void {
    this.wanted.add(id);
    this.asked.add(id);
    const [oldest] = this.asked;
    if (this.asked.size > limits.resources * 4 && oldest !== undefined) this.asked.delete(oldest);
  }

  delete(id: string): void {
    this.wanted.delete(id);
  }
}
