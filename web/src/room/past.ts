// SPDX-License-Identifier: AGPL-3.0-only

/**
 * What a member offered before we came, told from what it begins while we are there. When we come it says its name and
 * at once all that it offers; whatever else it says follows that.
 */
export class Past {
  private readonly ids = new Set<string>();
  private over = false;

  /** What is offered from now on begins now. */
  end(): void {
    this.over = true;
  }

  offered(id: string): void {
    if (!this.over) this.ids.add(id);
  }

  withdrawn(id: string): void {
    this.ids.delete(id);
  }

  has(id: string): boolean {
    return this.ids.has(id);
  }
}
