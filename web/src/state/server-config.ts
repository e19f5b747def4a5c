// SPDX-License-Identifier: AGPL-3.0-only
import { signal } from "@preact/signals";
import type { Page } from "../platform/types";
import { decodeClientConfig, noConfig, type ClientConfig } from "../protocol/client-config";

/** Milliseconds to wait for the server's configuration before going on without. */
const configTime = 8_000;

/** What the server tells of its configuration: read once, and again when that failed. */
export class ServerConfig {
  readonly value = signal<ClientConfig>(noConfig);
  private reading: Promise<void> | undefined;

  constructor(
    private readonly page: Page,
    private readonly done: (succeeded: boolean) => void,
  ) {}

  /** Always settles; without a configuration, too. */
  read(): Promise<void> {
    return (this.reading ??= this.fetch());
  }

  private async fetch(): Promise<void> {
    try {
      const config = decodeClientConfig(await this.page.fetchText("config.json", configTime));
      if (config === undefined) throw new Error("config.json is not a configuration");
      this.value.value = config;
      this.done(true);
    } catch {
      // The next visit tries again.
      this.reading = undefined;
      this.done(false);
    }
  }
}
