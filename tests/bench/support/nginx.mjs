// SPDX-License-Identifier: AGPL-3.0-only
import { spawn } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";

/**
 * Starts nginx on the first core with the files (path -> { plain, gzip }); one process, no log. `fields` (name -> value)
 * are those that it adds to each answer.
 */
export async function startNginx(files, fields) {
  const folder = await mkdtemp(path.join(tmpdir(), "keks-bench-nginx-"));
  for (const [name, { plain, gzip }] of Object.entries(files)) {
    const file = path.join(folder, "files", name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, plain);
    await writeFile(`${file}.gz`, gzip);
  }
  const port = await freePort();
  const config = path.join(folder, "nginx.conf");
  await writeFile(config, configuration(folder, port, fields));
  const child = spawn("taskset", ["-c", "0", "nginx", "-p", folder, "-e", "stderr", "-c", config], {
    env: { ...process.env, PATH: `${process.env.PATH}:/usr/sbin` },
    stdio: ["ignore", "ignore", "pipe"],
  });
  let words = "";
  child.stderr.on("data", data => (words += data));
  const ended = new Promise(resolve => child.once("exit", resolve));
  const stop = async () => {
    child.kill("SIGKILL");
    await ended;
    await rm(folder, { recursive: true });
  };
  await Promise.race([accepts(port), ended.then(() => Promise.reject(new Error(`nginx: ${words}`)))]);
  return { pid: child.pid, port, stop };
}

// As fast as nginx is with files: what it sends is compressed before, its files stay open, and it
// writes no log.
const configuration = (folder, port, fields) => `
daemon off;
master_process off;
worker_processes 1;
pid ${folder}/pid;
events { worker_connections 1024; }
http {
  access_log off;
  types { text/html html; text/javascript js; text/css css; application/json json; }
  client_body_temp_path ${folder}/body;
  proxy_temp_path ${folder}/proxy;
  fastcgi_temp_path ${folder}/fastcgi;
  uwsgi_temp_path ${folder}/uwsgi;
  scgi_temp_path ${folder}/scgi;
  sendfile on;
  tcp_nopush on;
  tcp_nodelay on;
  keepalive_requests 1000000000;
  keepalive_timeout 60;
  gzip_static on;
  gzip_vary on;
  open_file_cache max=1000 inactive=60s;
  open_file_cache_valid 60s;
  server {
    listen 127.0.0.1:${port} backlog=4096;
    root ${folder}/files;
    ${Object.entries(fields)
      .map(([name, value]) => `add_header ${name} "${value}";`)
      .join("\n    ")}
  }
}
`;

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

async function accepts(port) {
  const patience = Date.now() + 10_000;
  while (Date.now() < patience) {
    const connected = await new Promise(resolve => {
      const socket = connect(port, "127.0.0.1");
      socket.once("connect", () => resolve(true));
      socket.once("error", () => resolve(false));
      socket.once("connect", () => socket.destroy());
    });
    if (connected) return;
    await new Promise(resolve => setTimeout(resolve, 20));
  }
  throw new Error("nginx does not answer");
}
