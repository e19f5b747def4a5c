// SPDX-License-Identifier: AGPL-3.0-only
import { tp } from "../i18n/people/texts";
import type { RoomModel } from "../state/room-model";
import { Line, type OpenImage } from "./chat-line";

export { peopleTexts } from "../i18n/people/texts";

interface LineListProps {
  readonly room: RoomModel;
  readonly open: OpenImage;
}

/** What has been said, in its order. */
export function LineList({ room, open }: LineListProps) {
  const lines = room.chat.lines.value;
  const newFrom = room.chat.newFrom.value;
  return (
    <ol>
      {lines.flatMap((line, index) => {
        const isNew = line.key === newFrom;
        const continued = line.continued && !isNew && index > 0;
        const item = <Line key={line.key} line={line} continued={continued} open={open} />;
        return isNew ? [<Divider key="new" />, item] : [item];
      })}
    </ol>
  );
}

function Divider() {
  return (
    <li class="divider" data-divider>
      <span>{tp("chat_new")}</span>
    </li>
  );
}
