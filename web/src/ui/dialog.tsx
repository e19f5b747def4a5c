// SPDX-License-Identifier: AGPL-3.0-only
import type { ComponentChildren } from "preact";
import { useId, useLayoutEffect, useRef } from "preact/hooks";
import { panelText as t } from "../i18n/panels/panels";
import type { Announcer } from "../state/announcer";
import { CloseIcon } from "./icons";
import { AnnouncerRegion } from "./messages";

interface DialogProps {
  readonly title: string;
  readonly announcer: Announcer;
  /** Removes the dialog. The focus goes back to where it was. */
  readonly close: () => void;
  readonly children: ComponentChildren;
}

/** A panel above the page, which cannot be reached meanwhile. Escape and a click beside it close it. */
export function Dialog({ title, announcer, close, children }: DialogProps) {
  const id = useId();
  const dialog = useModal();
  return (
    <dialog
      ref={dialog}
      class="dialog"
      aria-labelledby={id}
      onClose={close}
      onClick={event => {
        // The backdrop is a part of the dialog itself.
        if (event.target === dialog.current) dialog.current?.close();
      }}
    >
      <div class="dialog-body">
        <div class="dialog-header">
          <h2 id={id}>{title}</h2>
          <button
            type="button"
            class="button small quiet"
            aria-label={t("close")}
            title={t("close")}
            onClick={() => dialog.current?.close()}
          >
            <CloseIcon />
          </button>
        </div>
        {children}
      </div>
      <AnnouncerRegion announcer={announcer} />
    </dialog>
  );
}

/** Opens the dialog element as long as its component lives. */
export function useModal() {
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const element = dialog.current;
    element?.showModal();
    // While it is still in the page: only then the focus goes back.
    return () => element?.close();
  }, []);
  return dialog;
}
