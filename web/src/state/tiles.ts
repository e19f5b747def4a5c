// SPDX-License-Identifier: AGPL-3.0-only
/** Which tiles there are: one for each picture, and one for each person without. */
import type { Resource } from "../protocol/relay";
import type { OfferedResource, Person } from "./person";

/** What a picture is of. What deployed clients call their tracks differs; what we recognise gets our word. */
export type PictureKind = "camera" | "screen" | "video";

export interface Tile {
  /** Stays the same while the person comes and goes with pictures. */
  readonly key: string;
  readonly person: Person;
  /** The person's own tile: with the name, the sound, and the first camera if there is one. */
  readonly isMain: boolean;
  readonly picture: OfferedResource | undefined;
}

export const selfKey = "self";

export function pictureKind({ label }: Resource): PictureKind {
  if (/screen|window|tab|display/i.test(label)) return "screen";
  return /cam/i.test(label) ? "camera" : "video";
}

export function isVideo({ resource }: OfferedResource): boolean {
  return resource.kind === "track" && resource.trackKind === "video";
}

/** Of a microphone; the sound of a screen comes and goes with its picture. */
export function isSound({ resource }: OfferedResource): boolean {
  return resource.kind === "track" && resource.trackKind === "audio";
}

/** The tiles of one person, theirs first. Without `pictures` nobody's picture has a tile. */
export function tilesOf(person: Person, pictures: boolean): Tile[] {
  const videos = pictures ? person.resources.value.filter(isVideo) : [];
  const face = videos.find(({ resource }) => pictureKind(resource) !== "screen");
  const main: Tile = { key: `p${person.key}`, person, isMain: true, picture: face };
  const more = videos.filter(video => video !== face);
  return [
    main,
    ...more.map(picture => ({
      key: `p${person.key}:${picture.resource.id}`,
      person,
      isMain: false,
      picture,
    })),
  ];
}
