// SPDX-License-Identifier: AGPL-3.0-only
import { fileAck } from "../peer/file-framing";
import { FileReceiver, type ReceiveFailure } from "../peer/file-receiver";
import { FileSender, type SendFailure } from "../peer/file-sender";
import type { DataChannelLike, FileSink, SavedFile, SinkEvents } from "../platform/files";
import type { Cancel, Clock } from "../platform/types";
import type { FilePeer, FileResource, MemberFiles, ProvidedFile } from "./member-files";

/** `silent`: nothing came in time. `left`: the member is gone. `withdrawn`: its owner does not offer the file any more. */
export type TransferFailure = SendFailure | ReceiveFailure | "silent" | "left" | "withdrawn";

/** `waiting`: for the channel. `cancelled`: by us. */
export type TransferState =
  | { readonly kind: "waiting" | "running" | "done" | "cancelled" }
  | { readonly kind: "failed"; readonly reason: TransferFailure };

/** A transfer of one file from or to one member. */
export interface Transfer {
  /** Of the member. */
  readonly key: number;
  /** Of the resource. */
  readonly id: string;
  readonly direction: "in" | "out";
  readonly size: number;
  readonly state: TransferState;
  /** Bytes that arrived here, or left. */
  readonly bytes: number;
}

export interface TransfersDeps {
  readonly clock: Clock;
  open(file: SavedFile, events: SinkEvents): FileSink;
  /** A transfer began or its state changed; not told of every byte. */
  changed(transfer: Transfer): void;
}

/** Milliseconds: until the channel comes, and without a byte. */
export const transferTimes = { answer: 60_000, stall: 120_000 } as const;

interface Running {
  readonly peer: FilePeer;
  readonly id: string;
  readonly direction: "in" | "out";
  readonly size: number;
  readonly saved: SavedFile | undefined;
  work: FileSender | FileReceiver | undefined;
  timer: Cancel | undefined;
}

/** The transfers of files of one visit that are under way: one for each member, file and direction. */
export class Transfers implements MemberFiles {
  private readonly running: Running[] = [];

  constructor(private readonly deps: TransfersDeps) {}

  /** Bytes of a transfer that is under way. */
  bytes(key: number, id: string, direction: "in" | "out"): number | undefined {
    return this.find(key, id, direction)?.work?.bytes;
  }

  /** Asks a member for a file, which is saved as `saved`. */
  receive(peer: FilePeer, { id, size }: FileResource, saved: SavedFile): void {
    if (this.find(peer.key, id, "in") !== undefined) return;
    const transfer = this.begin({ peer, id, size, direction: "in", saved });
    this.watch(transfer, transferTimes.answer);
    peer.want(id, true);
  }

  /** We do not want it any more. */
  cancel(key: number, id: string, direction: "in" | "out"): void {
    const transfer = this.find(key, id, direction);
    if (transfer !== undefined) this.end(transfer, { kind: "cancelled" });
  }

  requested(peer: FilePeer, { resource, source }: ProvidedFile): void {
    const { id, size } = resource;
    const before = this.find(peer.key, id, "out");
    // Who can come back repeats its requests then; whoever else asks again has lost what it had.
    if (before !== undefined && peer.session !== undefined) return;
    if (before !== undefined) this.drop(before);
    const transfer = this.begin({ peer, id, size, direction: "out", saved: undefined });
    const sender = new FileSender(source, peer.capabilities.includes(fileAck), {
      started: () => this.tell(transfer, { kind: "running" }),
      done: () => this.end(transfer, { kind: "done" }),
      failed: reason => this.end(transfer, { kind: "failed", reason }),
    });
    transfer.work = sender;
    const user = {
      use: (channel: DataChannelLike) => sender.use(channel),
      lost: () => this.end(transfer, { kind: "failed", reason: "closed" }),
    };
    if (!peer.openChannel(id, user)) this.end(transfer, { kind: "failed", reason: "closed" });
  }

  requestStopped(peer: FilePeer, id: string): void {
    const transfer = this.find(peer.key, id, "out");
    if (transfer !== undefined) this.end(transfer, { kind: "failed", reason: "closed" });
  }

  arrived(peer: FilePeer, channel: DataChannelLike): boolean {
    const transfer = this.find(peer.key, channel.label, "in");
    if (transfer?.saved === undefined || transfer.work !== undefined) return false;
    const { size, saved } = transfer;
    const acks = peer.capabilities.includes(fileAck);
    const open = (events: SinkEvents) => this.deps.open(saved, events);
    transfer.work = new FileReceiver(
      channel,
      { size, acks, open },
      {
        done: () => this.end(transfer, { kind: "done" }),
        failed: reason => this.end(transfer, { kind: "failed", reason }),
      },
    );
    if (this.running.includes(transfer)) {
      this.watch(transfer, transferTimes.stall);
      this.tell(transfer, { kind: "running" });
    }
    return true;
  }

  withdrawn(peer: FilePeer, id: string): void {
    const transfer = this.find(peer.key, id, "in");
    if (transfer !== undefined && needsPeer(transfer))
      this.end(transfer, { kind: "failed", reason: "withdrawn" });
  }

  disconnected(peer: FilePeer): void {
    for (const transfer of this.of(peer).filter(needsPeer)) {
      const lost = transfer.direction === "in" && transfer.work !== undefined;
      if (lost) this.end(transfer, { kind: "failed", reason: "closed" });
    }
  }

  gone(peer: FilePeer): void {
    for (const transfer of this.of(peer).filter(needsPeer))
      this.end(transfer, { kind: "failed", reason: "left" });
  }

  private of(peer: FilePeer): readonly Running[] {
    return this.running.filter(transfer => transfer.peer === peer);
  }

  private find(key: number, id: string, direction: "in" | "out"): Running | undefined {
    return this.running.find(
      transfer => transfer.peer.key === key && transfer.id === id && transfer.direction === direction,
    );
  }

  private begin(what: Omit<Running, "work" | "timer">): Running {
    const transfer: Running = { ...what, work: undefined, timer: undefined };
    this.running.push(transfer);
    this.tell(transfer, { kind: "waiting" });
    return transfer;
  }

  /** Gives up what has not moved for so long. */
  private watch(transfer: Running, time: number): void {
    transfer.timer?.();
    const before = transfer.work?.bytes;
    transfer.timer = this.deps.clock.after(time, () => {
      if (transfer.work?.bytes === before) this.end(transfer, { kind: "failed", reason: "silent" });
      else this.watch(transfer, transferTimes.stall);
    });
  }

  private end(transfer: Running, state: TransferState): void {
    if (!this.running.includes(transfer)) return;
    this.drop(transfer);
    const { peer, id, direction } = transfer;
    // A request that came to nothing is taken back, so that the other side knows too, and it can be made again.
    if (direction === "in" && state.kind !== "done") peer.want(id, false);
    peer.settled(id);
    this.tell(transfer, state);
  }

  private drop(transfer: Running): void {
    this.running.splice(this.running.indexOf(transfer), 1);
    transfer.timer?.();
    transfer.work?.stop();
    if (transfer.direction === "out") transfer.peer.forgetChannel(transfer.id);
  }

  private tell(transfer: Running, state: TransferState): void {
    const { id, direction, size, work, peer } = transfer;
    this.deps.changed({ key: peer.key, id, direction, size, state, bytes: work?.bytes ?? 0 });
  }
}

/** What has come as a whole is saved whatever becomes of its sender. */
function needsPeer({ work }: Running): boolean {
  return !(work instanceof FileReceiver && work.complete);
}
