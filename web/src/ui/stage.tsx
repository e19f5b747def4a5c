// SPDX-License-Identifier: AGPL-3.0-only
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { t } from "../i18n/i18n";
import type { AppModel } from "../state/app-model";
import type { StagePlan } from "../state/stage-plan";
import type { RoomModel } from "../state/room-model";
import { focusOnContent, peopleId } from "./focus";
import { InviteCard } from "./invite";
import { PersonTiles } from "./later";
import { SelfTiles } from "./self-card";

interface StageProps {
  readonly app: AppModel;
  readonly room: RoomModel;
}

/** Everybody and every picture, each in the place that the plan has for it. `covered`: the chat lies above it. */
export function Stage({ app, room, covered }: StageProps & { readonly covered: boolean }) {
  const stage = useRef<HTMLElement>(null);
  const people = room.people.value;
  const box = useMeasuredBox(app);
  useEscape(app);
  // Who has the focus when the chat comes to lie above takes it along.
  useLayoutEffect(() => {
    if (covered && stage.current?.contains(document.activeElement) === true) focusOnContent();
  }, [covered]);
  return (
    <section
      ref={stage}
      class="stage"
      id={peopleId}
      tabIndex={-1}
      inert={covered}
      aria-labelledby="people-title"
    >
      <h2 id="people-title" class="unseen">
        {t("people")}
      </h2>
      {people.length === 0 && <InviteCard app={app} shown={room.status.value !== "connecting"} />}
      <div class="stage-box" ref={box}>
        <Tiles app={app} room={room} />
      </div>
    </section>
  );
}

function Tiles({ app, room }: StageProps) {
  const plan = app.layout.plan.value;
  return (
    <ul class="people" aria-label={t("people")} data-mode={plan.mode} style={measures(plan)}>
      {room.people.value.map(person => (
        <PersonTiles key={person.key} app={app} person={person} />
      ))}
      <SelfTiles app={app} />
    </ul>
  );
}

/** The plan as custom properties, for people.css. */
function measures({ gap, columns, tile, person, main, margin }: StagePlan): Record<string, string> {
  const pixels = (length: number) => `${length}px`;
  return {
    "--gap": pixels(gap),
    "--columns": String(Math.max(1, columns)),
    "--tile-width": pixels(tile.width),
    "--tile-height": pixels(tile.height),
    "--person-width": pixels(person.width),
    "--person-height": pixels(person.height),
    "--main-width": pixels(main.width),
    "--main-height": pixels(main.height),
    "--side": pixels(margin.side),
    "--above": pixels(margin.above),
    "--below": pixels(margin.below),
  };
}

function useMeasuredBox(app: AppModel) {
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return undefined;
    const measure = (): void => {
      const { clientWidth: width, clientHeight: height } = element;
      app.layout.unit.value = parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;
      const last = app.layout.box.value;
      if (last.width !== width || last.height !== height) app.layout.box.value = { width, height };
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [app]);
  return box;
}

/** Escape leads back from the focus to all; where it means something else, that comes first. */
function useEscape(app: AppModel): void {
  useEffect(() => {
    const key = (event: KeyboardEvent): void => {
      if (event.key !== "Escape" || event.defaultPrevented || isTyping(event.target)) return;
      if (document.querySelector("dialog[open]") === null && document.fullscreenElement === null)
        app.layout.endFocus();
    };
    document.addEventListener("keydown", key);
    return () => document.removeEventListener("keydown", key);
  }, [app]);
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.matches("input, textarea, select");
}
