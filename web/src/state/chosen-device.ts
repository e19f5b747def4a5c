// SPDX-License-Identifier: AGPL-3.0-only

/** A device is kept as its id, a space, and its label, which tells people what the id cannot. */
export function chosenDevice(text: string): string | undefined {
  const [id = ""] = text.split(" ", 1);
  return id === "" ? undefined : id;
}

export function deviceText({ id, label }: { readonly id: string; readonly label: string }): string {
  return `${id} ${label}`;
}
