// SPDX-License-Identifier: AGPL-3.0-only
import { signal } from "@preact/signals";
import { tf, tfCount, type FilesKey } from "../i18n/files/texts";
import type { FileSaver, FileSource, SavingWay } from "../platform/files";
import { safeFileName } from "../protocol/file-name";
import { toHex } from "../protocol/fragment";
import { isReadable, sourceOf, type PickedFile } from "../resources/file-source";
import type { FileResource } from "../room/member-files";
import type { Room } from "../room/room";
import { Transfers, type Transfer, type TransferState } from "../room/transfers";
import type { FilesDeps } from "./files";
import { TransferList, type TransferModel } from "./transfer-list";

export { percent } from "../resources/progress";
export type { FileResource } from "../room/member-files";
export type { TransferModel } from "./transfer-list";

/** Files that we share at a time. */
export const mostShared = 32;

/** Bytes of a file that is kept in memory until it is complete. */
export const memoryLimit = 256 * 1024 * 1024;

/** The files that we share and those that we get. */
export class FilesModel {
  readonly own = signal<readonly FileResource[]>([]);
  /** undefined until it is known. */
  readonly saving = signal<SavingWay | undefined>(undefined);
  readonly transfers: TransferList;
  private running: Transfers;
  private room: Room | undefined;
  private preparing: Promise<SavingWay> | undefined;
  /** Names of others' files, for what is said of them. */
  private readonly asked = new Map<string, FileResource>();
  /** Downloads that were begun again by themselves: once each. */
  private readonly repeated = new Set<string>();

  constructor(
    private readonly deps: FilesDeps,
    private readonly saver: FileSaver,
  ) {
    const { clock, now } = deps;
    const bytes = ({ key, id, direction }: TransferModel) => this.running.bytes(key, id, direction);
    this.transfers = new TransferList({ clock, now, bytes });
    this.running = this.createTransfers();
  }

  enter(room: Room | undefined): void {
    this.room = undefined;
    this.own.value = [];
    this.asked.clear();
    this.repeated.clear();
    this.transfers.clear();
    this.running = this.createTransfers();
    this.room = room;
    if (room !== undefined) room.files = this.running;
  }

  async share(files: readonly PickedFile[]): Promise<void> {
    const { room } = this;
    let shared = 0;
    for (const file of files) {
      if (!(await isReadable(file))) this.unreadable(file.name);
      else if (this.own.value.length >= mostShared) this.tooMany();
      else if (this.room === room) shared += this.offer(sourceOf(file));
    }
    if (shared > 0) this.deps.announcer.say(tfCount("said_shared", shared));
  }

  remove(id: string): void {
    for (const one of this.transfers.all.value) {
      if (one.id === id && one.direction === "out") this.running.cancel(one.key, id, "out");
    }
    this.own.value = this.own.value.filter(file => file.id !== id);
    this.transfers.forget(id);
    this.room?.withdraw(id);
  }

  /** Whether files can be streamed to the disk: what it takes is set up now. */
  async prepare(): Promise<SavingWay> {
    this.saving.value = await (this.preparing ??= this.saver.prepare());
    return this.saving.value;
  }

  isTooLarge({ size }: FileResource): boolean {
    return this.saving.value === "memory" && size > memoryLimit;
  }

  async download(key: number, file: FileResource): Promise<void> {
    const { room } = this;
    await this.prepare();
    const peer = room?.member(key);
    if (peer === undefined || this.room !== room || this.isTooLarge(file)) return;
    this.asked.set(file.id, file);
    this.running.receive(peer, file, { name: file.label, size: file.size });
  }

  cancel({ key, id, direction }: TransferModel): void {
    this.running.cancel(key, id, direction);
  }

  private createTransfers(): Transfers {
    const transfers: Transfers = new Transfers({
      clock: this.deps.clock,
      open: (file, events) => this.saver.open(file, events),
      changed: transfer => {
        if (this.running === transfers) this.changed(transfer);
      },
    });
    return transfers;
  }

  /** 1 if it is offered. */
  private offer(source: FileSource): number {
    if (this.room === undefined) return 0;
    const id = toHex(this.deps.random.bytes(16));
    const resource = { kind: "file", id, label: safeFileName(source.name), size: source.size } as const;
    this.own.value = [...this.own.value, resource];
    this.room.provide({ resource, source });
    return 1;
  }

  private changed(transfer: Transfer): void {
    const { key, id, direction, state } = transfer;
    this.transfers.apply(transfer);
    const file = direction === "in" ? this.asked.get(id) : this.own.value.find(one => one.id === id);
    if (file === undefined) return;
    if (direction === "in" && this.beginsAgain(key, file, state)) return;
    const words = said(direction, state);
    const name = this.deps.nameOf(key);
    if (words !== undefined)
      this.deps.announcer.say(tf(words, { file: file.label, name, reason: reasonOf(state, name) }));
  }

  /** The browser ended its worker, and with it the download: once, we do what the user would do. */
  private beginsAgain(key: number, file: FileResource, state: TransferState): boolean {
    const mark = `${key} ${file.id}`;
    if (state.kind === "done") this.repeated.delete(mark);
    if (state.kind !== "failed" || state.reason !== "stopped" || this.repeated.has(mark)) return false;
    this.repeated.add(mark);
    this.deps.announcer.say(tf("said_again", { file: file.label }));
    this.preparing = undefined;
    void this.download(key, file);
    return true;
  }

  private unreadable(name: string): void {
    const file = safeFileName(name);
    const title = tf("unreadable_title", { file });
    this.notify("file-unreadable", title, tf("unreadable_text"));
  }

  private tooMany(): void {
    this.notify("file-many", tf("too_many_title"), tf("too_many_text", { limit: mostShared }));
  }

  private notify(id: string, title: string, text: string): void {
    this.deps.notices.add({ id, title, text });
    this.deps.announcer.say(`${title}. ${text}`);
  }
}

/** What is said when a transfer comes into this state. */
function said(direction: "in" | "out", { kind }: TransferState): FilesKey | undefined {
  switch (kind) {
    case "running":
      return `said_started_${direction}`;
    case "done":
      return `said_done_${direction}`;
    case "failed":
      return `said_failed_${direction}`;
    case "waiting":
    case "cancelled":
      return undefined;
  }
}

/** Why a transfer failed, in words; empty if it did not. */
export function reasonOf(state: TransferState, name: string): string {
  return state.kind === "failed" ? tf(`failed_${state.reason}`, { name }) : "";
}
