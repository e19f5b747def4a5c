// SPDX-License-Identifier: AGPL-3.0-only
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { get as getPlain } from "node:http";
import { get as getSecure } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Child } from "./children.mjs";
import { freePort } from "./free-port.mjs";
import { until } from "./until.mjs";

/** A real nginx that serves the server of a port below /meet/, and nothing else. */
export class Nginx {
  /** `tls`: the PEM files of a certificate and its key. */
  static async inFrontOf(scene, { tls } = {}) {
    const nginx = new Nginx(await mkdtemp(join(tmpdir(), "keks-nginx-")), tls);
    const port = await freePort();
    nginx.url = `${tls ? "https" : "http"}://127.0.0.1:${port}/meet/`;
    const file = join(nginx.folder, "nginx.conf");
    await writeFile(file, await configuration(nginx.folder, port, scene.server.port, tls));
    nginx.child = new Child("/usr/sbin/nginx", ["-p", nginx.folder, "-c", file, "-e", "stderr"]);
    scene.endsWith(() => nginx.close());
    await until("nginx answers", () => nginx.answers());
    return nginx;
  }

  constructor(folder, tls) {
    Object.assign(this, { folder, tls });
  }

  async answers() {
    if (!this.child.isRunning) throw new Error(`nginx ended: ${this.child.output}`);
    const get = this.tls ? getSecure : getPlain;
    // Whom it is trusted by is for the tests.
    const options = { rejectUnauthorized: false };
    return new Promise(resolve => {
      const request = get(`${this.url}version`, options, answer =>
        resolve(answer.resume().statusCode === 200),
      );
      request.on("error", () => resolve(false));
    });
  }

  /** The target of every request so far, in the order of their answers. */
  async requests() {
    const log = await readFile(join(this.folder, "requests.log"), "utf8");
    return log.trim().split("\n");
  }

  async close() {
    await this.child.end("SIGTERM");
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** The README's own words about nginx stand in here, so that they are known to be right. */
async function configuration(folder, port, target, tls) {
  const readme = await readFile(new URL("../../../README.md", import.meta.url), "utf8");
  const [, location] = /```nginx\n([\s\S]*?)```/.exec(readme) ?? [];
  if (location === undefined) throw new Error("The README says nothing about nginx");
  return `
daemon off;
master_process off;
pid ${folder}/nginx.pid;
events {}
http {
    log_format targets '$request_uri';
    access_log ${folder}/requests.log targets;
    client_body_temp_path ${folder}/body;
    proxy_temp_path ${folder}/proxy;
    fastcgi_temp_path ${folder}/fastcgi;
    uwsgi_temp_path ${folder}/uwsgi;
    scgi_temp_path ${folder}/scgi;
    server {
        listen 127.0.0.1:${port}${tls ? " ssl" : ""};
        ${tls ? `ssl_certificate ${tls.certificate}; ssl_certificate_key ${tls.key};` : ""}
        ${location.replace("127.0.0.1:24319", `127.0.0.1:${target}`)}
    }
}
`;
}
