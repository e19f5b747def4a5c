// SPDX-License-Identifier: AGPL-3.0-only
import { computed, effect, signal, type ReadonlySignal, type Signal } from "@preact/signals";
import { Preferences } from "../preferences/preferences";
import { parseFragment, roomName, withoutParam, type RoomFragment } from "../protocol/fragment";
import type { TrackKind } from "../protocol/relay";
import { Room, type ChatContent, type RoomDeps } from "../room/room";
import type { AppDeps } from "./app-deps";
import { Activity, voices } from "./activity";
import { Announcer } from "./announcer";
import { fatalLack, type Fatal } from "./fatal";
import { Files } from "./files";
import { Herald } from "./herald";
import { ConnectionModel } from "./connection-model";
import { LayoutModel } from "./layout-model";
import { KeysModel } from "./keys-model";
import { LanguageModel } from "./language-model";
import { lateWarning, Notices, warning, type LateWarning, type Notice } from "./notices";
import { Outside } from "./outside";
import { OwnMedia } from "./own-media";
import type { PasteDeps } from "./pasted-images";
import { RoomModel } from "./room-model";
import { ServerConfig } from "./server-config";
import { SettingsModel } from "./settings-model";
import { ViewSizes } from "./view-sizes";

/** The room page: which room, our own media, and what the user can do. */
export class AppModel {
  readonly room: Signal<RoomModel | undefined> = signal(undefined);
  readonly username: ReadonlySignal<string>;
  readonly media: OwnMedia;
  /** The browser refused to play sound before a click. */
  readonly soundBlocked = signal(false);
  /** Raised when what was refused is to be tried again. */
  readonly playSerial = signal(0);
  readonly chatOpen: Signal<boolean>;
  /** The chat lies above the people, who cannot be reached then. */
  readonly chatCovers: ReadonlySignal<boolean>;
  readonly preferences: Preferences;
  readonly notices = new Notices();
  readonly layout: LayoutModel;
  readonly connections: ConnectionModel;
  readonly announcer: Announcer;
  readonly language: LanguageModel;
  readonly settings: SettingsModel;
  readonly keys: KeysModel;
  readonly fatal: Fatal | undefined;
  /** Phones cannot. */
  readonly canShareScreen: boolean;
  /** Without WebRTC there are no pictures to show. */
  readonly canShowVideo: boolean;
  readonly files: Files;
  private readonly wide: Signal<boolean>;
  private readonly activity: Activity;
  private readonly viewSizes: ViewSizes;
  /** The room's, empty while there is none. */
  readonly secret = signal("");
  readonly config: ServerConfig;
  readonly outside: Outside;

  private fragment: RoomFragment = { secret: "", params: new Map() };
  private visit: Room | undefined;
  private visits = 0;

  constructor(private readonly deps: AppDeps) {
    this.preferences = new Preferences(deps.store, deps.random);
    this.username = this.preferences.signal("username");
    this.announcer = new Announcer(deps.clock);
    this.wide = signal(deps.page.isWide());
    this.chatOpen = signal(this.wide.value);
    this.chatCovers = computed(() => this.chatOpen.value && !this.wide.value);
    const { preferences } = this;
    this.settings = new SettingsModel(preferences);
    this.keys = new KeysModel(preferences, this);
    this.language = new LanguageModel({
      ...deps,
      preferences,
      failed: again => this.warn("language", again),
      spoken: () => this.notices.dismiss("language"),
    });
    this.fatal = fatalLack(deps);
    this.canShowVideo = deps.peerConnections !== undefined;
    this.canShareScreen = deps.capabilities.screen;
    this.files = this.createFiles();
    this.media = this.newMedia();
    this.layout = this.newLayout();
    this.viewSizes = new ViewSizes(deps.clock, (...report) => this.visit?.media?.tellSize(...report));
    this.activity = new Activity(
      deps.clock,
      () => this.preferences.get("audio_activity_threshold"),
      () => voices(this.media, this.room.value, this.visit?.media),
    );
    this.config = new ServerConfig(deps.page, read => this.warnWhile(!read, "config"));
    this.outside = new Outside(deps, this);
    this.connections = this.newConnections();
  }

  private warnWhile(wrong: boolean, what: "config" | "unseen"): void {
    if (!wrong) this.notices.dismiss(what);
    else if (what === "config") this.warnLate(what);
    else this.warn(what);
  }

  /** Enters the room of the address, and follows the page from then on. */
  start(): void {
    const { page } = this.deps;
    page.onHashChange(() => this.addressChanged());
    page.onOnline(() => this.visit?.online());
    page.onWidthChange(() => (this.wide.value = page.isWide()));
    page.onHide(() => this.visit?.leave());
    page.onReturn(() => this.join());
    if (!this.deps.capabilities.webRtc) this.warnLate("webrtc");
    this.addressChanged();
    effect(() => this.visit?.rename(this.username.value));
  }

  /** Into the room of the address: at first, and again after leaving it. */
  join(): void {
    const { secret } = this.fragment;
    const deps = this.roomDeps();
    this.endVisit();
    if (secret === "" || deps === undefined) return;
    const model = new RoomModel(
      ++this.visits,
      roomName(secret),
      this.deps.clock,
      new Herald(this.announcer, this.outside.notifier),
    );
    const options = {
      secret,
      username: this.username.value,
      ready: this.config.read(),
      wantsAtSight: (kind: TrackKind) => this.preferences.get(`optional_${kind}_default_enable`),
    };
    this.room.value = model;
    this.visit = new Room(deps, options, event => {
      model.apply(event);
      this.outside.counts.apply(event);
      if (event.type === "status" && event.status === "failed") this.media.stopAll();
      if (event.type === "unseen") this.warnWhile(event.unseen, "unseen");
    });
    this.files.enter(this.visit);
    this.outside.counts.attach(this.visit);
    this.visit.start();
    this.activity.start();
    this.media.enterRoom();
  }

  leave(): void {
    this.endVisit();
  }

  showPeople(): void {
    if (this.chatCovers.value) this.chatOpen.value = false;
  }

  /** False if the name is none. */
  rename(name: string): boolean {
    return this.preferences.set("username", name);
  }

  want(key: number, id: string, wanted: boolean): void {
    this.visit?.want(key, id, wanted);
  }

  /** False if it cannot be sent now. */
  send(content: ChatContent): boolean {
    if (this.visit?.chat(content) !== true) return false;
    this.room.value?.said(this.username.value, content);
    return true;
  }

  /** False if it cannot be sent now, or is empty. */
  sendText(text: string): boolean {
    return text.trim() !== "" && this.send({ kind: "text", text });
  }

  /** What it takes to get images of the clipboard to `take`. */
  pasting(take: PasteDeps["take"]): PasteDeps {
    return { reader: this.deps.sharing.clipboard, take, notify: notice => this.notify(notice) };
  }

  get imageCodec(): AppDeps["images"] {
    return this.deps.images;
  }

  /** A tile shows this video of a person at this size in device pixels. */
  reportTileSize(person: number, id: string, width: number, height: number): void {
    this.viewSizes.report(person, id, width, height);
  }

  playSound(): void {
    this.soundBlocked.value = false;
    this.playSerial.value += 1;
  }

  private newMedia(): OwnMedia {
    const { media, clock, page: browser } = this.deps;
    return new OwnMedia({
      media,
      clock,
      browser,
      preferences: this.preferences,
      notices: this.notices,
      notify: notice => this.notify(notice),
      prepareShowing: () => this.layout.prepare(),
      failed: () => this.warn("part"),
      room: () => this.visit,
    });
  }

  private newLayout(): LayoutModel {
    return new LayoutModel({
      people: computed(() => this.room.value?.people.value ?? []),
      ownCameras: this.media.count("camera"),
      ownScreens: this.media.count("screen"),
      selfView: this.preferences.signal("self_view"),
      canShowVideo: this.canShowVideo,
      want: (key, id, wanted) => this.want(key, id, wanted),
    });
  }

  private newConnections(): ConnectionModel {
    return new ConnectionModel({
      ...this.deps,
      room: this.room,
      sources: this.media.states,
      iceServers: () => this.config.value.value.iceServers,
      snapshot: async key => this.visit?.member(key)?.snapshot(),
    });
  }

  private addressChanged(): void {
    const { page } = this.deps;
    const before = this.fragment;
    this.fragment = parseFragment(page.hash());
    this.secret.value = this.fragment.secret;
    if (this.fragment.secret === "") {
      this.endVisit();
      page.replace("./");
      return;
    }
    this.preferences.applyLink(this.fragment.params);
    if (before.secret !== this.fragment.secret) this.notices.dismiss("old_link");
    if (this.preferences.get("warn_redirect")) {
      this.warnLate("old_link");
      // The address as it stands now is for sharing, and must not warn those who follow it.
      page.rewriteHash(`#${withoutParam(page.hash(), "warn_redirect")}`);
    }
    if (before.secret !== this.fragment.secret) this.join();
  }

  /** What was shared with one room is not meant for the next. */
  private endVisit(): void {
    this.media.stopAll();
    this.activity.stop();
    this.visit?.leave();
    this.visit = undefined;
    this.files.enter(undefined);
    this.soundBlocked.value = false;
  }

  warn(...what: Parameters<typeof warning>): void {
    this.notify(warning(...what));
  }

  private warnLate(what: LateWarning): void {
    const { secret } = this.fragment;
    // What was said about another room's link is of no use in this one.
    void lateWarning(what).then(notice => {
      if (what !== "old_link" || secret === this.fragment.secret) this.notify(notice);
    });
  }

  private notify(notice: Notice): void {
    this.notices.add(notice);
    this.announcer.say(`${notice.title}. ${notice.text}`);
  }

  private createFiles(): Files {
    const nameOf = (key: number): string => this.room.value?.nameOf(key) ?? "";
    return new Files({ ...this.deps, announcer: this.announcer, notices: this.notices, nameOf });
  }

  private roomDeps(): RoomDeps | undefined {
    const { subtle, clock, random, openSocket, peerConnections } = this.deps;
    if (subtle === undefined || this.fatal !== undefined) return undefined;
    const peer = peerConnections && {
      clock,
      create: () => peerConnections(this.config.value.value.iceServers),
    };
    const company = async () => (await Promise.all([this.deps.company(), this.layout.prepare()]))[0];
    return { subtle, clock, random, openSocket, peer, company };
  }
}
