// SPDX-License-Identifier: AGPL-3.0-only
/** Sizes, rates and times as the language writes them, each of few digits so that they are read at a glance. */
import { locale } from "./catalogue";

const byteUnits = ["byte", "kilobyte", "megabyte", "gigabyte", "terabyte", "petabyte"] as const;

const formats = new Map<string, Intl.NumberFormat>();

function format(value: number, unit: string, digits: number): string {
  const name = `${locale()} ${unit} ${digits}`;
  let found = formats.get(name);
  if (found === undefined) {
    found = new Intl.NumberFormat(locale(), {
      style: "unit",
      unit,
      // The short word for one byte stands for many as well, in English too.
      unitDisplay: unit === "byte" ? "long" : "short",
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    });
    formats.set(name, found);
  }
  return found.format(value);
}

/** A thousand to a step, as browsers and systems count what they save. */
function scaled(bytes: number): { readonly value: number; readonly unit: string; readonly digits: number } {
  let step = 0;
  let value = bytes;
  // What would be rounded to 1,000 is 1 of the next.
  while (value >= 999.5 && step < byteUnits.length - 1) {
    value /= 1000;
    step += 1;
  }
  return { value, unit: byteUnits[step] ?? "byte", digits: step > 0 && value < 9.95 ? 1 : 0 };
}

/** `bytes` is at least 0. */
export function formatSize(bytes: number): string {
  const { value, unit, digits } = scaled(bytes);
  return format(value, unit, digits);
}

/** Bytes a second. */
export function formatRate(rate: number): string {
  const { value, unit, digits } = scaled(rate);
  return format(value, `${unit}-per-second`, digits);
}

/** Seconds, in the largest unit that says enough. */
export function formatTime(seconds: number): string {
  if (seconds < 90) return format(Math.max(1, Math.round(seconds)), "second", 0);
  if (seconds < 90 * 60) return format(Math.round(seconds / 60), "minute", 0);
  const hours = seconds / 3600;
  return hours < 48 ? format(hours, "hour", hours < 9.95 ? 1 : 0) : format(hours / 24, "day", 0);
}

/** `value` from 0 to 100. */
export function formatPercent(value: number): string {
  return format(value, "percent", 0);
}
