// SPDX-License-Identifier: AGPL-3.0-only
import type { AppModel } from "../state/app-model";
import type { FileResource } from "../state/files-model";
import type { Person } from "../state/person";

export interface FileOffer {
  readonly person: Person;
  /** What the person is called on the page. */
  readonly name: string;
  readonly file: FileResource;
}

export function filesOf(person: Person): readonly FileResource[] {
  return person.resources.value.flatMap(({ resource }) => (resource.kind === "file" ? [resource] : []));
}

/** All files that others share. */
export function offers(app: AppModel): readonly FileResource[] {
  return app.room.value?.people.value.flatMap(filesOf) ?? [];
}
