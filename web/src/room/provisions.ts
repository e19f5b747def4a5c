// SPDX-License-Identifier: AGPL-3.0-only
import { limits } from "../protocol/limits";
import type { Provided } from "./member";

/** What we offer to the room, and what we offered until not long ago. */
export class Provisions {
  private readonly provided = new Map<string, Provided>();
  private gone: readonly string[] = [];

  get(id: string): Provided | undefined {
    return this.provided.get(id);
  }

  all(): Iterable<Provided> {
    return this.provided.values();
  }

  /** Ids. */
  withdrawn(): readonly string[] {
    return this.gone;
  }

  add(provided: Provided): void {
    const { id } = provided.resource;
    this.provided.set(id, provided);
    this.gone = this.gone.filter(other => other !== id);
  }

  /** False if it was not provided. */
  remove(id: string): boolean {
    if (!this.provided.delete(id)) return false;
    this.gone = [...this.gone, id].slice(-limits.resources);
    return true;
  }

  clear(): void {
    this.provided.clear();
  }
}
