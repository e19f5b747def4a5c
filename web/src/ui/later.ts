// SPDX-License-Identifier: AGPL-3.0-only
/** Parts of the page that are loaded before they are needed, so that nothing is missing from what is shown. */
import { lazy } from "./lazy";
import chatLineStyle from "./style/chat-line.css?url";
import pictureStyle from "./style/picture.css?url";

/** The tiles of another person: nobody is in the room unseen. */
export const PersonTiles = lazy(async () => {
  const { PersonTiles, peopleTexts } = await import("./person-card");
  await peopleTexts.ready();
  return PersonTiles;
}, pictureStyle);

/** What has been said. */
export const LineList = lazy(async () => {
  const { LineList, peopleTexts } = await import("./line-list");
  await peopleTexts.ready();
  return LineList;
}, chatLineStyle);

/** Our own cameras, screens and microphone. */
export const OwnPicture = lazy(async () => (await import("./own-pictures")).OwnPicture, pictureStyle);
export const OwnMicrophone = lazy(async () => (await import("./own-pictures")).OwnMicrophone, pictureStyle);
export const OwnTile = lazy(async () => (await import("./own-pictures")).OwnTile, pictureStyle);

/** What shows people and what they say. */
export async function loadCompanyParts(): Promise<void> {
  await Promise.all([PersonTiles.load(), LineList.load()]);
}
