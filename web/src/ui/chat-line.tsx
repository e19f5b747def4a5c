// SPDX-License-Identifier: AGPL-3.0-only
import { Component } from "preact";
import { useState } from "preact/hooks";
import { t } from "../i18n/i18n";
import { tp } from "../i18n/people/texts";
import type { ChatLine } from "../state/chat-log";
import { linkify } from "./linkify";
import { timeOfDay } from "./time";

export type OpenImage = (line: ChatLine) => void;

interface LineProps {
  readonly line: ChatLine;
  /** The author need not be shown once more; screen readers are told all the same. */
  readonly continued: boolean;
  readonly open: OpenImage;
}

/** A line never changes: what was drawn once stays, however many follow. */
export class Line extends Component<LineProps> {
  override shouldComponentUpdate(next: LineProps): boolean {
    return next.line !== this.props.line || next.continued !== this.props.continued;
  }

  override render({ line, continued, open }: LineProps) {
    const { content, author, own } = line;
    if (content.kind === "joined" || content.kind === "left")
      return <EventLine line={line} what={content.kind} />;
    return (
      <li class={`line${own ? " own" : ""}${continued ? " continued" : ""}`}>
        <div class={continued ? "unseen" : "line-head"}>
          <bdi class="author" title={author}>
            {author}
          </bdi>
          <Time time={line.time} />
        </div>
        {content.kind === "text" ? (
          <Words text={content.text} />
        ) : (
          <ChatImage author={author} image={content.image} open={() => open(line)} />
        )}
      </li>
    );
  }
}

function EventLine({ line, what }: { readonly line: ChatLine; readonly what: "joined" | "left" }) {
  return (
    <li class="line event">
      <span class="event-words">{t(`said_${what}`, { name: line.author })}</span>
      <Time time={line.time} />
    </li>
  );
}

function Time({ time }: { readonly time: number }) {
  const { short, full, machine } = timeOfDay(time);
  return (
    <time class="time" dateTime={machine} title={full}>
      {short}
    </time>
  );
}

/** Text and nothing but text, but for links whose addresses were checked. */
function Words({ text }: { readonly text: string }) {
  return (
    <p class="words" dir="auto">
      {linkify(text).map((part, index) =>
        part.kind === "text" ? (
          part.text
        ) : (
          <span key={index} class="link">
            <a href={part.href} title={part.target} target="_blank" rel="noopener noreferrer nofollow">
              {part.text}
            </a>
            {part.disguised && <bdi class="link-target"> ({part.target})</bdi>}
          </span>
        ),
      )}
    </p>
  );
}

interface ChatImageProps {
  readonly author: string;
  readonly image: string;
  readonly open: () => void;
}

function ChatImage({ author, image, open }: ChatImageProps) {
  const [broken, setBroken] = useState(false);
  const label = tp("chat_image_by", { name: author });
  if (broken) return <p class="faint">{tp("chat_image_broken")}</p>;
  return (
    <button type="button" class="chat-image" aria-label={tp("open_named", { name: label })} onClick={open}>
      <img src={image} alt={label} onError={() => setBroken(true)} />
    </button>
  );
}
