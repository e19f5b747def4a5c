// SPDX-License-Identifier: AGPL-3.0-only
import type { MemberView } from "./member-view";

export type RoomStatus = "connecting" | "joined" | "reconnecting" | "left" | "failed";

export type ChatContent =
  { readonly kind: "text"; readonly text: string } | { readonly kind: "image"; readonly image: string };

/** What the page is told. A member is announced by its first picture. */
export type RoomEvent =
  | { readonly type: "status"; readonly status: RoomStatus }
  | { readonly type: "member"; readonly member: MemberView }
  | { readonly type: "member_gone"; readonly key: number }
  /** Whether somebody is in the room whom the page has nothing to show by yet, for longer than it should take. */
  | { readonly type: "unseen"; readonly unseen: boolean }
  /** The size of a room that is watched. */
  | { readonly type: "room_info"; readonly hash: string; readonly userCount: number }
  | { readonly type: "chat"; readonly key: number; readonly username: string; readonly content: ChatContent };
