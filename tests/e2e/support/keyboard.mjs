// SPDX-License-Identifier: AGPL-3.0-only
/** What one does and notices without a mouse. */
import { until } from "./until.mjs";

const element = ({ page }, role, name) => page.getByRole(role, { name, exact: true });

/** Presses Tab until the element has the focus: at most once around the page. */
export async function tabTo(person, role, name) {
  await element(person, role, name).first().waitFor();
  for (let presses = 0; presses < 40; presses++) {
    if (await hasFocus(person, role, name)) return;
    await person.page.keyboard.press("Tab");
  }
  throw new Error(`Tab does not reach the ${role} "${name}"`);
}

/** Goes to the element by Tab, and presses a key there. */
export async function press(person, role, name, key = "Enter") {
  await tabTo(person, role, name);
  await person.page.keyboard.press(key);
}

export function focusIsOn(person, role, name) {
  return until(`the ${role} "${name}" has the focus`, () => hasFocus(person, role, name));
}

/** The part of the page where the people are. */
export function focusIsOnPeople({ page }) {
  return until("the people have the focus", () =>
    page.evaluate(() => document.activeElement?.id === "people"),
  );
}

/** Whether one of that name has it. */
async function hasFocus(person, role, name) {
  const handles = await element(person, role, name).elementHandles();
  const answers = handles.map(handle => handle.evaluate(node => node === document.activeElement));
  return (await Promise.all(answers)).some(Boolean);
}
