// SPDX-License-Identifier: AGPL-3.0-only
import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { connectionReport } from "./media.mjs";
import { Person } from "./person.mjs";

const evidenceRoot = fileURLToPath(new URL("../../../build/e2e-failures/", import.meta.url));

/** The people and pages of one test, in a room of their own. */
export class Scene {
  people = [];
  #contexts = [];
  #cleanUps = [];
  #expected = [];

  constructor(browser, server, firefox) {
    this.browser = browser;
    this.firefox = firefox;
    this.server = server;
    this.secret = newSecret("kitchen");
  }

  /** Somebody at a page of their own that shows nothing yet, with storage of their own. */
  async somebody(name, contextOptions = {}, browser = this.browser) {
    const context = await browser.newContext({
      viewport: { width: 1100, height: 700 },
      ...contextOptions,
    });
    this.#contexts.push(context);
    const person = await Person.at(context, name);
    this.people.push(person);
    for (const pattern of this.#expected) person.expect(pattern);
    return person;
  }

  /** The address of a room, with the name that the link gives to who follows it. */
  roomUrl(name, { secret = this.secret, url = this.server.url } = {}) {
    return `${url}room#${secret}?username=${encodeURIComponent(name)}`;
  }

  /** Somebody who has joined the room. */
  async enters(name, where = {}, browser = this.browser) {
    const person = await this.somebody(name, {}, browser);
    await person.page.goto(this.roomUrl(name, where));
    await person.page.getByText("Connected", { exact: true }).first().waitFor();
    return person;
  }

  /** People who join in the same moment, and see each other. */
  async enter(...names) {
    const people = await Promise.all(names.map(name => this.enters(name)));
    for (const person of people) await person.meets(...people.filter(other => other !== person));
    return people;
  }

  /** Ended with the scene. */
  endsWith(cleanUp) {
    this.#cleanUps.push(cleanUp);
  }

  /** See Person.expect; for all who come from now on. */
  expectOfEverybody(pattern) {
    this.#expected.push(pattern);
  }

  assertNoErrors() {
    for (const { name, errors } of this.people) assert.deepEqual(errors, [], `errors in the page of ${name}`);
  }

  /**
   * Writes what each page shows and logged to a folder, as far as that can be had: a page may have crashed. Never
   * throws, so that the error that it is evidence of stays the one that is reported.
   */
  async keepEvidence(title) {
    const folder = join(evidenceRoot, title.replaceAll(/[^a-zA-Z0-9]+/g, "-").slice(0, 80));
    const failures = [];
    const keep = async (name, make) => {
      try {
        await mkdir(folder, { recursive: true });
        await writeFile(join(folder, name), await make());
      } catch (error) {
        failures.push(error);
      }
    };
    for (const person of this.people) {
      const { name, page, log } = person;
      await keep(`${name}.log`, () => log.join("\n"));
      if (page.isClosed()) continue;
      await keep(`${name}.png`, () => page.screenshot());
      await keep(`${name}-connections.json`, () => connectionReport(person));
    }
    await keep("server.log", () => this.server.child.output);
    return { folder, failures };
  }

  /** Ends everything, whatever of it fails, and then tells the failures. */
  async close() {
    const ends = await Promise.allSettled(this.#contexts.map(context => context.close()));
    for (const cleanUp of this.#cleanUps.reverse())
      ends.push(...(await Promise.allSettled([(async () => cleanUp())()])));
    const failures = ends.filter(({ status }) => status === "rejected").map(({ reason }) => reason);
    if (failures.length > 0) throw new AggregateError(failures, "The scene did not end cleanly");
  }
}

/** A room's secret as the start page makes it. */
export function newSecret(name) {
  return `${name}#${randomBytes(32).toString("hex")}`;
}
