// SPDX-License-Identifier: AGPL-3.0-only
import type { PeerLink, PeerLinkDeps, PeerLinkHost } from "../peer/peer-link";

interface Code {
  readonly PeerLink: typeof PeerLink;
}

/** Milliseconds that anything waits for the code: whoever writes or leaves meanwhile is not held up longer. */
export const codeTime = 5_000;

/**
 * Makes the connections to members. Their code is fetched when somebody else is in the room: who is alone, as everybody
 * is who opens a new room, need not wait for it.
 */
export class Links {
  private code: Code | undefined;
  private loading: Promise<void> | undefined;

  /** `deps` is undefined where the browser has no WebRTC. */
  constructor(private readonly deps: PeerLinkDeps | undefined) {}

  get possible(): boolean {
    return this.deps !== undefined;
  }

  /** Settles once links can be made, or once that has failed or takes too long: then the next call tries again. */
  ready(): Promise<void> {
    const { deps } = this;
    if (deps === undefined || this.code !== undefined) return Promise.resolve();
    this.loading ??= new Promise(resolve => {
      const done = (): void => {
        cancel();
        this.loading = undefined;
        resolve();
      };
      const cancel = deps.clock.after(codeTime, done);
      import("../peer/peer-link").then(code => {
        this.code = code;
        done();
      }, done);
    });
    return this.loading;
  }

  /** undefined where there can be no connection now; chat goes on without. */
  create(host: PeerLinkHost, polite: boolean): PeerLink | undefined {
    if (this.deps === undefined || this.code === undefined) return undefined;
    try {
      return new this.code.PeerLink(this.deps, host, polite);
    } catch {
      // The browser makes no (more) connections.
      return undefined;
    }
  }
}
