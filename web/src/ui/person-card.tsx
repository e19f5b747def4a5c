// SPDX-License-Identifier: AGPL-3.0-only
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { tp } from "../i18n/people/texts";
import type { AppModel } from "../state/app-model";
import type { OfferedResource, Person } from "../state/person";
import { displayName } from "../state/room-model";
import { ShareNews } from "../state/share-news";
import { isSound, isVideo, pictureKind, tilesOf, type Tile } from "../state/tiles";
import { Avatar } from "./avatar";
import { focusBeside } from "./focus";
import { glideIn } from "./glide";
import { CameraIcon, CloseIcon, ScreenIcon, WarningIcon } from "./icons";
import { lazy } from "./lazy";
import sheetStyle from "./style/sheet.css?url";
import { RemoteAudio, RemoteVideo } from "./media";
import { MicrophoneSign } from "./microphone-sign";
import { TileFrame } from "./tile";
import { FullscreenButton, PictureInPictureButton, TileSurface } from "./tile-actions";
import { MoreIcon, SoundOffIcon } from "./tile-icons";

const Figures = lazy(async () => (await import("./figures")).Figures, sheetStyle);

export { peopleTexts } from "../i18n/people/texts";

interface PersonProps {
  readonly app: AppModel;
  readonly person: Person;
}

/** The tiles of another person: theirs, and one for each further picture. */
export function PersonTiles({ app, person }: PersonProps) {
  const pictures = app.canShowVideo && !app.layout.videosHidden.value;
  useNews(app, person);
  return (
    <>
      {tilesOf(person, pictures).map(tile => (
        <PersonTile key={tile.key} app={app} tile={tile} />
      ))}
    </>
  );
}

/** Who does not see the tiles is told what somebody begins to share. */
function useNews(app: AppModel, person: Person): void {
  const [news] = useState(() => new ShareNews());
  const resources = person.resources.value;
  useEffect(() => {
    const name = displayName(person.username.peek());
    for (const what of news.look(resources)) app.announcer.say(tp(`said_${what}`, { name }));
  }, [app, news, person, resources]);
}

interface TileProps {
  readonly app: AppModel;
  readonly tile: Tile;
}

function PersonTile({ app, tile }: TileProps) {
  const { key, person, isMain, picture } = tile;
  const name = displayName(person.username.value);
  const element = useFollowingFocus(picture?.wanted);
  useEffect(() => {
    const list = element.current?.parentElement;
    if (list instanceof Element) glideIn(list);
  }, [element]);
  return (
    <TileFrame
      app={app}
      tileKey={key}
      picture={picture !== undefined}
      speaking={isMain && person.speaking.value}
      cuttable={picture !== undefined && pictureKind(picture.resource) !== "screen"}
      tileRef={element}
    >
      {picture === undefined && <Avatar name={name} />}
      {picture?.wanted === false && <Offer app={app} tile={tile} picture={picture} name={name} />}
      {picture?.wanted === true && <Picture app={app} tile={tile} picture={picture} name={name} />}
      {isMain && <Sounds app={app} person={person} />}
      {isMain && app.preferences.signal("webrtc_debug").value && (
        <div class="tile-figures">
          <Figures app={app} person={person} />
        </div>
      )}
      <Label app={app} tile={tile} name={name} />
    </TileFrame>
  );
}

/** Show and Hide replace each other: the focus goes from the one that was used to the other. */
function useFollowingFocus(wanted: boolean | undefined) {
  const element = useRef<HTMLLIElement>(null);
  const used = useRef(false);
  useLayoutEffect(() => {
    if (used.current) element.current?.querySelector<HTMLElement>("[data-toggle]")?.focus();
    used.current = false;
    const note = ({ target }: Event): void => {
      used.current = (target as Element).closest("[data-toggle]") !== null;
    };
    const tile = element.current;
    // Before the button's own listener, which may change the picture at once.
    tile?.addEventListener("click", note, true);
    return () => tile?.removeEventListener("click", note, true);
  }, [wanted]);
  return element;
}

function Label({ app, tile, name }: TileProps & { readonly name: string }) {
  const { person, isMain, picture } = tile;
  if (!isMain && picture !== undefined) {
    const resource = tp(`resource_${pictureKind(picture.resource)}`);
    return (
      <div class="tile-label">
        <h3 class="person-name of-picture">{tp("video_of", { name, resource })}</h3>
      </div>
    );
  }
  return (
    <div class="tile-label">
      <h3 class="person-name" title={name}>
        {name}
      </h3>
      <SoundSign person={person} />
      <HearButton app={app} person={person} name={name} />
      <ConnectionState person={person} />
      <OptionsButton app={app} person={person} name={name} />
    </div>
  );
}

/** Whoever does not want every sound at sight asks for it here. */
function HearButton({ app, person, name }: PersonProps & { readonly name: string }) {
  const unheard = person.resources.value.filter(one => isSound(one) && !one.wanted);
  if (unheard.length === 0 || !app.canShowVideo) return null;
  return (
    <button
      type="button"
      class="button tile-button hear"
      aria-label={tp("hear", { name })}
      title={tp("hear", { name })}
      onClick={({ currentTarget }) => {
        focusBeside(currentTarget);
        for (const { resource } of unheard) app.want(person.key, resource.id, true);
      }}
    >
      <SoundOffIcon />
    </button>
  );
}

/** Also says that there is something to explain. */
function OptionsButton({ app, person, name }: PersonProps & { readonly name: string }) {
  const troubled = person.trouble.value !== undefined;
  return (
    <button
      type="button"
      class="button tile-button"
      aria-haspopup="dialog"
      aria-label={tp(troubled ? "why_trouble" : "person_options", { name })}
      title={tp(troubled ? "why_trouble" : "person_options", { name })}
      onClick={() => (app.connections.shown.value = person.key)}
    >
      {troubled ? <WarningIcon /> : <MoreIcon />}
    </button>
  );
}

/** Who has two microphones is heard by one of them. */
function SoundSign({ person }: { readonly person: Person }) {
  const sounds = person.resources.value.filter(isSound);
  return sounds.length === 0 ? null : <MicrophoneSign muted={sounds.every(({ muted }) => muted)} />;
}

/** What is as it should be is said to those alone who do not see the picture. */
function ConnectionState({ person }: { readonly person: Person }) {
  const connection = person.presence.value === "held" ? "held" : person.connection.value;
  if (connection === "none") return null;
  const cause = person.trouble.value;
  return (
    <p class={connection === "connected" ? "unseen" : "person-state"} data-connection={connection}>
      {cause === undefined ? tp(`person_${connection}`) : tp(`cause_${cause}`)}
    </p>
  );
}

function Sounds({ app, person }: PersonProps) {
  const audible = person.resources.value.flatMap(one =>
    !isVideo(one) && one.stream !== undefined ? [one.stream] : [],
  );
  return (
    <>
      {audible.map(stream => (
        <RemoteAudio key={stream.id} app={app} stream={stream} volume={person.volume.value} />
      ))}
    </>
  );
}

interface PictureProps extends TileProps {
  readonly picture: OfferedResource;
  readonly name: string;
}

function Picture({ app, tile, picture, name }: PictureProps) {
  const { resource, stream } = picture;
  const what = tp(`resource_${pictureKind(resource)}`);
  const whose = tp("video_of", { resource: what, name });
  const [live, setLive] = useState(false);
  return (
    <>
      {!live && <p class="waiting">{tp("resource_waiting")}</p>}
      {stream !== undefined && (
        <RemoteVideo
          app={app}
          stream={stream}
          label={whose}
          volume={tile.person.volume.value}
          begin={setLive}
          report={(width, height) => app.reportTileSize(tile.person.key, resource.id, width, height)}
        />
      )}
      <TileSurface app={app} tileKey={tile.key} what={whose} />
      <div class="tile-actions">
        <PictureInPictureButton what={whose} />
        <FullscreenButton what={whose} />
        <button
          type="button"
          class="button tile-button"
          data-toggle
          aria-label={tp("hide_resource", { resource: what, name })}
          title={tp("hide")}
          onClick={() => app.want(tile.person.key, resource.id, false)}
        >
          <CloseIcon />
        </button>
      </div>
    </>
  );
}

/** A picture that was not asked for: a look at what it would be, where there is one, and the button that asks. */
function Offer({ app, tile, picture: { resource, preview }, name }: PictureProps) {
  const kind = pictureKind(resource);
  const what = tp(`resource_${kind}`);
  return (
    <div class="offer">
      {preview !== undefined && <img class="preview" src={preview} alt="" />}
      {preview === undefined && tile.isMain && <Avatar name={name} />}
      <button
        type="button"
        class="button primary small"
        data-toggle
        aria-label={tp("show_resource", { resource: what, name })}
        onClick={() => app.want(tile.person.key, resource.id, true)}
      >
        {kind === "screen" ? <ScreenIcon /> : <CameraIcon />}
        <span>{tp("show", { resource: what })}</span>
      </button>
    </div>
  );
}
