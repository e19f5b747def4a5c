// SPDX-License-Identifier: AGPL-3.0-only
/** Our own cameras and screens, as we see them, and our microphone. */
import { td } from "../i18n/devices/texts";
import type { AppModel } from "../state/app-model";
import type { OwnView } from "../state/own-media";
import { selfKey } from "../state/tiles";
import { CloseIcon, ScreenIcon } from "./icons";
import { OwnVideo } from "./media";
import { MicrophoneSign } from "./microphone-sign";
import { TileFrame } from "./tile";
import { TileSurface } from "./tile-actions";
import { CornerIcon } from "./tile-icons";

interface SelfProps {
  readonly app: AppModel;
}

type OwnPictureProps = SelfProps & Pick<OwnView, "stream" | "mirrored">;

/** Our camera, on our own tile. */
export function OwnPicture({ app, stream, mirrored }: OwnPictureProps) {
  const { layout } = app;
  const floating = layout.formOf(selfKey, true) === "floating";
  return (
    <>
      <OwnVideo app={app} stream={stream} label={td("your_camera")} mirrored={mirrored} />
      <TileSurface app={app} tileKey={selfKey} what={td("your_picture")} />
      {floating && (
        <div class="tile-actions">
          <button
            type="button"
            class="button tile-button"
            aria-label={td("move_self")}
            title={td("move_self")}
            onClick={() => layout.nextCorner()}
          >
            <CornerIcon />
          </button>
        </div>
      )}
    </>
  );
}

/** Our microphone, which is on. */
export function OwnMicrophone({ app }: SelfProps) {
  return <MicrophoneSign muted={app.media.muted.value} />;
}

interface OwnTileProps extends SelfProps {
  readonly source: OwnView;
}

/** A further camera, or a screen: that without its picture, which on one's own screen would show itself in itself. */
export function OwnTile({ app, source }: OwnTileProps) {
  const { key, kind, stream, mirrored, label } = source;
  const screen = kind === "screen";
  return (
    <TileFrame app={app} tileKey={`${selfKey}-${key}`} picture={!screen} own cuttable={!screen}>
      {screen ? (
        <div class="avatar screen-sign" aria-hidden="true">
          <span>
            <ScreenIcon />
          </span>
        </div>
      ) : (
        <OwnVideo app={app} stream={stream} label={td("your_camera")} mirrored={mirrored} />
      )}
      <div class="tile-actions">
        <EndButton app={app} source={source} />
      </div>
      <div class="tile-label">
        <h3 class="person-name">
          {screen || label === "" ? td(screen ? "your_screen" : "your_camera") : label}
        </h3>
        {screen && <p class="person-state">{td("screen_shared")}</p>}
      </div>
    </TileFrame>
  );
}

function EndButton({ app, source: { key, kind, label } }: OwnTileProps) {
  const name = kind === "screen" ? td("stop_screen") : td("stop_this", { device: label });
  return (
    <button
      type="button"
      class="button tile-button"
      aria-label={name}
      title={name}
      onClick={() => app.media.stop(key)}
    >
      <CloseIcon />
    </button>
  );
}
