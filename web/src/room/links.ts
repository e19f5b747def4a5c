// SPDX-License-Identifier: AGPL-3.0-only
import { PeerLink, type PeerLinkDeps, type PeerLinkHost } from "../peer/peer-link";

/** Makes the connections to members. */
export class Links {
  /** `deps` is undefined where the browser has no WebRTC. */
  constructor(private readonly deps: PeerLinkDeps | undefined) {}

  get possible(): boolean {
    return this.deps !== undefined;
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
