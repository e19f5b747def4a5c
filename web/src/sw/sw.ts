// SPDX-License-Identifier: AGPL-3.0-only
/**
 * The service worker. It answers `swtest`, relative to its scope, so that a page can ask whether it is at work, and
 * leaves every other request to the browser.
 */
interface WorkerScope {
  readonly registration: { readonly scope: string };
  readonly clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
  addEventListener(type: "install" | "activate", run: (event: LifeEvent) => void): void;
  addEventListener(type: "fetch", run: (event: RequestEvent) => void): void;
}

interface LifeEvent {
  waitUntil(work: Promise<unknown>): void;
}

interface RequestEvent {
  readonly request: Request;
  respondWith(response: Response): void;
}

const worker = globalThis as unknown as WorkerScope;

worker.addEventListener("install", event => event.waitUntil(worker.skipWaiting()));
worker.addEventListener("activate", event => event.waitUntil(worker.clients.claim()));
worker.addEventListener("fetch", event => {
  if (event.request.url === new URL("swtest", worker.registration.scope).href) {
    event.respondWith(new Response("works!", { headers: { "Content-Type": "text/plain" } }));
  }
});
