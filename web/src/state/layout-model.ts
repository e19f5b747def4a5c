// SPDX-License-Identifier: AGPL-3.0-only
import { batch, computed, effect, signal, type ReadonlySignal } from "@preact/signals";
import type { Person } from "./person";
import type { Size } from "./size";
import { planAlone, type StageInput, type StagePlan } from "./stage-plan";
import { isVideo, pictureKind, selfKey, tilesOf, type Tile } from "./tiles";

/** Where our own picture is: `auto` floats in a conversation of two and is a tile among tiles otherwise. */
export type SelfView = "auto" | "grid" | "floating" | "hidden";

/** Of the floating picture; in the order in which a button moves it. */
export const corners = ["bottom-right", "bottom-left", "top-left", "top-right"] as const;
export type Corner = (typeof corners)[number];

/**
 * How a tile is drawn: a `picture` or `initials` in the grid, a `line` for a person below it, the `main` one that is
 * in focus, one in the `strip` beside that, or `floating` above all.
 */
export type TileForm = "picture" | "initials" | "line" | "main" | "strip" | "floating";

/**
 * Which of the others' tiles are large: once there is a picture to see, those with a picture or an offer of one. Until
 * then an offer takes the place that its person has, so that nothing moves before somebody wants it to: `all` alike
 * below our own picture that floats above them, else all of the size of initials, `none` larger.
 */
type Large = "pictures" | "all" | "none";

/** Pictures that were hidden at once and are to be asked for again. */
const mostRemembered = 1_000;

export interface LayoutDeps {
  readonly people: ReadonlySignal<readonly Person[]>;
  readonly ownCameras: ReadonlySignal<number>;
  readonly ownScreens: ReadonlySignal<number>;
  readonly selfView: ReadonlySignal<SelfView>;
  readonly canShowVideo: boolean;
  want(person: number, id: string, wanted: boolean): void;
}

/** The stage: which tiles there are, which one is in focus, and what size each has. */
export class LayoutModel {
  readonly box = signal<Size>({ width: 0, height: 0 });
  readonly unit = signal(1);
  readonly corner = signal<Corner>("bottom-right");
  /** We see nobody's picture, while others go on seeing ours. */
  readonly videosHidden = signal(false);
  readonly tiles: ReadonlySignal<readonly Tile[]>;
  /** The key of the tile in focus. */
  readonly focus: ReadonlySignal<string | undefined>;
  readonly plan: ReadonlySignal<StagePlan>;
  private readonly planner = signal<(input: StageInput) => StagePlan>(planAlone);
  private readonly chosen = signal<string | undefined>(undefined);
  private readonly selfFloats: ReadonlySignal<boolean>;
  private readonly selfIsPicture: ReadonlySignal<boolean>;
  private readonly large: ReadonlySignal<Large>;
  /** Screens that came and could have taken the focus: they do so no second time. */
  private readonly introduced = new Set<string>();
  /** What was shown when all pictures were hidden, to be asked for again. */
  private hidden = new Map<string, { readonly person: Person; readonly id: string }>();

  constructor(private readonly deps: LayoutDeps) {
    this.tiles = computed(() => {
      const pictures = deps.canShowVideo && !this.videosHidden.value;
      return deps.people.value.flatMap(person => tilesOf(person, pictures));
    });
    this.focus = computed(() => this.validFocus());
    this.selfFloats = computed(() => this.floats());
    this.selfIsPicture = computed(
      () => deps.ownCameras.value > 0 && deps.selfView.value !== "hidden" && !this.selfFloats.value,
    );
    this.large = computed(() => this.whatIsLarge());
    this.plan = computed(() => this.planner.value(this.stageInput()));
    effect(() => this.introduceScreens());
    effect(() => this.hideNewcomers());
  }

  /** For more than ourselves without a picture: before anything else is shown. Rejects while the server is away. */
  async prepare(): Promise<void> {
    const { planStage } = await import("./stage-planner");
    this.planner.value = planStage;
  }

  /** Calling it for the tile in focus ends the focus. */
  toggleFocus(key: string): void {
    this.chosen.value = this.focus.value === key ? undefined : key;
  }

  /** False if there was no focus to end. */
  endFocus(): boolean {
    const had = this.focus.value !== undefined;
    this.chosen.value = undefined;
    return had;
  }

  nextCorner(): void {
    const at = corners.indexOf(this.corner.value);
    this.corner.value = corners[(at + 1) % corners.length] ?? "bottom-right";
  }

  toggleVideos(): void {
    batch(() => {
      this.videosHidden.value = !this.videosHidden.value;
      if (this.videosHidden.value) return;
      const again = this.hidden;
      this.hidden = new Map();
      for (const { person, id } of again.values()) this.deps.want(person.key, id, true);
    });
  }

  formOf(key: string, hasPicture: boolean): TileForm {
    if (key === selfKey && this.selfFloats.value) return "floating";
    const focus = this.focus.value;
    if (focus !== undefined) return focus === key ? "main" : "strip";
    const large = this.large.value;
    if (large === "none") return "initials";
    return hasPicture || (large === "all" && !key.startsWith(selfKey)) ? "picture" : "line";
  }

  /** Whether our own tile shows our camera, floating or not. */
  showsSelf(): boolean {
    return this.selfIsPicture.value || this.selfFloats.value;
  }

  private validFocus(): string | undefined {
    const key = this.chosen.value;
    if (key === selfKey) return this.deps.ownCameras.value > 0 ? key : undefined;
    return this.tiles.value.some(tile => tile.key === key && tile.picture?.wanted === true) ? key : undefined;
  }

  private floats(): boolean {
    const { ownCameras, selfView, people } = this.deps;
    const others = people.value.length;
    if (ownCameras.value === 0 || this.focus.value !== undefined || others === 0) return false;
    return selfView.value === "floating" || (selfView.value === "auto" && others === 1);
  }

  private whatIsLarge(): Large {
    const seen = this.tiles.value.some(({ picture }) => picture?.wanted === true);
    if (seen || this.selfIsPicture.value || this.moreCameras() > 0) return "pictures";
    return this.selfFloats.value ? "all" : "none";
  }

  private pictures(): number {
    const { tiles, large, selfIsPicture } = this;
    if (large.value === "none") return 0;
    const theirs = tiles.value.filter(({ picture }) => picture !== undefined || large.value === "all");
    return theirs.length + (selfIsPicture.value ? 1 : 0) + this.moreCameras();
  }

  /** Our first camera is in our own tile, each further one in one of its own. */
  private moreCameras(): number {
    return Math.max(0, this.deps.ownCameras.value - 1);
  }

  private stageInput(): StageInput {
    const own = (this.selfFloats.value ? 0 : 1) + this.deps.ownScreens.value + this.moreCameras();
    const pictures = this.pictures();
    return {
      box: this.box.value,
      unit: this.unit.value,
      pictures,
      people: this.tiles.value.length + own - pictures,
      focused: this.focus.value !== undefined,
    };
  }

  /** A screen that we asked for takes the focus once, unless something else has it. */
  private introduceScreens(): void {
    const fresh = this.tiles.value.filter(({ key, picture }) => {
      if (picture?.wanted !== true || picture.stream === undefined) return false;
      return pictureKind(picture.resource) === "screen" && !this.introduced.has(key);
    });
    for (const { key } of fresh) this.introduced.add(key);
    const [first] = fresh;
    if (first !== undefined && this.focus.peek() === undefined) this.chosen.value = first.key;
  }

  private hideNewcomers(): void {
    if (!this.videosHidden.value) return;
    for (const person of this.deps.people.value) {
      for (const video of person.resources.value.filter(one => isVideo(one) && one.wanted)) {
        const { id } = video.resource;
        if (this.hidden.size < mostRemembered) this.hidden.set(`${person.key}:${id}`, { person, id });
        this.deps.want(person.key, id, false);
      }
    }
  }
}
