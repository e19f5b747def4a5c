// SPDX-License-Identifier: AGPL-3.0-only
import { signal, type ReadonlySignal } from "@preact/signals";
import { t } from "../i18n/i18n";
import type { Cancel, Clock, Page, Sharing } from "../platform/types";
import { formatFragment, roomName } from "../protocol/fragment";
import type { Announcer } from "./announcer";

/** Milliseconds for which a button says that it has copied. */
const copiedTime = 2_500;

/** The link to the room, and the ways to hand it to somebody. It holds nothing but the room: none of our preferences. */
export class Invite {
  readonly copied = signal(false);
  readonly canShare: boolean;
  private timer: Cancel | undefined;

  constructor(
    private readonly deps: {
      readonly page: Page;
      readonly sharing: Sharing;
      readonly clock: Clock;
      readonly announcer: Announcer;
    },
    private readonly secret: ReadonlySignal<string>,
  ) {
    this.canShare = deps.sharing.sheet !== undefined;
  }

  link(): string {
    return this.deps.page.url(`room#${formatFragment(this.secret.value)}`);
  }

  /** False if the browser does not let us: then the link has to be copied by hand. */
  async copy(): Promise<boolean> {
    const { clock, sharing, announcer } = this.deps;
    const copied = await sharing.copy(this.link());
    announcer.say(t(copied ? "said_copied" : "said_not_copied"));
    this.timer?.();
    this.copied.value = copied;
    this.timer = clock.after(copiedTime, () => (this.copied.value = false));
    return copied;
  }

  async share(): Promise<void> {
    const name = roomName(this.secret.value);
    await this.deps.sharing.sheet?.(name || t("app_name"), this.link());
  }
}
