// SPDX-License-Identifier: AGPL-3.0-only
import { useEffect } from "preact/hooks";
import { draftText } from "../i18n/drafts/texts";
import { t } from "../i18n/i18n";
import type { Announcer } from "../state/announcer";
import type { ChatDrafts, DraftImage } from "../state/chat-drafts";
import { CloseIcon } from "./icons";

export { draftsTexts } from "../i18n/drafts/texts";

interface DraftsProps {
  readonly announcer: Announcer;
  readonly drafts: ChatDrafts;
  readonly removed: () => void;
}

/** What will be sent, and what cannot be. */
export function Drafts({ announcer, drafts, removed }: DraftsProps) {
  const images = drafts.images.value;
  const preparing = drafts.preparing.value;
  const problem = drafts.problem.value;
  const words =
    problem && draftText(`image_${problem.what}`, { name: problem.file === "" ? t("image") : problem.file });
  useEffect(() => {
    if (words !== undefined) announcer.say(words);
  }, [announcer, words, problem]);
  return (
    <>
      <div class="draft-problem">
        {words !== undefined && <p>{words}</p>}
        {preparing > 0 && <p class="faint">{draftText("image_preparing")}</p>}
      </div>
      {images.length > 0 && (
        <ul class="drafts" aria-label={draftText("chat_drafts")}>
          {images.map((image, index) => (
            <Draft
              key={image.key}
              draft={image}
              number={index + 1}
              remove={() => {
                drafts.remove(image.key);
                removed();
              }}
            />
          ))}
        </ul>
      )}
    </>
  );
}

interface DraftProps {
  readonly draft: DraftImage;
  readonly number: number;
  readonly remove: () => void;
}

function Draft({ draft: { image, width, height }, number, remove }: DraftProps) {
  const name = draftText("chat_draft", { number: String(number), size: `${width} × ${height}` });
  return (
    <li class="draft">
      <img src={image} alt={name} title={name} />
      <button
        type="button"
        class="button small quiet"
        aria-label={draftText("remove_named", { name })}
        title={draftText("remove")}
        onClick={remove}
      >
        <CloseIcon />
      </button>
    </li>
  );
}
