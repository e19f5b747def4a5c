// SPDX-License-Identifier: AGPL-3.0-only
import { instrument } from "./instrument.mjs";
import { patience, until } from "./until.mjs";

/** One person at one page: what they do and see there, by roles and names alone, and all that went wrong in it. */
export class Person {
  /** Uncaught errors, console errors and policy violations, but for those that were `expect`ed. */
  errors = [];
  log = [];
  requests = [];
  #expected = [];

  static async at(context, name) {
    const person = new Person(await context.newPage(), name);
    await person.page.addInitScript(instrument);
    return person;
  }

  constructor(page, name) {
    this.page = page;
    this.name = name;
    page.setDefaultTimeout(patience);
    page.on("console", message => {
      this.#note(message.type(), `${message.text()} (${message.location().url})`);
    });
    page.on("pageerror", error =>
      this.#note("error", `uncaught: ${error.name}: ${error.message} ${error.stack ?? ""}`),
    );
    page.on("crash", () => this.#note("error", "the page crashed"));
    page.on("request", request => this.requests.push(request.url()));
    page.on("websocket", socket => this.requests.push(socket.url()));
  }

  /** Console errors that the browser itself writes in a situation that the test is about. */
  expect(pattern) {
    this.#expected.push(pattern);
  }

  #note(type, text) {
    this.log.push(`${type}: ${text}`);
    if (type === "error" && !this.#expected.some(pattern => pattern.test(text))) this.errors.push(text);
  }

  button(name) {
    return this.page.getByRole("button", { name, exact: true });
  }

  /** Everybody whom the page shows, its owner included. */
  cards() {
    return this.page.getByRole("list", { name: "People" }).getByRole("listitem");
  }

  /** What the page shows of somebody else. */
  card(name) {
    const heading = this.page.getByRole("heading", { name, exact: true });
    return this.page.getByRole("list", { name: "People" }).getByRole("listitem").filter({ has: heading });
  }

  async meets(...others) {
    for (const { name } of others) await this.card(name).waitFor();
  }

  async misses(...others) {
    for (const { name } of others) await this.card(name).waitFor({ state: "detached" });
  }

  /** `Microphone`, `Camera` or `Share screen`. */
  async turnOn(source) {
    await this.button(`${source}, off`).click();
    await this.isOn(source);
  }

  /** The button of a microphone that is on mutes it. */
  async isOn(source) {
    await this.button(source === "Microphone" ? "Mute microphone, off" : `${source}, on`).waitFor();
  }

  async turnOff(source) {
    if (source === "Microphone") await this.chooses("Microphone", "menuitem", "Turn off the microphone");
    else await this.button(`${source}, on`).click();
    await this.button(`${source}, off`).waitFor();
  }

  /** Opens the menu beside a button, and takes an item of it. */
  async chooses(source, role, name) {
    const menu = await this.opensMenu(source);
    await menu.getByRole(role, { name }).click();
    await menu.waitFor({ state: "detached" });
  }

  async opensMenu(source) {
    await this.button(`${source}: options`).click();
    const menu = this.page.getByRole("menu", { name: `${source}: options` });
    await menu.waitFor();
    return menu;
  }

  /** Asks for the `camera` or `screen` of somebody, and returns the picture. */
  async show(resource, other) {
    await this.button(`Show ${resource} of ${other.name}`).click();
    return this.picture(resource, other);
  }

  async hide(resource, other) {
    await this.button(`Hide ${resource} of ${other.name}`).click();
  }

  picture(resource, other) {
    return this.page
      .getByLabel(`${resource} of ${other.name}`, { exact: true })
      .and(this.page.locator("video"));
  }

  async writes(text) {
    const box = this.page.getByRole("textbox", { name: "Message" });
    await box.fill(text);
    await box.press("Enter");
  }

  chatLine(author, text) {
    const by = this.page.getByText(author.name, { exact: true });
    const words = this.page.getByText(text, { exact: true });
    return this.page
      .getByRole("region", { name: "Chat" })
      .last()
      .getByRole("listitem")
      .filter({ has: by })
      .filter({ has: words });
  }

  async reads(author, text) {
    await this.chatLine(author, text).waitFor();
  }

  /** Shown as a notice of this title and with this advice, and announced to screen readers. */
  async isTold(title, advice) {
    await this.page.getByText(title, { exact: true }).waitFor();
    await this.page.getByRole("paragraph").filter({ hasText: advice }).waitFor();
    await this.hears(title);
  }

  /** The live region has said it, now or earlier. */
  async hears(text) {
    const said = () => this.page.evaluate(() => keksTest.announced);
    await until(`"${text}" is announced`, async () => (await said()).some(words => words.includes(text)));
  }

  async leaves() {
    await this.button("Leave").click();
    await this.page.getByRole("heading", { name: "You left" }).waitFor();
  }
}
