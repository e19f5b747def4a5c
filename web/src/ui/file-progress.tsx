// SPDX-License-Identifier: AGPL-3.0-only
/** How a transfer goes, in words and as a bar. */
import { formatPercent, formatRate, formatTime } from "../i18n/quantities";
import { tf } from "../i18n/files/texts";
import { percent, reasonOf, type TransferModel } from "../state/files-model";

interface StateProps {
  readonly transfer: TransferModel | undefined;
  /** Of the other side. */
  readonly name: string;
  /** Said before there is a transfer, and when it is complete. */
  readonly idle: string;
  readonly done: string;
}

export function FileState({ transfer, name, idle, done }: StateProps) {
  const state = transfer?.state.value;
  return (
    <p class="file-state" data-state={state?.kind}>
      {transfer === undefined ? idle : words(transfer, name, done)}
    </p>
  );
}

function words(transfer: TransferModel, name: string, done: string): string {
  const state = transfer.state.value;
  switch (state.kind) {
    case "waiting":
      return tf("waiting");
    case "running":
      return pace(transfer);
    case "done":
      return done;
    case "cancelled":
      return tf("cancelled");
    case "failed":
      return reasonOf(state, name);
  }
}

function pace({ progress, size }: TransferModel): string {
  const { bytes, rate, left } = progress.value;
  const part = formatPercent(percent(bytes, size));
  if (bytes >= size) return tf("ending", { percent: part });
  if (rate === undefined) return part;
  return left === undefined
    ? tf("rate", { percent: part, rate: formatRate(rate) })
    : tf("rate_left", { percent: part, rate: formatRate(rate), left: formatTime(left) });
}

export function FileProgress({
  transfer,
  label,
}: {
  readonly transfer: TransferModel;
  readonly label: string;
}) {
  const { size } = transfer;
  const value = percent(transfer.progress.value.bytes, size);
  return <progress class="file-progress" aria-label={label} max={100} value={value} />;
}
