// SPDX-License-Identifier: AGPL-3.0-only
import type { MemberView, OfferedResource } from "../../src/room/member";
import { Person } from "../../src/state/person";
import { fakeStream } from "./fake-peer";

/** Somebody else in the room, as the page knows them. */
export function person(key: number, ...resources: OfferedResource[]): Person {
  return new Person(key, { ...stranger, key, resources });
}

const stranger: Omit<MemberView, "key" | "resources"> = {
  username: "Zoe",
  presence: "present",
  connection: "none",
  wasThere: true,
};

/** A video on offer; once it `arrived` there is a stream of it. */
export function video(
  id: string,
  label: string,
  { wanted = false, arrived = false, earlier = false } = {},
): OfferedResource {
  const stream = arrived ? fakeStream(id, "video") : undefined;
  return {
    resource: { kind: "track", id, trackKind: "video", label },
    wanted,
    stream,
    preview: undefined,
    muted: false,
    earlier,
  };
}

export function sound(id: string): OfferedResource {
  const resource = { kind: "track", id, trackKind: "audio", label: "microphone" } as const;
  return { resource, wanted: true, stream: undefined, preview: undefined, muted: false, earlier: false };
}

export function file(id: string): OfferedResource {
  const resource = { kind: "file", id, label: "cam.mp4", size: 1 } as const;
  return { resource, wanted: false, stream: undefined, preview: undefined, muted: false, earlier: false };
}
