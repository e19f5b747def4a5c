// SPDX-License-Identifier: AGPL-3.0-only
import { PeerLink, type PeerLinkDeps, type PeerLinkHost } from "../peer/peer-link";
import type { Cancel } from "../platform/types";

/** Milliseconds that somebody who came has to say what they offer, before we connect although we want nothing of it. */
export const prepareTime = 50;

/** Makes the connections to members. */
export class Links {
  /** `deps` is undefined where the browser has no WebRTC. */
  constructor(private readonly deps: PeerLinkDeps | undefined) {}

  get possible(): boolean {
    return this.deps !== undefined;
  }

  /** Runs this once it is worth while to connect unasked. */
  soon(run: () => void): Cancel | undefined {
    return this.deps?.clock.after(prepareTime, run);
  }

  /** undefined where there can be no connection now; chat goes on without. */
  create(host: PeerLinkHost, polite: boolean): PeerLink | undefined {
    if (this.deps === undefined) return undefined;
    try {
      return new PeerLink(this.deps, host, polite);
    } catch {
      // The browser makes no (more) connections.
      return undefined;
    }
  }
}
