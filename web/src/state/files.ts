// SPDX-License-Identifier: AGPL-3.0-only
import { signal, type ReadonlySignal } from "@preact/signals";
import type { FileSaver } from "../platform/files";
import type { Clock, Random } from "../platform/types";
import type { PickedFile } from "../resources/file-source";
import type { Room } from "../room/room";
import type { Announcer } from "./announcer";
import type { FilesModel } from "./files-model";
import { warning, type Notices } from "./notices";

export interface FilesDeps {
  readonly clock: Clock;
  readonly random: Random;
  /** Milliseconds since any moment. */
  readonly now: () => number;
  readonly saver: () => Promise<FileSaver>;
  readonly announcer: Announcer;
  readonly notices: Notices;
  readonly peerConnections: unknown;
  /** What a member is called on the page. */
  nameOf(key: number): string;
}

/** The way to everything about files, which is loaded once somebody shares one. */
export class Files {
  private readonly loaded = signal<FilesModel | undefined>(undefined);
  private loading: Promise<FilesModel> | undefined;
  private room: Room | undefined;

  constructor(private readonly deps: FilesDeps) {}

  /** Not without WebRTC. */
  get possible(): boolean {
    return this.deps.peerConnections !== undefined;
  }

  get model(): ReadonlySignal<FilesModel | undefined> {
    return this.loaded;
  }

  /** Into a room, or out of it: what was shared with one is not meant for the next. */
  enter(room: Room | undefined): void {
    this.room = room;
    this.loaded.value?.enter(room);
  }

  share(files: readonly PickedFile[]): void {
    if (files.length > 0)
      void this.load().then(
        model => model.share(files),
        () => this.deps.notices.add(warning("part")),
      );
  }

  load(): Promise<FilesModel> {
    return (this.loading ??= this.create());
  }

  private async create(): Promise<FilesModel> {
    try {
      const [{ FilesModel }, saver] = await Promise.all([import("./files-model"), this.deps.saver()]);
      const model = new FilesModel(this.deps, saver);
      model.enter(this.room);
      this.loaded.value = model;
      return model;
    } catch (error) {
      // The server is out of reach: the next try may do better.
      this.loading = undefined;
      throw error;
    }
  }
}
