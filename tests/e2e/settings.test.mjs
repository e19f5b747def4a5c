// SPDX-License-Identifier: AGPL-3.0-only
/** The settings: every preference can be changed there, at once and for good. */
import assert from "node:assert/strict";
import { assertAccessible } from "./support/axe.mjs";
import { picture } from "./support/gallery.mjs";
import { looksElsewhere, missAMessage } from "./support/notifying.mjs";
import { storyteller } from "./support/story.mjs";
import { until } from "./support/until.mjs";

const story = storyteller();

/** Group, name, what is chosen, and how it is stored. */
const choices = [
  ["You", "Your name", "Zoe", ["username", "Zoe"]],
  ["Sound", "Push to talk", true, ["push_to_talk", "true"]],
  ["Sound", "Noise filter", false, ["rnnoise", "false"]],
  ["Sound", "The browser’s noise suppression", true, ["native_noise_suppression", "true"]],
  ["Sound", "Loudness of your microphone", "2.5", ["microphone_gain", "2.5"]],
  ["Sound", "Automatic loudness", { label: "Off" }, ["auto_gain_control", "false"]],
  ["Sound", "Echo cancellation", { label: "On" }, ["echo_cancellation", "true"]],
  ["Sound", "Counts as speaking from", "0.02", ["audio_activity_threshold", "0.02"]],
  ["Picture", "Lines of the picture", "480", ["video_resolution", "480"]],
  ["Picture", "Pictures per second", "15", ["video_fps", "15"]],
  ["Picture", "Camera of a phone", { label: "The one at the back" }, ["camera_facing_mode", "environment"]],
  ["Picture", "Your own picture", { label: "Floating in a corner" }, ["self_view", "floating"]],
  ["Joining and leaving", "Microphone on when joining", true, ["microphone_enabled", "true"]],
  ["Joining and leaving", "Camera on when joining", true, ["camera_enabled", "true"]],
  ["Joining and leaving", "Share the screen when joining", true, ["screencast_enabled", "true"]],
  ["Joining and leaving", "Hear others at once", false, ["optional_audio_default_enable", "false"]],
  ["Joining and leaving", "See others at once", true, ["optional_video_default_enable", "true"]],
  ["Joining and leaving", "Ask before leaving", false, ["enable_onbeforeunload", "false"]],
  ["Chat and alerts", "Alert for messages", false, ["notify_chat", "false"]],
  ["Chat and alerts", "Alert when somebody joins", false, ["notify_join", "false"]],
  ["Chat and alerts", "Alert when somebody leaves", false, ["notify_leave", "false"]],
  ["Chat and alerts", "Open pictures above the page", false, ["image_view_popup", "false"]],
  ["Keys", "Keys do what buttons do", false, ["shortcuts", "false"]],
  ["Expert", "Details of connections", true, ["webrtc_debug", "true"]],
];

story("Each preference can be changed, and is there after a reload", async scene => {
  const alice = await visitor(scene);
  const settings = await open(alice);
  for (const [group, name, value] of choices) {
    await settings.getByRole("tab", { name: group, exact: true }).click();
    await choose(field(settings, name), value);
  }
  await settings.getByRole("button", { name: "Close settings" }).click();
  await alice.page.getByRole("heading", { name: "Zoe (you)" }).waitFor();
  const stored = await alice.page.evaluate(() => ({ ...localStorage }));
  for (const [, name, , [key, text]] of choices) assert.equal(stored[`keks-meet.${key}`], text, name);
  await alice.page.reload();
  const again = await open(alice);
  for (const [group, name, value] of choices) {
    await again.getByRole("tab", { name: group, exact: true }).click();
    await shows(field(again, name), value);
  }
});

story("Alerts can be allowed there at any time, also after the offer was dismissed", async scene => {
  const [alice, bob] = await missAMessage(scene);
  const offer = alice.page.locator(".banner").filter({ has: alice.button("Notify me") });
  await offer.getByRole("button", { name: "Dismiss" }).click();
  const settings = await open(alice);
  await settings.getByRole("tab", { name: "Chat and alerts" }).click();
  await settings.getByText("Before alerts can show, this browser has to allow them.").waitFor();
  await picture(alice, "settings-alerts", { check: assertAccessible });
  await settings.getByRole("button", { name: "Allow…" }).click();
  const allowed = settings.getByText("This browser shows alerts of this page.");
  await allowed.and(alice.page.locator(":focus")).waitFor();
  await settings.getByRole("button", { name: "Close settings" }).click();
  await looksElsewhere(alice, true);
  await bob.writes("hello again");
  await until("it is told", () => alice.page.evaluate(() => notified.shown.includes("Bob: hello again")));
  await looksElsewhere(alice, false);
  await alice.page.evaluate(() => (notified.permission = "denied"));
  const again = await open(alice);
  await again.getByRole("tab", { name: "Chat and alerts" }).click();
  await again.getByText("This browser blocks alerts of this page.").waitFor();
  assert.equal(await again.getByRole("button", { name: "Allow…" }).count(), 0);
});

story(
  "Known rooms have an editor of their own, and their secrets do not stand in the settings",
  async scene => {
    const alice = await visitor(scene, "room_watches=tea%3Done");
    const settings = await open(alice);
    await settings.getByRole("tab", { name: "Known rooms" }).click();
    await settings.getByText("From the link, for this page only").waitFor();
    assert.equal(await settings.getByRole("textbox").count(), 0);
    await settings.getByRole("button", { name: "Open the list" }).click();
    const list = alice.page.getByRole("dialog", { name: "Known rooms" });
    await list.getByText("tea").waitFor();
    await list.getByRole("button", { name: "Remove tea" }).click();
    await alice.page.keyboard.press("Escape");
    await list.waitFor({ state: "detached" });
    const again = await open(alice);
    await again.getByRole("tab", { name: "Known rooms" }).click();
    await again.getByRole("button", { name: "Reset: Known rooms" }).click();
    await again.getByRole("button", { name: "Open the list" }).and(alice.page.locator(":focus")).waitFor();
    assert.equal(await alice.page.evaluate(() => localStorage["keks-meet.room_watches"]), undefined);
  },
);

story("Another language is chosen there, and the settings follow", async scene => {
  const alice = await visitor(scene);
  const settings = await open(alice);
  await field(settings, "Language").selectOption("Deutsch");
  await settings.getByRole("heading", { name: "Einstellungen" }).waitFor();
  await field(settings, "Sprache").selectOption("日本語");
  await settings.getByRole("heading", { name: "設定" }).waitFor();
  await field(settings, "言語").selectOption({ index: 0 });
  await settings.getByRole("heading", { name: "Settings" }).waitFor();
});

story(
  "What is wrong is said beside the field and changes nothing; a reset brings the default",
  async scene => {
    const alice = await visitor(scene);
    const settings = await open(alice);
    await settings.getByRole("tab", { name: "Picture" }).click();
    const lines = field(settings, "Lines of the picture");
    await choose(lines, "many");
    await settings.getByRole("alert").getByText("Enter a number from 90 to 4,320, or nothing.").waitFor();
    assert.equal(await lines.getAttribute("aria-invalid"), "true");
    const notes = (await lines.getAttribute("aria-describedby")).split(" ");
    assert.ok(notes.includes(await settings.getByRole("alert").getAttribute("id")));
    assert.equal(await alice.page.evaluate(() => localStorage["keks-meet.video_resolution"]), undefined);
    await settings.getByRole("button", { name: "Reset: Lines of the picture" }).click();
    await settings.getByRole("alert").waitFor({ state: "detached" });
    assert.equal(await lines.inputValue(), "");
    await until("the field has the focus", () => lines.evaluate(node => node === document.activeElement));
    await settings.getByRole("tab", { name: "Sound" }).click();
    await choose(field(settings, "Noise filter"), false);
    await settings.getByRole("button", { name: "Reset everything…" }).click();
    await settings.getByRole("button", { name: "Forget everything" }).click();
    await shows(field(settings, "Noise filter"), true);
    await settings
      .getByRole("button", { name: "Reset everything…" })
      .and(alice.page.locator(":focus"))
      .waitFor();
  },
);

story("What comes from the link is marked, and holds for this page alone", async scene => {
  const alice = await visitor(scene, "&rnnoise=no&video_fps=12");
  const settings = await open(alice);
  await settings.getByRole("tab", { name: "Sound" }).click();
  await shows(field(settings, "Noise filter"), false);
  assert.equal(await settings.getByText("From the link, for this page only").count(), 1);
  await settings.getByRole("button", { name: "Reset: Noise filter" }).click();
  await shows(field(settings, "Noise filter"), true);
  assert.equal(await settings.getByText("From the link, for this page only").count(), 0);
  assert.equal(await alice.page.evaluate(() => localStorage["keks-meet.video_fps"]), undefined);
});

story(
  "Each parameter of a link holds, but those about this machine and those that start devices",
  async scene => {
    const params = new URLSearchParams(choices.map(([, , , pair]) => pair));
    const alice = await visitor(scene, params);
    await alice.page.getByRole("heading", { name: "Zoe (you)" }).waitFor();
    const settings = await open(alice);
    for (const [group, name, value, [key]] of choices) {
      await settings.getByRole("tab", { name: group, exact: true }).click();
      const refused = key.endsWith("_enabled") || key === "push_to_talk";
      await shows(field(settings, name), refused ? false : value);
      if (refused) continue;
      const row = settings.locator(".setting").filter({ has: field(alice.page, name) });
      await row.getByText("From the link, for this page only").waitFor();
    }
  },
);

story("change_pref and another tab are followed while the settings are open", async scene => {
  const alice = await visitor(scene);
  const settings = await open(alice);
  await alice.page.evaluate(() => window.change_pref("username", "Zoe"));
  await until("the name is shown", async () => (await field(settings, "Your name").inputValue()) === "Zoe");
  const tab = await alice.page.context().newPage();
  await tab.goto(scene.roomUrl("Other"));
  await tab.waitForFunction(() => typeof window.change_pref === "function");
  await tab.evaluate(() => window.change_pref("notify_chat", "no"));
  await settings.getByRole("tab", { name: "Chat and alerts" }).click();
  await until("the switch is off", async () => !(await field(settings, "Alert for messages").isChecked()));
  const complaint = await tab.evaluate(() => {
    try {
      window.change_pref("microphone_gain", "loud");
    } catch (error) {
      return error.message;
    }
  });
  assert.match(complaint, /a number from 0 to 10/);
  await tab.close();
});

story("It is worked by keyboard, and the focus goes back to where it was opened", async scene => {
  const alice = await visitor(scene);
  const { keyboard } = alice.page;
  const opener = alice.page.getByRole("button", { name: "Settings" });
  await opener.focus();
  await keyboard.press("Enter");
  const settings = alice.page.getByRole("dialog", { name: "Settings" });
  const focused = settings.locator(":focus");
  await settings.getByRole("tab", { name: "You", selected: true }).and(focused).waitFor();
  await keyboard.press("ArrowDown");
  await settings.getByRole("tab", { name: "Sound", selected: true }).and(focused).waitFor();
  await keyboard.press("End");
  await settings.getByRole("tab", { name: "Expert", selected: true }).and(focused).waitFor();
  await keyboard.press("Tab");
  await field(settings, "Details of connections").and(focused).waitFor();
  await keyboard.press("Space");
  await shows(field(settings, "Details of connections"), true);
  await keyboard.press("Escape");
  await settings.waitFor({ state: "detached" });
  await until("the opener has the focus", () => opener.evaluate(node => node === document.activeElement));
});

for (const [width, height] of [
  [320, 640],
  [768, 900],
  [1440, 900],
]) {
  for (const locale of ["en-US", "de-DE", "ja-JP"]) {
    story(`No group has faults or scrolls sideways, ${width} wide, ${locale}`, async scene => {
      const alice = await scene.somebody("Alice", {
        locale,
        viewport: { width, height },
      });
      await alice.page.goto(`${scene.roomUrl("Alice")}&rnnoise=no`);
      await alice.page.keyboard.press("Tab");
      await alice.page.locator('header button[aria-keyshortcuts=","]').click();
      const tabs = alice.page.getByRole("tab");
      await tabs.first().waitFor();
      for (const tab of await tabs.all()) {
        await tab.click();
        await assertAccessible(alice.page);
        const panel = alice.page.getByRole("tabpanel");
        assert.ok(await panel.evaluate(node => node.scrollWidth <= node.clientWidth), await tab.innerText());
        assert.ok(await alice.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
      }
    });
  }
}

async function visitor(scene, params = "") {
  const alice = await scene.somebody("Alice");
  await alice.page.goto(`${scene.server.url}room#${scene.secret}?${params}`);
  await alice.page.getByText("Connected", { exact: true }).first().waitFor();
  return alice;
}

async function open(person) {
  await person.page.getByRole("button", { name: "Settings" }).click();
  const dialog = person.page.getByRole("dialog");
  await dialog.waitFor();
  return dialog;
}

function field(settings, name) {
  return settings.locator(".setting-control").getByLabel(name, { exact: true });
}

/** A switch is set to true or false, a select to a label, all else to a text. */
async function choose(control, value) {
  if (typeof value === "boolean") return control.setChecked(value);
  if (typeof value === "object") return control.selectOption(value);
  await control.fill(value);
  await control.blur();
}

function shows(control, value) {
  return until(`it shows ${JSON.stringify(value)}`, async () => {
    if (typeof value === "boolean") return (await control.isChecked()) === value;
    if (typeof value === "string") return (await control.inputValue()) === value;
    return (await control.evaluate(node => node.selectedOptions[0].label)) === value.label;
  });
}
