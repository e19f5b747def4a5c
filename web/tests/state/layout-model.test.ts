// SPDX-License-Identifier: AGPL-3.0-only
import assert from "node:assert/strict";
import { test } from "node:test";
import { signal } from "@preact/signals";
import { corners, LayoutModel, type SelfView } from "../../src/state/layout-model";
import type { OfferedResource, Person } from "../../src/state/person";
import { planStage } from "../../src/state/stage-planner";
import { selfKey } from "../../src/state/tiles";
import { person, sound, video } from "../support/persons";

const shown = { wanted: true, arrived: true };
const box = { width: 1200, height: 700 };

async function setUp(...people: Person[]) {
  const deps = {
    people: signal<readonly Person[]>(people),
    ownCameras: signal(0),
    ownScreens: signal(0),
    selfView: signal<SelfView>("auto"),
  };
  const asked: string[] = [];
  /** As the room does: who is gone is asked for nothing. */
  const want = (key: number, id: string, wanted: boolean): void => {
    asked.push(`${wanted ? "show" : "hide"} ${key} ${id}`);
    const resources = deps.people.peek().find(one => one.key === key)?.resources;
    if (resources !== undefined)
      resources.value = resources.value.map(one => (one.resource.id === id ? { ...one, wanted } : one));
  };
  const layout = new LayoutModel({ ...deps, canShowVideo: true, want });
  layout.box.value = box;
  await layout.prepare();
  return { ...deps, asked, layout };
}

const offers = (who: Person, ...resources: OfferedResource[]): void => {
  who.resources.value = resources;
};

test("a picture that is shown takes the focus and gives it back, and one that is not shown cannot have it", async () => {
  const { layout } = await setUp(person(1, video("a", "camera", shown)), person(2, video("b", "camera")));
  for (const [key, focus] of [
    ["p1", "p1"],
    ["p1", undefined],
    ["p2", undefined],
    ["p9", undefined],
    [selfKey, undefined],
  ] as const) {
    layout.toggleFocus(key);
    assert.equal(layout.focus.value, focus, key);
  }
});

test("the focus ends with the picture, and on request", async () => {
  const zoe = person(1, video("a", "camera", shown));
  const { layout } = await setUp(zoe);
  assert.equal(layout.endFocus(), false);
  layout.toggleFocus("p1");
  assert.equal(layout.endFocus(), true);
  assert.equal(layout.focus.value, undefined);
  layout.toggleFocus("p1");
  offers(zoe, video("a", "camera"));
  assert.equal(layout.focus.value, undefined);
});

test("our own picture can have the focus for as long as our camera is on", async () => {
  const { layout, ownCameras } = await setUp(person(1));
  ownCameras.value = 1;
  layout.toggleFocus(selfKey);
  assert.equal(layout.focus.value, selfKey);
  ownCameras.value = 0;
  assert.equal(layout.focus.value, undefined);
});

test("a screen that we asked for takes the focus when it comes, and a second time not", async () => {
  const zoe = person(1, video("s", "screen", { wanted: true }));
  const { layout } = await setUp(zoe);
  assert.equal(layout.focus.value, undefined);
  offers(zoe, video("s", "screen", shown));
  assert.equal(layout.focus.value, "p1:s");
  layout.endFocus();
  offers(zoe, video("s", "screen"));
  offers(zoe, video("s", "screen", shown));
  assert.equal(layout.focus.value, undefined);
});

test("a screen takes the focus from nobody", async () => {
  const zoe = person(2);
  const { layout } = await setUp(person(1, video("a", "camera", shown)), zoe);
  layout.toggleFocus("p1");
  offers(zoe, video("s", "screen", shown));
  assert.equal(layout.focus.value, "p1");
});

test("a screen that does not come keeps the focus from no other", async () => {
  const { layout } = await setUp(
    person(1, video("s", "screen", { wanted: true })),
    person(2, video("t", "screen", shown)),
  );
  assert.equal(layout.focus.value, "p2:t");
});

test("of screens that come together one takes the focus, and once that ends no other jumps in", async () => {
  const zoe = person(3);
  const { layout, people } = await setUp();
  people.value = [person(1, video("s", "screen", shown)), person(2, video("t", "screen", shown)), zoe];
  assert.equal(layout.focus.value, "p1:s");
  layout.endFocus();
  offers(zoe, video("a", "camera"));
  assert.equal(layout.focus.value, undefined);
});

const theirPicture = video("a", "camera", shown);
const floating: readonly [string, SelfView, number, readonly Person[], boolean][] = [
  ["in a conversation of two", "auto", 1, [person(1, theirPicture)], true],
  ["among more", "auto", 1, [person(1, theirPicture), person(2)], false],
  ["among more, if we want it", "floating", 1, [person(1, theirPicture), person(2)], true],
  ["in a conversation of two, if we want it in the grid", "grid", 1, [person(1, theirPicture)], false],
  ["hidden", "hidden", 1, [person(1, theirPicture)], false],
  ["without a camera", "floating", 0, [person(1, theirPicture)], false],
  ["before the other has a picture", "auto", 1, [person(1, sound("m"))], true],
  ["among more who have none, if we want it", "floating", 1, [person(1), person(2)], true],
  ["alone", "floating", 1, [], false],
];

for (const [where, view, cameras, people, floats] of floating) {
  test(`our own picture ${floats ? "floats" : "does not float"}: ${where}`, async () => {
    const { layout, ownCameras, selfView } = await setUp(...people);
    ownCameras.value = cameras;
    selfView.value = view;
    assert.equal(layout.formOf(selfKey, cameras > 0) === "floating", floats);
    assert.equal(layout.showsSelf(), cameras > 0 && view !== "hidden");
  });
}

test("while something has the focus nothing floats", async () => {
  const { layout, ownCameras } = await setUp(person(1, theirPicture));
  ownCameras.value = 1;
  layout.toggleFocus("p1");
  assert.deepEqual([layout.formOf("p1", true), layout.formOf(selfKey, true)], ["main", "strip"]);
});

test("people without pictures are initials among themselves, and lines below pictures", async () => {
  const { layout, ownCameras } = await setUp(person(1), person(2));
  assert.equal(layout.formOf("p1", false), "initials");
  ownCameras.value = 1;
  assert.equal(layout.formOf("p1", false), "line");
  assert.equal(layout.formOf(selfKey, true), "picture");
});

const unmoved: readonly [string, number, SelfView, readonly Person[]][] = [
  ["among initials", 0, "auto", [person(1), person(2)]],
  ["to us alone, whose camera is on", 1, "auto", [person(1)]],
  ["below our floating picture", 1, "floating", [person(1), person(2)]],
];

for (const [where, cameras, view, people] of unmoved) {
  test(`a picture that nobody sees yet moves nothing: ${where}`, async () => {
    const { layout, ownCameras, selfView } = await setUp(...people);
    ownCameras.value = cameras;
    selfView.value = view;
    const before = layout.plan.value;
    const form = layout.formOf("p1", false);
    const [zoe] = people;
    if (zoe !== undefined) offers(zoe, video("a", "camera"));
    assert.deepEqual(layout.plan.value, before);
    assert.equal(layout.formOf("p1", true), form);
  });
}

test("the first picture that is seen makes those without one lines", async () => {
  const zoe = person(1, video("a", "camera"));
  const { layout } = await setUp(zoe, person(2));
  assert.deepEqual([layout.formOf("p1", true), layout.formOf("p2", false)], ["initials", "initials"]);
  offers(zoe, video("a", "camera", { wanted: true }));
  assert.deepEqual([layout.formOf("p1", true), layout.formOf("p2", false)], ["picture", "line"]);
});

test("below our floating picture our screen is a line, and they are not", async () => {
  const { layout, ownCameras, ownScreens } = await setUp(person(1));
  ownCameras.value = ownScreens.value = 1;
  assert.deepEqual([layout.formOf("p1", false), layout.formOf(`${selfKey}-1`, false)], ["picture", "line"]);
  assertPlanned(layout, { pictures: 1, people: 1 }, 1);
});

interface Counts {
  readonly pictures: number;
  readonly people: number;
  readonly focused?: boolean;
}

function assertPlanned(layout: LayoutModel, { pictures, people, focused = false }: Counts, unit = 2): void {
  assert.deepEqual(layout.plan.value, planStage({ box, unit, pictures, people, focused }));
}

test("the stage has a place for each picture and for each person without, ourselves included", async () => {
  const { layout, ownCameras, ownScreens } = await setUp(
    person(1, theirPicture, video("s", "screen")),
    person(2),
  );
  layout.unit.value = 2;
  assertPlanned(layout, { pictures: 2, people: 2 });
  ownCameras.value = 1;
  assertPlanned(layout, { pictures: 3, people: 1 });
  ownCameras.value = 3;
  assertPlanned(layout, { pictures: 5, people: 1 });
  ownScreens.value = 1;
  assertPlanned(layout, { pictures: 5, people: 2 });
  layout.toggleFocus("p1");
  assertPlanned(layout, { pictures: 5, people: 2, focused: true });
});

test("what floats takes no place on the stage, and what is hidden takes that of a person", async () => {
  const { layout, ownCameras, selfView } = await setUp(person(1, theirPicture));
  layout.unit.value = 2;
  ownCameras.value = 1;
  assertPlanned(layout, { pictures: 1, people: 0 });
  selfView.value = "hidden";
  assertPlanned(layout, { pictures: 1, people: 1 });
});

test("a button takes the floating picture through all corners, and back", async () => {
  const { layout } = await setUp();
  const way = corners.map(() => (layout.nextCorner(), layout.corner.value));
  assert.deepEqual(way, ["bottom-left", "top-left", "top-right", "bottom-right"]);
});

test("all pictures are hidden at once, and those that were shown are asked for again", async () => {
  const people = [
    person(1, theirPicture, sound("m"), video("b", "screen")),
    person(2, video("c", "camera", shown)),
  ];
  const { layout, asked } = await setUp(...people);
  layout.toggleVideos();
  assert.deepEqual(asked.splice(0), ["hide 1 a", "hide 2 c"]);
  assert.deepEqual(
    layout.tiles.value.map(({ picture }) => picture),
    [undefined, undefined],
  );
  layout.toggleVideos();
  assert.deepEqual(asked.splice(0), ["show 1 a", "show 2 c"]);
  assert.equal(layout.tiles.value.length, 3);
  offers(people[0]!, video("a", "camera"));
  layout.toggleVideos();
  layout.toggleVideos();
  assert.deepEqual(asked, ["hide 2 c", "show 2 c"], "what we hid ourselves meanwhile stays hidden");
});

test("while pictures are hidden, those that would be shown from now on are hidden too", async () => {
  const zoe = person(1);
  const { layout, people, asked } = await setUp(zoe);
  layout.toggleVideos();
  offers(zoe, video("a", "camera", { wanted: true }));
  people.value = [zoe, person(2, video("c", "camera", { wanted: true }))];
  assert.deepEqual(asked.splice(0), ["hide 1 a", "hide 2 c"]);
  layout.toggleVideos();
  assert.deepEqual(asked, ["show 1 a", "show 2 c"]);
});

test("of more pictures than anybody looks at, the first thousand are asked for again", async () => {
  const many = Array.from({ length: 1_001 }, (_, index) => video(`v${index}`, "camera", { wanted: true }));
  const { layout, asked } = await setUp(person(1, ...many));
  layout.toggleVideos();
  assert.equal(asked.splice(0).length, 1_001);
  layout.toggleVideos();
  assert.deepEqual([asked.length, asked.at(-1)], [1_000, "show 1 v999"]);
});

test("where no video can be shown, nobody has a picture", async () => {
  const { layout: able, ...deps } = await setUp(person(1, theirPicture));
  const layout = new LayoutModel({ ...deps, canShowVideo: false, want: () => undefined });
  assert.equal(able.tiles.value[0]?.picture, theirPicture);
  assert.equal(layout.tiles.value[0]?.picture, undefined);
});
