// SPDX-License-Identifier: AGPL-3.0-only
/**
 * The service worker. Relative to its scope it answers `swtest`, so that a page can ask whether it is at work, and
 * `download/<id>`, through which a page saves a file; it leaves every other request to the browser.
 */
import { Downloads, type Port } from "./downloads";
import { notificationClicked, type ClickEvent, type Windows } from "./notification-click";

interface WorkerScope {
  readonly registration: { readonly scope: string };
  readonly clients: Windows & { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
  addEventListener(type: "install" | "activate", run: (event: LifeEvent) => void): void;
  addEventListener(type: "fetch", run: (event: RequestEvent) => void): void;
  addEventListener(type: "notificationclick", run: (event: ClickEvent) => void): void;
  addEventListener(type: "message", run: (event: MessageEvent) => void): void;
}

interface LifeEvent {
  waitUntil(work: Promise<unknown>): void;
}

interface RequestEvent {
  readonly request: Request;
  respondWith(response: Response): void;
}

const worker = globalThis as unknown as WorkerScope;
const downloads = new Downloads();

worker.addEventListener("install", event => event.waitUntil(worker.skipWaiting()));
worker.addEventListener("activate", event => event.waitUntil(worker.clients.claim()));
worker.addEventListener("notificationclick", event => notificationClicked(event, worker.clients));
worker.addEventListener("message", event => {
  const [port] = event.ports;
  if (port !== undefined) downloads.message(event.data, port as Port);
});
worker.addEventListener("fetch", event => {
  const { scope } = worker.registration;
  const { url, method } = event.request;
  if (method !== "GET" || !url.startsWith(scope)) return;
  const path = url.slice(scope.length);
  if (path === "swtest")
    event.respondWith(new Response("works!", { headers: { "Content-Type": "text/plain" } }));
  else if (path.startsWith("download/")) event.respondWith(downloads.open(path.slice("download/".length)));
});
