// SPDX-License-Identifier: AGPL-3.0-only
import { execFile } from "node:child_process";
import { get } from "node:http";
import path from "node:path";
import { promisify } from "node:util";
import { startNginx } from "./nginx.mjs";
import { startRelay } from "./relays.mjs";
import { grid, median } from "./summary.mjs";

const run = promisify(execFile);

/**
 * Requests for each second of the processor: the same files from us and from nginx, both compressed before. "nginx"
 * sends the same answers, with the header fields that the server adds to protect its pages; "nginx-bare" goes without.
 */
export async function measureHttp({ build, rounds, seconds, say }) {
  const { files, fields } = await filesOf(build);
  const servers = {
    keks: () => startRelay("keks", build),
    nginx: () => startNginx(files, fields),
    "nginx-bare": () => startNginx(files, {}),
  };
  const samples = [];
  for (let round = 0; round < rounds; round++)
    for (const [name, start] of Object.entries(servers)) {
      const server = await start();
      try {
        for (const one of await cases(server.port, files))
          samples.push({ server: name, round, ...(await load(build, server, one, seconds)) });
      } finally {
        await server.stop();
      }
    }
  say("http");
  const result = summary(samples);
  const text = [
    "HTTP, requests for each second of the processor, gzip from both:",
    grid(
      ["case", "bytes", "keks", "ratio to nginx", "to nginx-bare"],
      result.map(({ name, bodyBytes, keks, ratio, ratioToBare }) => [
        name,
        bodyBytes,
        keks.toFixed(0),
        ratio.toFixed(2),
        ratioToBare.toFixed(2),
      ]),
    ),
  ].join("\n\n");
  return { samples, result, text };
}

// What nginx makes by itself.
const ownFields = /^(accept|connection|content-(?!s)|date|etag|keep-alive|vary)/;

// The smallest and the largest script or style of the web client, and the fields that the server adds to them.
async function filesOf(build) {
  const server = await startRelay("keks", build);
  try {
    const page = await ask(server.port, "/room");
    const names = new Set(
      [...page.body.toString().matchAll(/assets\/[\w.-]+\.(?:js|css)/g)].map(([name]) => name),
    );
    const files = {};
    for (const name of names) {
      const plain = (await ask(server.port, `/${name}`)).body;
      const gzip = await ask(server.port, `/${name}`, { "Accept-Encoding": "gzip" });
      if (gzip.headers["content-encoding"] === "gzip") files[name] = { plain, gzip: gzip.body };
    }
    const sorted = Object.entries(files).sort(([, a], [, b]) => a.gzip.length - b.gzip.length);
    const [[smallest]] = sorted;
    const { headers } = await ask(server.port, `/${smallest}`);
    return {
      files: Object.fromEntries([sorted.at(0), sorted.at(-1)]),
      fields: Object.fromEntries(Object.entries(headers).filter(([name]) => !ownFields.test(name))),
    };
  } finally {
    await server.stop();
  }
}

async function cases(port, files) {
  const [small, large] = Object.keys(files).map(name => `/${name}`);
  const { etag } = (await ask(port, small, { "Accept-Encoding": "gzip" })).headers;
  return [
    { name: "small, keep-alive", target: small, how: "keep" },
    { name: "small, a connection each", target: small, how: "close" },
    { name: "large, keep-alive", target: large, how: "keep" },
    { name: "large, a connection each", target: large, how: "close" },
    { name: "304, keep-alive", target: small, how: "keep", etag },
    { name: "304, a connection each", target: small, how: "close", etag },
  ];
}

async function load(build, { port, pid }, { name, target, how, etag }, seconds) {
  const headers = ["Accept-Encoding: gzip"];
  if (etag !== undefined) headers.push(`If-None-Match: ${etag}`);
  const program = path.join(build, "tests/bench/http-load");
  const status = etag === undefined ? "200" : "304";
  const words = ["-c", "1", program, port, pid, target, seconds, how, status, ...headers];
  const { stdout } = await run("taskset", words.map(String), { timeout: (seconds + 60) * 1000 });
  return { name, ...JSON.parse(stdout) };
}

function summary(samples) {
  const names = [...new Set(samples.map(({ name }) => name))];
  return names.map(name => {
    const own = samples.filter(one => one.name === name);
    const of = server => own.filter(one => one.server === server).map(one => one.perCpuSecond);
    const ratio = other => median(of("keks").map((value, round) => value / of(other)[round]));
    return {
      name,
      bodyBytes: own[0].bodyBytes,
      keks: median(of("keks")),
      ratio: ratio("nginx"),
      ratioToBare: ratio("nginx-bare"),
    };
  });
}

function ask(port, path, headers = {}) {
  return new Promise((resolve, reject) => {
    const request = get({ host: "127.0.0.1", port, path, headers, agent: false }, response => {
      const parts = [];
      response.on("data", part => parts.push(part));
      response.once("error", reject);
      response.once("end", () => {
        if (response.statusCode !== 200) reject(new Error(`${path}: ${response.statusCode}`));
        else resolve({ headers: response.headers, body: Buffer.concat(parts) });
      });
    });
    request.once("error", reject);
  });
}
