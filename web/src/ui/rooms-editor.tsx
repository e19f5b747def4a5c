// SPDX-License-Identifier: AGPL-3.0-only
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { t } from "../i18n/i18n";
import { panelText } from "../i18n/panels/panels";
import { formatFragment } from "../protocol/fragment";
import { limits } from "../protocol/limits";
import type { KnownRoom } from "../protocol/room-watches";
import type { Announcer } from "../state/announcer";
import type { Added, KnownRooms } from "../state/known-rooms";
import { EditIcon, UpIcon } from "./icons";
import { LowerIcon, TrashIcon } from "./panel-icons";
import { RoomSize } from "./room-size";

interface EditorProps {
  readonly known: KnownRooms;
  readonly announcer: Announcer;
}

interface ListProps extends EditorProps {
  /** The secret of the room that we are in. */
  readonly here: string;
  readonly chosen: () => void;
}

/** The list. After a row has moved or gone, the focus stays with it, or goes to its neighbour. */
export function RoomEditor({ known, announcer, here, chosen }: ListProps) {
  const rooms = known.rooms.value;
  const list = useRef<HTMLUListElement>(null);
  const next = useRef<string | undefined>(undefined);
  useLayoutEffect(() => {
    if (next.current === undefined) return;
    const rows = [...(list.current?.children ?? [])] as HTMLElement[];
    const [secret, action] = JSON.parse(next.current) as [string, string];
    next.current = undefined;
    const row = rows.find(element => element.dataset["room"] === secret);
    const target = row?.querySelector<HTMLElement>(`[data-action="${action}"]:not(:disabled)`);
    (target ?? row?.querySelector<HTMLElement>("a") ?? list.current)?.focus();
  }, [rooms]);
  const change = (room: KnownRoom | undefined, action: string, run: () => void): void => {
    next.current = JSON.stringify([room?.secret ?? "", action]);
    run();
  };
  return (
    <ul ref={list} class="rooms" aria-label={panelText("rooms_title")} tabIndex={-1}>
      {rooms.map((room, index) => (
        <RoomRow
          key={room.secret}
          room={room}
          known={known}
          isHere={room.secret === here}
          isFirst={index === 0}
          isLast={index === rooms.length - 1}
          chosen={chosen}
          move={by => {
            change(room, by < 0 ? "up" : "down", () => known.move(room.secret, by));
            announcer.say(panelText("said_room_moved", { name: room.name, place: String(index + 1 + by) }));
          }}
          remove={() => {
            change(rooms[index + 1] ?? rooms[index - 1], "go", () => known.remove(room.secret));
            announcer.say(panelText("said_room_removed", { name: room.name }));
          }}
        />
      ))}
    </ul>
  );
}

interface RowProps {
  readonly room: KnownRoom;
  readonly known: KnownRooms;
  readonly isHere: boolean;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  readonly chosen: () => void;
  readonly move: (by: number) => void;
  readonly remove: () => void;
}

function RoomRow(props: RowProps) {
  const { room, known, isHere, chosen } = props;
  const [renaming, setRenaming] = useState(false);
  return (
    <li class="room" data-room={room.secret}>
      {renaming ? (
        <RenameForm room={room} known={known} done={() => setRenaming(false)} />
      ) : (
        <>
          <a
            class="room-link"
            data-action="go"
            href={`#${formatFragment(room.secret)}`}
            aria-current={isHere ? "page" : undefined}
            onClick={chosen}
          >
            <bdi class="room-link-name">{room.name}</bdi>
            {isHere && <span class="room-here">{panelText("rooms_here")}</span>}
            <RoomSize size={known.size(room)} />
          </a>
          <RowButtons {...props} rename={() => setRenaming(true)} />
        </>
      )}
    </li>
  );
}

function RowButtons({
  room: { name },
  isFirst,
  isLast,
  move,
  remove,
  rename,
}: RowProps & { readonly rename: () => void }) {
  const buttons = [
    {
      action: "up",
      label: panelText("move_up_named", { name }),
      Icon: UpIcon,
      run: () => move(-1),
      disabled: isFirst,
    },
    {
      action: "down",
      label: panelText("move_down_named", { name }),
      Icon: LowerIcon,
      run: () => move(1),
      disabled: isLast,
    },
    {
      action: "rename",
      label: panelText("rename_named", { name }),
      Icon: EditIcon,
      run: rename,
      disabled: false,
    },
    {
      action: "remove",
      label: panelText("remove_named", { name }),
      Icon: TrashIcon,
      run: remove,
      disabled: false,
    },
  ] as const;
  return (
    <div class="room-buttons">
      {buttons.map(({ action, label, Icon, run, disabled }) => (
        <button
          key={action}
          type="button"
          class="button small quiet"
          data-action={action}
          aria-label={label}
          title={label}
          disabled={disabled}
          onClick={run}
        >
          <Icon />
        </button>
      ))}
    </div>
  );
}

interface RenameProps {
  readonly room: KnownRoom;
  readonly known: KnownRooms;
  readonly done: () => void;
}

function RenameForm({ room, known, done }: RenameProps) {
  const input = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => {
    const row = input.current?.closest("li");
    input.current?.select();
    // Back to the button that began it, which is there again by then.
    return () => {
      queueMicrotask(() => row?.querySelector<HTMLElement>('[data-action="rename"]')?.focus());
    };
  }, []);
  return (
    <form
      class="field rename-form"
      onSubmit={event => {
        event.preventDefault();
        if (known.rename(room.secret, input.current?.value ?? "")) done();
        else input.current?.focus();
      }}
      onKeyDown={event => {
        if (event.key !== "Escape") return;
        // It closes the form, and not the dialog around it.
        event.preventDefault();
        event.stopPropagation();
        done();
      }}
    >
      <input
        ref={input}
        class="input"
        aria-label={panelText("rename_named", { name: room.name })}
        defaultValue={room.name}
        maxLength={limits.nameLength}
        required
      />
      <button type="submit" class="button primary">
        {t("save")}
      </button>
    </form>
  );
}

/** Another room, by its link or by its secret. */
export function AddRoom({ known, announcer }: EditorProps) {
  const form = useRef<HTMLFormElement>(null);
  const [refused, setRefused] = useState<Exclude<Added, "added"> | undefined>(undefined);
  const add = (): void => {
    const entered = (name: string): string =>
      form.current?.querySelector<HTMLInputElement>(`[name="${name}"]`)?.value ?? "";
    const added = known.add(entered("name"), entered("secret"));
    setRefused(added === "added" ? undefined : added);
    if (added !== "added") {
      announcer.say(panelText(`rooms_${added}`));
      return;
    }
    announcer.say(panelText("said_room_added", { name: known.rooms.value.at(-1)?.name ?? "" }));
    form.current?.reset();
    form.current?.querySelector("input")?.focus();
  };
  return (
    <form
      ref={form}
      class="add-room"
      onSubmit={event => {
        event.preventDefault();
        add();
      }}
    >
      <h3>{panelText("rooms_add")}</h3>
      <label class="label">
        {panelText("rooms_secret")}
        <input class="input" name="secret" required autocomplete="off" spellcheck={false} />
      </label>
      <label class="label">
        {panelText("rooms_name")}
        <input class="input" name="name" maxLength={limits.nameLength} autocomplete="off" />
      </label>
      {refused !== undefined && <p class="add-problem">{panelText(`rooms_${refused}`)}</p>}
      <button type="submit" class="button">
        {panelText("add")}
      </button>
    </form>
  );
}
