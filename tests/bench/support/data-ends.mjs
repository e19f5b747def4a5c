// SPDX-License-Identifier: AGPL-3.0-only
// Ends of data channels that obey JSON lines, and what a bench does with two of them.
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { NativePeer } from "../../webrtc/support/peers.mjs";

const label = "bench";

export const riftEnd = build => new NativePeer(join(build, "tests/bench/rift-end"));

export const libdatachannelEnd = () =>
  new NativePeer(process.execPath, [fileURLToPath(new URL("../libdatachannel/end.mjs", import.meta.url))]);

/** One that the sender opens, open at both ends; their signalling is up to the caller. */
export async function openChannel(sender, receiver) {
  await sender.do({ do: "open", label });
  await sender.do({ do: "offer" });
  await Promise.all([sender, receiver].map(end => end.told("opened", { label })));
}

/** Sends as many bytes as cheaply as can be: the same noise again and again, of which nobody makes a digest; in messages
 * of so many bytes, or of as many as are cheapest for each. Returns what the receiver says of it. */
export async function pours(sender, receiver, bytes, message) {
  await receiver.do({ do: "count", label });
  await sender.do({ do: "pour", label, bytes, message });
  await sender.told("streamed", { label });
  await sender.do({ do: "text", label, text: "end" });
  await receiver.told("text", { text: "end" });
  await receiver.do({ do: "digest", label });
  const arrived = await receiver.told("digest");
  if (arrived.bytes !== bytes) throw new Error(`${arrived.bytes} bytes came of ${bytes}`);
  return arrived;
}
