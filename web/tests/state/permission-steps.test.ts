// SPDX-License-Identifier: AGPL-3.0-only
import assert from "node:assert/strict";
import { test } from "node:test";
import { speak } from "../../src/i18n/i18n";
import { tellProblem } from "../../src/state/device-notice";
import { Notices } from "../../src/state/notices";
import { browserFamily, permissionSteps } from "../../src/state/permission-steps";
import { FakePage } from "../support/fake-page";
import { quiet, until } from "../support/support";

const webkit = "AppleWebKit/605.1.15 (KHTML, like Gecko)";
const blink = "AppleWebKit/537.36 (KHTML, like Gecko)";
const mac = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)";
const iphone = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X)";
const android = "Mozilla/5.0 (Linux; Android 10; K)";

const browsers: readonly [string, string | undefined, string, number?][] = [
  ["Chromium", "chromium", `Mozilla/5.0 (X11; Linux x86_64) ${blink} Chrome/140.0.0.0 Safari/537.36`],
  ["Chrome on a Mac", "chromium", `${mac} ${blink} Chrome/140.0.0.0 Safari/537.36`],
  [
    "Edge on a touch screen",
    "chromium",
    `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${blink} Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0`,
    10,
  ],
  ["Chrome on Android", "chromium_android", `${android} ${blink} Chrome/140.0.0.0 Mobile Safari/537.36`, 5],
  [
    "Samsung Internet",
    "chromium_android",
    `${android} ${blink} SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36`,
    5,
  ],
  ["Firefox", "firefox", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"],
  [
    "Firefox on Android",
    "firefox_android",
    "Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0",
    5,
  ],
  ["Safari on a Mac", "safari", `${mac} ${webkit} Version/18.5 Safari/605.1.15`],
  ["Safari on an iPhone", "safari_ios", `${iphone} ${webkit} Version/18.5 Mobile/15E148 Safari/604.1`, 5],
  [
    "Safari on an iPad, which says that it is a Mac",
    "safari_ios",
    `${mac} ${webkit} Version/18.5 Safari/605.1.15`,
    5,
  ],
  ["Chrome on an iPhone", "ios_app", `${iphone} ${webkit} CriOS/140.0.0.0 Mobile/15E148 Safari/604.1`, 5],
  ["Firefox on an iPad", "ios_app", `${mac} ${webkit} FxiOS/140.0 Safari/605.1.15`, 5],
  ["GNOME Web", undefined, `Mozilla/5.0 (X11; Linux x86_64) ${webkit} Version/18.0 Safari/605.1.15`],
  ["something that says nothing", undefined, ""],
];

function pageOf(name: string, fingers = 0): FakePage {
  const page = new FakePage("");
  page.browser = name;
  page.fingers = fingers;
  return page;
}

for (const [browser, family, name, fingers] of browsers) {
  test(`${browser} is of the family ${family ?? "that we do not know"}`, () => {
    assert.equal(browserFamily(pageOf(name, fingers)), family);
  });
}

const chrome = browsers[0]![2];

test("the steps name the device as the browser does, in the language that is spoken", async () => {
  const steps = await permissionSteps("camera", pageOf(chrome));
  assert.match(steps?.() ?? "", /switch “Camera” on there/);
  speak({ language: "de", locale: "de" });
  assert.match((await permissionSteps("microphone", pageOf(chrome)))?.() ?? "", /schalte dort „Mi[ck]ro/);
  speak({ language: "en", locale: "en" });
  assert.equal(await permissionSteps("camera", pageOf("")), undefined);
});

function listener(name: string) {
  const notices = new Notices();
  const said: string[] = [];
  const notify = (notice: Parameters<Notices["add"]>[0]) => {
    notices.add(notice);
    said.push(notice.text);
  };
  return { said, notices, notify, browser: pageOf(name) };
}

const general = /by the sign next to the address/;

test("what is forbidden is said at once, and how to allow it in this browser as soon as that is loaded", async () => {
  const told = listener(chrome);
  tellProblem("camera", "denied", told);
  assert.match(told.said[0] ?? "", general);
  await until("the steps", () => told.said.length === 2);
  const [notice, ...others] = told.notices.list.value;
  assert.deepEqual(others, []);
  assert.equal(notice?.title, "Camera did not start");
  assert.match(notice.text, /sign at the left of the address/);
});

test("where there are no steps to tell, what was said stands", async () => {
  for (const [kind, problem, name] of [
    ["camera", "denied", ""],
    ["screen", "denied", chrome],
    ["camera", "busy", chrome],
  ] as const) {
    const told = listener(name);
    tellProblem(kind, problem, told);
    await quiet();
    assert.equal(told.said.length, 1, `${kind} ${problem}`);
  }
});

test("a notice that was dismissed before its steps came does not come back", async () => {
  const told = listener(chrome);
  tellProblem("camera", "denied", told);
  told.notices.dismiss("device-camera");
  await quiet();
  assert.deepEqual(told.notices.list.value, []);
});
