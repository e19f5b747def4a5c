// SPDX-License-Identifier: AGPL-3.0-only
import { useEffect, useMemo, useState } from "preact/hooks";
import { tp } from "../i18n/people/texts";
import { panelText } from "../i18n/panels/panels";
import { imageBlob, imageFileName } from "../state/chat-image";
import type { ChatLine } from "../state/chat-log";
import { useModal } from "./dialog";
import { CloseIcon } from "./icons";
import { DownloadIcon, ZoomInIcon, ZoomOutIcon } from "./panel-icons";

/** Milliseconds that a tab has to load the image before its address is given up. */
const tabTime = 60_000;

interface LightboxProps {
  readonly line: ChatLine;
  readonly close: () => void;
}

/** An image of the chat above the page: as large as fits, or in its full size. */
export function Lightbox({ line, close }: LightboxProps) {
  const dialog = useModal();
  const [full, setFull] = useState(false);
  const image = imageOf(line);
  const url = useObjectUrl(image);
  const label = tp("chat_image_by", { name: line.author });
  const zoom = panelText(full ? "image_fit" : "image_full");
  return (
    <dialog ref={dialog} class="lightbox" aria-label={label} onClose={close}>
      <div class="lightbox-bar">
        <p class="lightbox-title">{label}</p>
        <button
          type="button"
          class="button quiet square"
          aria-label={zoom}
          title={zoom}
          onClick={() => setFull(!full)}
        >
          {full ? <ZoomOutIcon /> : <ZoomInIcon />}
        </button>
        <a
          class="button quiet square"
          href={url}
          download={imageFileName(image)}
          aria-label={panelText("download")}
          title={panelText("download")}
        >
          <DownloadIcon />
        </a>
        <button
          type="button"
          class="button quiet square"
          aria-label={panelText("close")}
          title={panelText("close")}
          onClick={() => dialog.current?.close()}
        >
          <CloseIcon />
        </button>
      </div>
      <div
        class="lightbox-stage"
        data-full={full}
        // The keyboard scrolls what has the focus; the mouse has the button for this, too.
        tabIndex={full ? 0 : undefined}
        role={full ? "region" : undefined}
        aria-label={full ? label : undefined}
        onClick={event => {
          if (event.target === event.currentTarget) dialog.current?.close();
        }}
      >
        <img src={url} alt={label} onClick={() => setFull(!full)} />
      </div>
    </dialog>
  );
}

function imageOf({ content }: ChatLine): string {
  return content.kind === "image" ? content.image : "";
}

function useObjectUrl(image: string): string {
  const url = useMemo(() => URL.createObjectURL(imageBlob(image)), [image]);
  useEffect(() => () => URL.revokeObjectURL(url), [url]);
  return url;
}

/** As an image by its type: a tab of our origin never gets a document from others. */
export function openInTab(line: ChatLine): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(imageBlob(imageOf(line)));
  link.target = "_blank";
  link.rel = "noopener noreferrer";
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), tabTime);
}
