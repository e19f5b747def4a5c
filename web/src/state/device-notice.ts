// SPDX-License-Identifier: AGPL-3.0-only
import { td, type DevicesKey } from "../i18n/devices/texts";
import { t } from "../i18n/i18n";
import type { MediaProblem } from "../resources/media-problem";
import type { SourceKind } from "../resources/own-source";
import type { Notice, Notices } from "./notices";
import type { KnownBrowser } from "./permission-steps";

export interface ProblemListener {
  readonly browser: KnownBrowser;
  readonly notices: Notices;
  readonly notify: (notice: Notice) => void;
}

/** Says that a source did not start; if that is for want of a permission, also, once it is loaded, how to give it. */
export function tellProblem(kind: SourceKind, problem: MediaProblem, listener: ProblemListener): void {
  const screen = problem === "denied" && kind === "screen";
  const text: DevicesKey = screen ? "notice_denied_screen" : `notice_${problem}`;
  const notice = deviceNotice(kind, () => td(text));
  listener.notify(notice);
  // Without the steps, what was said stands.
  if (problem === "denied" && !screen) explain(kind, notice, listener).catch(() => undefined);
}

async function explain(
  kind: SourceKind,
  notice: Notice,
  { browser, notices, notify }: ProblemListener,
): Promise<void> {
  const { permissionSteps } = await import("./permission-steps");
  const steps = await permissionSteps(kind, browser);
  // Dismissed meanwhile, or mended.
  if (steps !== undefined && notices.list.value.includes(notice)) notify(deviceNotice(kind, steps));
}

function deviceNotice(kind: SourceKind, text: () => string): Notice {
  return {
    id: `device-${kind}`,
    get title() {
      return td("notice_device_title", { device: t(kind) });
    },
    get text() {
      return text();
    },
  };
}
