// SPDX-License-Identifier: AGPL-3.0-only
import { OrderedQueue } from "../crypto/ordered-queue";
import { ivLength, open, seal } from "../crypto/sealing";
import type { Random } from "../platform/types";
import { limits } from "../protocol/limits";
import type { ClientId, ClientPacket, ServerPacket } from "../protocol/packets";
import { decodeSealed, encodeSealed, type RelayMessage } from "../protocol/relay";

export interface SealedChannelDeps {
  readonly subtle: SubtleCrypto;
  readonly random: Random;
  /** What is sealed or opened waits for it, within the bounds of what may wait. */
  readonly key: Promise<CryptoKey>;
  /** Our id on this connection: a message sealed under it means nothing on another. */
  readonly ownId: ClientId;
  send(packet: ClientPacket): void;
}

/** What happens in the room, in the order in which the server told it. */
export interface SealedChannelEvents {
  joined(id: ClientId): void;
  left(id: ClientId): void;
  message(sender: ClientId, message: RelayMessage): void;
  /** A message of ours to ourselves came back. */
  echoed(): void;
  /** More waits than may: our picture of the room, or the others' of us, cannot be trusted any more. */
  overrun(): void;
}

/**
 * One signalling connection's worth of sealed conversation. Sealing and opening overlap, while what leaves and what
 * arrives keeps its order, joins and leaves included. Messages that are not valid are dropped.
 */
export class SealedChannel {
  private readonly outbound = new OrderedQueue({
    entries: limits.outboundMessages,
    size: limits.outboundLength,
  });
  /** Twice as long as messages may make it: joins and leaves are never dropped for them. */
  private readonly inbound = new OrderedQueue({
    entries: limits.queuedMessages * 2,
    size: limits.queuedLength,
  });
  private closed = false;

  constructor(
    private readonly deps: SealedChannelDeps,
    private readonly events: SealedChannelEvents,
  ) {}

  /** To one member, or to all others. False, and an overrun, if more waits than may. */
  send(message: RelayMessage, recipient?: ClientId): boolean {
    const words = encodeSealed(this.deps.ownId, message);
    const taken = this.outbound.push(
      words.length,
      () => this.sealWords(words),
      sealed => this.deps.send(relay(sealed, recipient)),
    );
    if (!taken) this.overrunLater();
    return taken;
  }

  /** A message sealed ahead, for a moment that leaves no time for it. */
  seal(message: RelayMessage): Promise<string> {
    return this.sealWords(encodeSealed(this.deps.ownId, message));
  }

  sendSealed(sealed: string, recipient: ClientId): void {
    this.deps.send(relay(sealed, recipient));
  }

  receive(packet: ServerPacket): void {
    switch (packet.name) {
      case "client_join":
        return this.membership(() => this.events.joined(packet.id));
      case "client_leave":
        return this.membership(() => this.events.left(packet.id));
      case "message":
        return this.message(packet.sender, packet.message);
      case "init":
      case "room_info":
    }
  }

  close(): void {
    this.closed = true;
    this.outbound.close();
    this.inbound.close();
  }

  private async sealWords(words: string): Promise<string> {
    const { subtle, random, key } = this.deps;
    return seal(subtle, await key, random.bytes(ivLength), words);
  }

  /** Whoever sends is in the midst of something, which a lost connection must not disturb. */
  private overrunLater(): void {
    queueMicrotask(() => {
      if (!this.closed) this.events.overrun();
    });
  }

  private membership(apply: () => void): void {
    if (!this.inbound.pushReady(apply)) this.events.overrun();
  }

  private message(sender: ClientId, sealed: string): void {
    if (sender === this.deps.ownId) return this.membership(() => this.events.echoed());
    if (this.inbound.length >= limits.queuedMessages) return;
    this.inbound.push(
      sealed.length,
      async () => {
        const plaintext = await open(this.deps.subtle, await this.deps.key, sealed);
        return plaintext === undefined ? undefined : decodeSealed(plaintext, sender);
      },
      message => this.events.message(sender, message),
    );
  }
}

function relay(message: string, recipient: ClientId | undefined): ClientPacket {
  return recipient === undefined ? { name: "relay", message } : { name: "relay", message, recipient };
}
