// SPDX-License-Identifier: AGPL-3.0-only
import { useEffect, useRef } from "preact/hooks";
import { t } from "../i18n/i18n";
import { limits } from "../protocol/limits";
import type { AppModel } from "../state/app-model";

interface NameFormProps {
  readonly app: AppModel;
  readonly done: () => void;
}

/** Where one says what one is called. */
export function NameForm({ app, done }: NameFormProps) {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.select(), []);
  return (
    <form
      class="tile-label name-form"
      onSubmit={event => {
        event.preventDefault();
        if (app.rename(input.current?.value ?? "")) done();
        else input.current?.focus();
      }}
      onKeyDown={event => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        done();
      }}
    >
      <input
        ref={input}
        class="input"
        aria-label={t("your_name")}
        defaultValue={app.username.value}
        maxLength={limits.nameLength}
        required
        autocomplete="nickname"
      />
      <button type="submit" class="button primary small">
        {t("save")}
      </button>
    </form>
  );
}
