// SPDX-License-Identifier: AGPL-3.0-only
/** rift by wss, through a real nginx below a path, with the certificate of an authority of one's own. */
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { test } from "node:test";
import { promisify } from "node:util";
import { Nginx } from "../e2e/support/nginx.mjs";
import { patience, withRoom } from "./support/rift.mjs";

const run = promisify(execFile);

/** `names` as of subjectAltName (RFC 5280, section 4.2.1.6). */
async function makeCertificate(room, names) {
  const [certificate, key] = [room.at("certificate.pem"), room.at("key.pem")];
  const options = ["-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=test"];
  await run("openssl", [
    "req",
    ...options,
    "-addext",
    `subjectAltName=${names}`,
    "-keyout",
    key,
    "-out",
    certificate,
  ]);
  return { certificate, key };
}

const story = (sentence, names, act) =>
  test(sentence, { timeout: 3 * patience }, () =>
    withRoom(async room => {
      const endings = [];
      const tls = await makeCertificate(room, names);
      const scene = { server: room.server, endsWith: ending => endings.push(ending) };
      try {
        const nginx = await Nginx.inFrontOf(scene, { tls });
        const environment = { RIFT_SIGNALING_URI: nginx.url.replace(/^http/, "ws") };
        await act(room, (args, more) => room.rift(args, { environment: { ...environment, ...more } }));
      } finally {
        for (const ending of endings) await ending();
      }
    }),
  );

story("Who trusts the authority sends and receives", "IP:127.0.0.1", async (room, rift) => {
  await writeFile(room.at("poem"), "roses");
  const sender = rift(["--ca-file", "certificate.pem", "send", "poem"]);
  const receiver = rift(["receive", "copy"], { RIFT_CA_FILE: "certificate.pem" });
  assert.equal(await receiver.end(), 0, receiver.words);
  assert.equal(await sender.end(), 0, sender.words);
  assert.equal(await readFile(room.at("copy"), "utf8"), "roses");
});

story(
  "Who does not trust it says so, and how it can be trusted, and goes no further",
  "IP:127.0.0.1",
  async (_, rift) => {
    const run = rift(["--json", "list"]);
    assert.equal(await run.end(), 3, run.words);
    assert.match(run.words, /signed by nobody whom this system trusts; .*give its CA certificate/);
    assert.equal(run.events.at(-1).event, "failed");
  },
);

story("A certificate of another name is of another server", "DNS:elsewhere.example", async (_, rift) => {
  const run = rift(["--ca-file", "certificate.pem", "list"]);
  assert.equal(await run.end(), 3, run.words);
  assert.match(run.words, /is for another name/);
});
