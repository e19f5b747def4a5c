// SPDX-License-Identifier: AGPL-3.0-only
import type { ComponentChildren } from "preact";

interface StatePageProps {
  readonly title: string;
  readonly text: string;
  readonly how?: string;
  readonly children: ComponentChildren;
}

/** A page with one thing to say: what is the case, why, and what to do. */
export function StatePage({ title, text, how, children }: StatePageProps) {
  return (
    <main class="centred">
      <div class="panel">
        <h1>{title}</h1>
        <p>{text}</p>
        {how !== undefined && <p>{how}</p>}
        <div class="actions">{children}</div>
      </div>
    </main>
  );
}
