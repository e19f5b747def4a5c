// SPDX-License-Identifier: AGPL-3.0-only
/** Texts in the language that is spoken. Whoever reads one while rendering, or in an effect, follows the language. */
import { effect, signal } from "@preact/signals";
import type { Language, Speech } from "./languages";

export type Texts<Key extends string> = Readonly<Record<Key, string>>;

/** What stands for the names in braces. Numbers are written as the language does. */
export type Params = Readonly<Record<string, string | number>>;

/** The stems of `stem_one` and `stem_other`. */
type CountKey<All extends string, Key extends string = All> = Key extends `${infer Stem}_other`
  ? `${Stem}_one` extends All
    ? Stem
    : never
  : never;

type Loaders<Key extends string> = Readonly<
  Record<Exclude<Language, "en">, () => Promise<Texts<NoInfer<Key>>>>
>;

const speech = signal<Speech>({ language: "en", locale: "en" });

/** For Intl: numbers, times, lists. */
export function locale(): string {
  return speech.value.locale;
}

export function language(): Language {
  return speech.value.language;
}

/** Texts that belong together: those of the page, and of each part of it that is loaded later. English is built in. */
export class Catalogue<Key extends string> {
  private readonly loaded = signal<Readonly<Partial<Record<Language, Texts<Key>>>>>({});
  private readonly loading = new Map<Language, Promise<void>>();

  constructor(
    private readonly english: Texts<Key>,
    private readonly loaders: Loaders<Key>,
  ) {
    // Also for what is spoken later. A failure is told to whoever asked for the language.
    effect(() => void this.load(speech.value.language).catch(() => undefined));
  }

  /** `{name}` in the text is replaced by `params.name`. */
  readonly text = (key: Key, params: Params = {}): string => {
    const texts = this.loaded.value[speech.value.language] ?? this.english;
    return texts[key].replace(/\{(\w+)\}/g, (whole, name: string) => {
      const value = params[name];
      return typeof value === "number" ? formatNumber(value) : (value ?? whole);
    });
  };

  /** The text for one or for more of something; `{count}` in it is how many. */
  readonly count = (stem: CountKey<Key>, count: number, params: Params = {}): string => {
    // Of the other categories our languages have `many` alone, from a million on.
    const one = new Intl.PluralRules(speech.value.language).select(count) === "one";
    return this.text((one ? `${stem}_one` : `${stem}_other`) as Key, { ...params, count });
  };

  /** Resolves once the texts are there, and rejects if they cannot be had. */
  load(wanted: Language): Promise<void> {
    if (wanted === "en") return Promise.resolve();
    let loading = this.loading.get(wanted);
    if (loading === undefined) {
      loading = this.fetch(wanted);
      this.loading.set(wanted, loading);
    }
    return loading;
  }

  /** Resolves once the texts of the language that is spoken are there, or cannot be had: then they are English. */
  readonly ready = (): Promise<void> => this.load(speech.value.language).catch(() => undefined);

  private async fetch(wanted: Exclude<Language, "en">): Promise<void> {
    try {
      const texts = await this.loaders[wanted]();
      this.loaded.value = { ...this.loaded.value, [wanted]: texts };
    } catch (error) {
      this.loading.delete(wanted);
      throw error;
    }
  }
}

function formatNumber(value: number): string {
  return new Intl.NumberFormat(speech.value.locale).format(value);
}

/** From now on. The texts of the page should be there. */
export function speak(next: Speech): void {
  speech.value = next;
}
