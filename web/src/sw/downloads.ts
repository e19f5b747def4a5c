// SPDX-License-Identifier: AGPL-3.0-only
import {
  downloadWindow,
  type PageWords,
  type WorkerMessage,
  type WorkerWords,
} from "../platform/download-words";
import { attachment } from "./disposition";

/** The part of MessagePort that we use. */
export interface Port {
  onmessage: ((event: { readonly data: unknown }) => void) | null;
  postMessage(words: WorkerWords): void;
  close(): void;
}

/** Downloads that are announced and not opened, or opened and not complete. */
const most = 256;

const idPattern = /^[0-9a-f]{32}$/;

/** The files that are being saved: each is announced by a page, then opened once by the browser. */
export class Downloads {
  private readonly announced = new Map<string, Download>();
  private readonly opened = new Set<string>();

  /** A message of a page, with the port that came with it. */
  message(message: unknown, port: Port): void {
    const words = message as Partial<WorkerMessage> | undefined;
    const id = words?.id;
    if (typeof id !== "string" || !idPattern.test(id)) return;
    if (words?.type === "keep") this.keep(id, port);
    else if (words?.type === "download") this.announce(id, words, port);
  }

  /** The answer to a request for `download/<id>`. */
  open(id: string): Response {
    const download = this.announced.get(id);
    if (download === undefined) return new Response("This download is not known.\n", { status: 404 });
    this.announced.delete(id);
    if (!download.complete) this.opened.add(id);
    return download.respond();
  }

  private keep(id: string, port: Port): void {
    const known = this.announced.has(id) || this.opened.has(id);
    port.postMessage(known ? "alive" : "lost");
    port.close();
  }

  private announce(
    id: string,
    { name, size }: { readonly name?: unknown; readonly size?: unknown },
    port: Port,
  ) {
    const valid = typeof name === "string" && Number.isSafeInteger(size) && (size as number) >= 0;
    if (!valid || this.announced.size + this.opened.size >= most) {
      port.postMessage("lost");
      return;
    }
    const over = (complete: boolean): void => {
      // An empty file is complete before the browser opens it.
      if (!complete) this.announced.delete(id);
      this.opened.delete(id);
    };
    this.announced.set(id, new Download(name, size as number, port, over));
    port.postMessage("ready");
  }
}

/** One file on its way from a page to the browser's downloads. */
class Download {
  private readonly stream: ReadableStream<Uint8Array<ArrayBuffer>>;
  complete = false;
  private written = 0;

  constructor(
    private readonly name: string,
    private readonly size: number,
    private readonly port: Port,
    private readonly over: (complete: boolean) => void,
  ) {
    let control: ReadableStreamDefaultController<Uint8Array<ArrayBuffer>> | undefined;
    this.stream = new ReadableStream<Uint8Array<ArrayBuffer>>(
      {
        start: controller => (control = controller),
        pull: controller => this.pulled(controller),
        cancel: () => {
          this.port.postMessage("dismissed");
          this.end(false);
        },
      },
      { highWaterMark: downloadWindow, size: chunk => chunk.byteLength },
    );
    port.onmessage = ({ data }) => {
      if (control !== undefined) this.heard(data as PageWords, control);
    };
  }

  respond(): Response {
    return new Response(this.stream, {
      headers: {
        "Content-Type": "application/octet-stream",
        "Content-Disposition": attachment(this.name),
        "Content-Length": `${this.size}`,
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "no-store",
      },
    });
  }

  private heard(
    words: PageWords,
    controller: ReadableStreamDefaultController<Uint8Array<ArrayBuffer>>,
  ): void {
    if (words instanceof ArrayBuffer) {
      this.written += words.byteLength;
      controller.enqueue(new Uint8Array(words));
    } else if (words === "end") {
      this.complete = true;
      controller.close();
      this.end(true);
    } else {
      // What is incomplete must not look like a file.
      controller.error(new Error("The transfer failed"));
      this.end(false);
    }
  }

  /** Called whenever the browser took something. */
  private pulled({ desiredSize }: ReadableStreamDefaultController): void {
    this.port.postMessage({ taken: this.written - (downloadWindow - (desiredSize ?? 0)) });
  }

  private end(complete: boolean): void {
    this.over(complete);
    this.port.onmessage = null;
  }
}
