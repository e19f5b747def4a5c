// SPDX-License-Identifier: AGPL-3.0-only
import { loadavg } from "node:os";
import { join } from "node:path";
import { link } from "../../webrtc/support/peers.mjs";
import { BenchChild } from "./bench-child.mjs";
import { libdatachannelEnd, openChannel, pours, riftEnd } from "./data-ends.mjs";
import { grid, median } from "./summary.mjs";

/** Loss in percent, round trip in milliseconds, and the MiB that are carried: enough that a timeout of SCTP more or less
 * does not decide. */
const weathers = [
  { loss: 0, roundTrip: 0, mebibytes: 128 },
  { loss: 0, roundTrip: 50, mebibytes: 64 },
  { loss: 0, roundTrip: 200, mebibytes: 16 },
  { loss: 1, roundTrip: 0, mebibytes: 64 },
  { loss: 1, roundTrip: 50, mebibytes: 8 },
  { loss: 1, roundTrip: 200, mebibytes: 4 },
  { loss: 5, roundTrip: 0, mebibytes: 32 },
  { loss: 5, roundTrip: 50, mebibytes: 2 },
  { loss: 5, roundTrip: 200, mebibytes: 1 },
];

/** What it is in the table, its ends, and the type of candidate by which they find each other: two rifts whose way leads
 * from host to host of one machine have larger packets than through a network. */
const contenders = build => [
  { name: "rift", end: () => riftEnd(build), type: "srflx", areRift: true },
  { name: "rift-local", end: () => riftEnd(build), type: "host", areRift: true },
  { name: "libdatachannel", end: libdatachannelEnd, type: "srflx", areRift: false },
];

/** Bytes. What is slow is sent in small messages: a pause is seen between two of them. */
const smallMessage = 16_384;

/** Bytes; of all contenders. */
const longestDatagram = 16_384;

/** Through a proxy that loses and delays: what rift's connections carry, and libdatachannel's. */
export async function measureWeather({ build, rounds, say }) {
  const samples = [];
  for (let round = 0; round < rounds; round++)
    for (const weather of weathers) {
      const measure = async contender => {
        const measured = await sample(build, contender, { ...weather, seed: round + 1 });
        samples.push({ round, name: contender.name, ...weather, ...measured });
      };
      if (isWaitedFor(weather)) await Promise.all(contenders(build).map(measure));
      else for (const contender of contenders(build)) await measure(contender);
      say(`${weather.loss} %, ${weather.roundTrip} ms, round ${round + 1}`);
    }
  return { samples, text: table(samples) };
}

/** All wait for what was lost and is far, each behind a proxy of its own: side by side they take nothing from each other. */
const isWaitedFor = ({ loss, roundTrip }) => loss > 0 && roundTrip > 0;

async function sample(build, { end, type, areRift }, { loss, roundTrip, mebibytes, seed }) {
  const message = isWaitedFor({ loss, roundTrip }) ? smallMessage : undefined;
  const [sender, receiver] = [end(), end()];
  const proxies = [];
  const load = loadavg()[0];
  const bytes = mebibytes * 2 ** 20;
  try {
    if (areRift) for (const one of [sender, receiver]) await one.do({ do: "both_are_rift" });
    linkThrough(sender, receiver, type, async port => {
      const proxy = await openProxy(build, port, [loss, roundTrip, seed]);
      proxies.push(proxy);
      return proxy.port;
    });
    await openChannel(sender, receiver);
    const start = performance.now();
    const { pause } = await pours(sender, receiver, bytes, message);
    const seconds = (performance.now() - start) / 1000;
    const [{ passed, lost }] = await Promise.all(proxies.map(proxy => proxy.end()));
    if (passed < bytes / longestDatagram) throw new Error("Something found a way round the proxy");
    return { kibibytesPerSecond: bytes / 1024 / seconds, seconds, pause, passed, lost, load };
  } finally {
    await Promise.all([...[sender, receiver].map(one => one.kill()), ...proxies.map(one => one.kill())]);
  }
}

/** The receiver hears of no address, and the sender only of those of proxies before the receiver's on 127.0.0.1. */
function linkThrough(sender, receiver, type, open) {
  link(sender, receiver);
  const [toReceiver, toSender] = [sender.signal, receiver.signal];
  sender.signal = event => {
    if (event.event !== "candidate" || event.candidate === "") toReceiver(event);
  };
  let before = Promise.resolve();
  receiver.signal = event => {
    before = before
      .then(async () => {
        if (event.event !== "candidate" || event.candidate === "") return toSender(event);
        const words = event.candidate.split(" ");
        if (words[4] !== "127.0.0.1") return undefined;
        const own = words[5];
        words[5] = await open(Number(own));
        if (type === "srflx") words.splice(7, 1, type, "raddr", "127.0.0.1", "rport", own);
        return toSender({ ...event, candidate: words.join(" ") });
      })
      .catch(error => sender.fail(error));
  };
}

async function openProxy(build, target, weather) {
  const words = [target, ...weather].map(String);
  const child = new BenchChild(join(build, "tests/bench/weather"), words, {}, { stdin: "pipe" });
  return {
    port: await child.firstLine(),
    kill: () => child.kill(),
    /** How many datagrams passed, and how many were lost. */
    async end() {
      child.process.stdin.end();
      await child.done();
      const [, passed, lost] = /^(\d+) (\d+)$/m.exec(child.output);
      return { passed: Number(passed), lost: Number(lost) };
    },
  };
}

function table(samples) {
  const names = [...new Set(samples.map(({ name }) => name))];
  const of = (weather, name) =>
    samples.filter(
      one => one.loss === weather.loss && one.roundTrip === weather.roundTrip && one.name === name,
    );
  const cell = (weather, name) => {
    const own = of(weather, name);
    const others = of(weather, "libdatachannel");
    const ratio = median(own.map((one, at) => one.kibibytesPerSecond / others[at].kibibytesPerSecond));
    const speed = median(own.map(one => one.kibibytesPerSecond)).toFixed(0);
    const pause = Math.max(...own.map(one => one.pause));
    return name === "libdatachannel"
      ? `${speed} (${pause} ms)`
      : `${speed}, ×${ratio.toFixed(2)} (${pause} ms)`;
  };
  return grid(
    ["loss", "round trip", ...names.map(name => `${name}, KiB/s (longest pause)`)],
    weathers.map(weather => [
      `${weather.loss} %`,
      `${weather.roundTrip} ms`,
      ...names.map(name => cell(weather, name)),
    ]),
  );
}
