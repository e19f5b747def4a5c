// SPDX-License-Identifier: AGPL-3.0-only
// What carries bytes from one process to another on this machine, each in its own way. `carry` gets the number of
// bytes, and a file of so many and where its copy belongs; those that do not save bring noise of their own. It returns
// the time that the two ends took, and of the processor.
import { join } from "node:path";
import { link } from "../../webrtc/support/peers.mjs";
import { BenchChild } from "./bench-child.mjs";
import { watched } from "./cpu-time.mjs";
import { libdatachannelEnd, openChannel, pours, riftEnd } from "./data-ends.mjs";

/** Milliseconds before a run is given up: 4 MiB each second would be too slow for anybody. */
const patience = bytes => 60_000 + bytes / 4000;

/** Runs `act` with two processes, and ends them. */
async function measured(bytes, ends, act) {
  const used = ends.map(end => watched(end.process, end.ended));
  const kill = () => Promise.all(ends.map(end => end.kill()));
  const timer = setTimeout(kill, patience(bytes));
  const start = performance.now();
  try {
    await act(...ends);
  } finally {
    clearTimeout(timer);
    await kill();
  }
  return {
    seconds: (performance.now() - start) / 1000,
    cpuSeconds: used[0].cpuSeconds + used[1].cpuSeconds,
    ends: used,
  };
}

/** Two rifts and the whole of what they do: key derivation, signalling, digests, and a file that is safe on the disk. */
export function rift(server, program) {
  const environment = {
    HOME: "/nonexistent",
    RIFT_SIGNALING_URI: server.url.replace(/^http/, "ws"),
    RIFT_SECRET: "bench#0123456789abcdef",
  };
  return {
    name: "rift, from file to file",
    saves: true,
    carry(bytes, path, copy) {
      const commands = [
        ["send", path],
        ["receive", copy],
      ];
      const ends = commands.map(words => new BenchChild(program, ["--quiet", ...words], environment));
      return measured(bytes, ends, (sender, receiver) => Promise.all([sender.done(), receiver.done()]));
    },
  };
}

const tlsCopy = (build, ...words) => new BenchChild(join(build, "tests/bench/tls-copy"), words);

/** TLS 1.3 over TCP, from file to file as well, without a digest. */
export const tlsFile = build => ({
  name: "TLS, from file to file",
  saves: true,
  async carry(bytes, path, copy) {
    const sender = tlsCopy(build, "send", path);
    const receiver = tlsCopy(build, "receive", await sender.firstLine(), copy);
    return measured(bytes, [sender, receiver], () => Promise.all([sender.done(), receiver.done()]));
  },
});

/** TLS 1.3 over TCP, from memory to memory. */
export const tls = build => ({
  name: "TLS",
  saves: false,
  async carry(bytes) {
    const sender = tlsCopy(build, "pour", String(bytes));
    const receiver = tlsCopy(build, "drain", await sender.firstLine());
    return measured(bytes, [sender, receiver], async () => {
      await Promise.all([sender.done(), receiver.done()]);
      if (Number(receiver.output) !== bytes) throw new Error(`${receiver.output} bytes came of ${bytes}`);
    });
  },
});

/** Two ends of a data channel, from memory to memory. */
const dataChannel = (name, makeEnd, prepare = () => undefined) => ({
  name,
  saves: false,
  carry: bytes =>
    measured(bytes, [makeEnd(), makeEnd()], async (sender, receiver) => {
      for (const end of [sender, receiver]) await prepare(end);
      link(sender, receiver);
      await openChannel(sender, receiver);
      await pours(sender, receiver, bytes);
      await Promise.all([sender.end(), receiver.end()]);
    }),
});

export const libdatachannel = dataChannel("libdatachannel", libdatachannelEnd);

/** rift's connections, as they are between two rifts. */
export const riftConnection = build =>
  dataChannel(
    "rift's connection",
    () => riftEnd(build),
    end => end.do({ do: "both_are_rift" }),
  );
