// SPDX-License-Identifier: AGPL-3.0-only
import type { Cancel, Clock } from "../platform/types";

/** Restarts for a connection that nobody uses. */
const idleAttempts = 3;

/** Milliseconds. The polite side waits longer, so that mostly one side alone restarts. */
export const iceTimes = { disconnected: 4_000, polite: 2_000, retry: 8_000, longest: 30_000 } as const;

/**
 * Restarts ICE when a connection is disconnected for some seconds or has failed, again and again while that lasts,
 * with growing pauses.
 */
export class IceWatch {
  polite = false;
  /** Nobody uses the connection: after some attempts, mending waits until somebody does. */
  idle = false;
  private timer: Cancel | undefined;
  private attempts = 0;

  constructor(
    private readonly clock: Clock,
    private readonly restart: () => void,
  ) {}

  update(state: RTCPeerConnectionState): void {
    if (state === "disconnected") this.arm(this.delay(iceTimes.disconnected));
    else if (state === "failed") this.arm(this.delay(0), true);
    else if (state !== "connecting") this.calm();
  }

  /** The other side can be told again. */
  rebound(state: RTCPeerConnectionState): void {
    this.attempts = 0;
    this.disarm();
    this.update(state);
  }

  close(): void {
    this.disarm();
  }

  private calm(): void {
    this.attempts = 0;
    this.disarm();
  }

  private delay(first: number): number {
    const again = Math.min(iceTimes.longest, iceTimes.retry * 2 ** Math.max(0, this.attempts - 1));
    return (this.attempts === 0 ? first : again) + (this.polite ? iceTimes.polite : 0);
  }

  private arm(delay: number, sooner = false): void {
    if (this.timer !== undefined && !(sooner && this.attempts === 0)) return;
    this.disarm();
    if (this.idle && this.attempts >= idleAttempts) return;
    this.timer = this.clock.after(delay, () => {
      this.timer = undefined;
      this.attempts += 1;
      this.restart();
      this.arm(this.delay(0));
    });
  }

  private disarm(): void {
    this.timer?.();
    this.timer = undefined;
  }
}
