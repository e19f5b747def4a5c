// SPDX-License-Identifier: AGPL-3.0-only
/** For who wants to know (`webrtc_debug`): the path and the streams of one connection, every two seconds. */
import { useEffect, useState } from "preact/hooks";
import { connectionText as tc } from "../i18n/connection/connection";
import type { AppModel } from "../state/app-model";
import { followFigures, type LinkFigures, type StreamFigures } from "../state/connection-report";
import type { Person } from "../state/person";

interface FiguresProps {
  readonly app: AppModel;
  readonly person: Person;
}

export function Figures({ app, person }: FiguresProps) {
  const figures = useFigures(app, person.key);
  if (figures?.path === undefined) return <p class="figures faint">{tc("no_figures")}</p>;
  const { path, streams } = figures;
  return (
    <dl class="figures" aria-label={tc("figures")}>
      <dt>{tc("path")}</dt>
      <dd>
        {path.local} {path.localAddress} → {path.remote} {path.remoteAddress}, {path.protocol}
      </dd>
      <dt>{tc("round_trip")}</dt>
      <dd>{path.roundTrip ?? "–"} ms</dd>
      {streams.map(stream => (
        <Stream key={stream.key} stream={stream} />
      ))}
    </dl>
  );
}

function Stream({ stream }: { readonly stream: StreamFigures }) {
  const { direction, kind, codec, bitrate, loss, size, frames } = stream;
  const parts = [
    codec,
    bitrate === undefined ? "" : `${Math.round(bitrate / 1000)} kbit/s`,
    size ?? "",
    frames === undefined ? "" : `${Math.round(frames)} fps`,
    loss === undefined ? "" : tc("lost_share", { percent: Math.round(loss * 1000) / 10 }),
  ];
  return (
    <>
      <dt>{tc(direction === "in" ? "received" : "sent", { kind })}</dt>
      <dd>{parts.filter(part => part !== "").join(", ")}</dd>
    </>
  );
}

function useFigures(app: AppModel, person: number): LinkFigures | undefined {
  const [figures, setFigures] = useState<LinkFigures | undefined>(undefined);
  useEffect(() => followFigures(app.connections, person, setFigures), [app, person]);
  return figures;
}
