// SPDX-License-Identifier: AGPL-3.0-only
import type { JSX, RefObject } from "preact";
import { useRef } from "preact/hooks";
import { t } from "../i18n/i18n";
import { td } from "../i18n/devices/texts";
import { addable } from "../state/addable";
import type { Device, DeviceKind, OwnMedia, OwnView, SourceKind } from "../state/own-media";
import { CheckIcon } from "./icons";
import { useMenu, type CloseMenu } from "./menu";

interface MenuProps {
  readonly media: OwnMedia;
  readonly kind: SourceKind;
  readonly opener: RefObject<HTMLElement | null>;
  readonly close: CloseMenu;
}

const headings = { microphone: "microphones", camera: "cameras", speaker: "speakers" } as const;

/** What there is to choose for one kind of source: devices, and what is done less often than to turn it on. */
export function DeviceMenu({ media, kind, opener, close }: MenuProps) {
  const menu = useRef<HTMLDivElement>(null);
  useMenu(menu, opener, close);
  return (
    <div ref={menu} class="menu" role="menu" aria-label={t("options_of", { name: t(kind) })}>
      {kind === "microphone" && <MicrophoneItems media={media} close={close} />}
      {kind === "camera" && <CameraItems media={media} close={close} />}
      {kind === "screen" && <ScreenItems media={media} close={close} />}
    </div>
  );
}

type ItemsProps = Pick<MenuProps, "media" | "close">;

function MicrophoneItems({ media, close }: ItemsProps) {
  const running = media.sources.value.filter(({ kind }) => kind === "microphone");
  return (
    <>
      <DeviceGroup media={media} kind="microphone" close={close} />
      {media.choosesSpeaker && <DeviceGroup media={media} kind="speaker" close={close} />}
      <Item
        role="menuitemcheckbox"
        checked={media.removesNoise.value}
        run={() => media.removeNoise(!media.removesNoise.value)}
        close={close}
      >
        {td("remove_noise")}
      </Item>
      <AddItems media={media} kind="microphone" running={running} close={close} />
      {running.length > 1 && <StopItems media={media} kind="microphone" close={close} />}
      {running.length > 0 && (
        <Item run={() => media.stopKind("microphone")} close={close}>
          {td("stop_microphone")}
        </Item>
      )}
    </>
  );
}

function CameraItems({ media, close }: ItemsProps) {
  const running = media.sources.value.filter(({ kind }) => kind === "camera");
  return (
    <>
      <DeviceGroup media={media} kind="camera" close={close} />
      {running.map(({ key, turns }) =>
        turns ? (
          <Item key={`turn-${key}`} run={() => media.turnCamera(key)} close={close}>
            {td("turn_camera")}
          </Item>
        ) : null,
      )}
      <AddItems media={media} kind="camera" running={running} close={close} />
      {running.length > 1 && <StopItems media={media} kind="camera" close={close} />}
    </>
  );
}

interface AddItemsProps extends ItemsProps {
  readonly kind: "microphone" | "camera";
  readonly running: readonly OwnView[];
}

/** Beside what runs, every other device of its kind can run too. */
function AddItems({ media, kind, running, close }: AddItemsProps) {
  return (
    <>
      {addable(media.choices(kind), running).map(({ id, label }) => (
        <Item
          key={`add-${id}`}
          run={() => media.start(kind, { device: id, facing: undefined })}
          close={close}
        >
          {td("add_device", { device: label })}
        </Item>
      ))}
    </>
  );
}

function ScreenItems({ media, close }: ItemsProps) {
  return (
    <>
      <Item run={() => media.start("screen")} close={close}>
        {td("add_screen")}
      </Item>
      <StopItems media={media} kind="screen" close={close} />
    </>
  );
}

/** One by one; the button beside the menu ends them all. */
function StopItems({ media, kind, close }: ItemsProps & { readonly kind: SourceKind }) {
  const running = media.sources.value.filter(source => source.kind === kind);
  return (
    <>
      {running.map(({ key, label }, index) => (
        <Item key={`stop-${key}`} run={() => media.stop(key)} close={close}>
          {td(kind === "screen" ? "stop_this_screen" : "stop_this", {
            device: kind !== "screen" && label !== "" ? label : String(index + 1),
          })}
        </Item>
      ))}
    </>
  );
}

function DeviceGroup({ media, kind, close }: ItemsProps & { readonly kind: DeviceKind }) {
  const devices = media.choices(kind);
  const current = media.current(kind);
  const automatic: Device = { kind, id: "", label: td("device_default") };
  return (
    <div role="group" aria-label={td(headings[kind])}>
      <p class="menu-heading" aria-hidden="true">
        {td(headings[kind])}
      </p>
      {devices.length === 0 && <p class="menu-hint">{td("devices_unnamed")}</p>}
      {[automatic, ...devices].map(device => (
        <Item
          key={device.id}
          role="menuitemradio"
          checked={device.id === current}
          run={() => media.choose(device)}
          close={close}
        >
          {device.label === "" ? device.id.slice(0, 8) : device.label}
        </Item>
      ))}
    </div>
  );
}

interface ItemProps {
  readonly role?: "menuitem" | "menuitemradio" | "menuitemcheckbox";
  readonly checked?: boolean;
  readonly run: () => void;
  readonly close: () => void;
  readonly children: JSX.Element | string;
}

function Item({ role = "menuitem", checked, run, close, children }: ItemProps) {
  return (
    <button
      type="button"
      class="menu-item"
      role={role}
      aria-checked={checked}
      tabIndex={-1}
      onClick={() => {
        close();
        run();
      }}
    >
      <span class="menu-sign">{checked === true && <CheckIcon />}</span>
      <span class="menu-words">{children}</span>
    </button>
  );
}
