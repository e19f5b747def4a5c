// SPDX-License-Identifier: AGPL-3.0-only
import { useLayoutEffect, useRef } from "preact/hooks";
import type { Resource } from "../protocol/relay";
import { t, type MessageKey } from "../i18n/i18n";
import type { AppModel } from "../state/app-model";
import type { OfferedResource, Person } from "../state/person";
import { displayName } from "../state/room-model";
import { Avatar } from "./avatar";
import { CameraIcon, CloseIcon, MicrophoneIcon, ScreenIcon } from "./icons";
import { RemoteAudio, RemoteVideo } from "./media";

interface PersonProps {
  readonly app: AppModel;
  readonly person: Person;
}

/** Another person: their pictures, or their initial; their name; how the connection is; and what they offer. */
export function PersonCard({ app, person }: PersonProps) {
  const name = displayName(person.username.value);
  const resources = person.resources.value;
  const shown = resources.filter(offered => isVideo(offered) && offered.wanted);
  const offered = resources.filter(one => app.canShowVideo && isVideo(one) && !one.wanted);
  const card = useFollowingFocus(resources);
  return (
    <li ref={card} class="person" data-tiles={Math.max(1, shown.length)}>
      <div class={offered.length > 0 ? "tiles offering" : "tiles"}>
        {shown.map(one => (
          <VideoTile key={one.resource.id} app={app} person={person} name={name} offered={one} />
        ))}
        {shown.length === 0 && <Avatar name={name} />}
        <Sounds app={app} resources={resources} />
        {offered.length > 0 && (
          <div class="offers">
            {offered.map(one => (
              <OfferButton
                key={one.resource.id}
                app={app}
                person={person}
                name={name}
                resource={one.resource}
              />
            ))}
          </div>
        )}
      </div>
      <PersonFooter person={person} name={name} />
    </li>
  );
}

/** Show and Hide replace each other: the focus goes from the one that was used to the other. */
function useFollowingFocus(resources: readonly OfferedResource[]) {
  const card = useRef<HTMLLIElement>(null);
  const used = useRef<string | undefined>(undefined);
  useLayoutEffect(() => {
    const id = used.current;
    used.current = undefined;
    if (id !== undefined) button(card.current, id)?.focus();
    const note = ({ target }: Event): void => {
      used.current = (target as Element).closest<HTMLElement>("[data-resource]")?.dataset["resource"];
    };
    const element = card.current;
    // Before the button's own listener, which may change the resources at once.
    element?.addEventListener("click", note, true);
    return () => element?.removeEventListener("click", note, true);
  }, [resources]);
  return card;
}

/** Ids of resources are others' words, and must not get into a selector. */
function button(card: HTMLElement | null, id: string): HTMLElement | undefined {
  const all = card?.querySelectorAll<HTMLElement>("[data-resource]") ?? [];
  return [...all].find(one => one.dataset["resource"] === id);
}

function isVideo({ resource }: OfferedResource): boolean {
  return resource.kind === "track" && resource.trackKind === "video";
}

function PersonFooter({ person, name }: { readonly person: Person; readonly name: string }) {
  const connection = person.presence.value === "held" ? "held" : person.connection.value;
  const audible = person.resources.value.some(
    one => one.resource.kind === "track" && one.resource.trackKind === "audio",
  );
  return (
    <div class="person-footer">
      <h3 class="person-name" title={name}>
        {name}
      </h3>
      {audible && (
        <span class="sign" role="img" aria-label={t("shares_sound")} title={t("shares_sound")}>
          <MicrophoneIcon />
        </span>
      )}
      <p class="person-state" data-connection={connection}>
        {t(`person_${connection}`)}
      </p>
    </div>
  );
}

function Sounds({
  app,
  resources,
}: {
  readonly app: AppModel;
  readonly resources: readonly OfferedResource[];
}) {
  const audible = resources.flatMap(one => (!isVideo(one) && one.stream !== undefined ? [one.stream] : []));
  return (
    <>
      {audible.map(stream => (
        <RemoteAudio key={stream.id} app={app} stream={stream} />
      ))}
    </>
  );
}

interface TileProps extends PersonProps {
  readonly name: string;
  readonly offered: OfferedResource;
}

function VideoTile({ app, person, name, offered }: TileProps) {
  const { resource, stream } = offered;
  const what = resourceName(resource);
  return (
    <figure class="tile">
      {stream === undefined ? (
        <p class="waiting">{t("resource_waiting")}</p>
      ) : (
        <RemoteVideo app={app} stream={stream} label={t("video_of", { resource: what, name })} />
      )}
      <button
        type="button"
        class="button small tile-action"
        data-resource={resource.id}
        aria-label={t("hide_resource", { resource: what, name })}
        onClick={() => app.want(person.key, resource.id, false)}
      >
        <CloseIcon />
        <span>{t("hide")}</span>
      </button>
    </figure>
  );
}

function OfferButton({
  app,
  person,
  name,
  resource,
}: PersonProps & { readonly name: string; readonly resource: Resource }) {
  const what = resourceName(resource);
  return (
    <button
      type="button"
      class="button primary small"
      data-resource={resource.id}
      aria-label={t("show_resource", { resource: what, name })}
      onClick={() => app.want(person.key, resource.id, true)}
    >
      {isScreen(resource) ? <ScreenIcon /> : <CameraIcon />}
      <span>{t("show", { resource: what })}</span>
    </button>
  );
}

function isScreen({ label }: Resource): boolean {
  return /screen|window|tab|display/i.test(label);
}

/** What deployed clients call their tracks differs; what we recognise gets our word. */
function resourceName(resource: Resource): string {
  let key: MessageKey = "resource_video";
  if (isScreen(resource)) key = "resource_screen";
  else if (/cam/i.test(resource.label)) key = "resource_camera";
  return t(key);
}
