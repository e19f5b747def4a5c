// SPDX-License-Identifier: AGPL-3.0-only
// Bundles every tests/**/*.test.ts for Node and runs the bundles with node:test. Arguments filter by path.
import { build } from "esbuild";
import { spawnSync } from "node:child_process";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";

const web = path.resolve(path.dirname(new URL(import.meta.url).pathname), "..");
const filters = process.argv.slice(2);

async function testFiles(folder) {
  const entries = await readdir(folder, { withFileTypes: true });
  const found = await Promise.all(
    entries.map(entry => {
      const full = path.join(folder, entry.name);
      if (entry.isDirectory()) return testFiles(full);
      return entry.name.endsWith(".test.ts") ? [full] : [];
    }),
  );
  return found.flat();
}

const files = (await testFiles(path.join(web, "tests"))).filter(file =>
  filters.every(filter => path.relative(web, file).includes(filter)),
);
if (files.length === 0) {
  console.error("no test file matches");
  process.exit(1);
}
const outdir = await mkdtemp(path.join(os.tmpdir(), "keks-web-test-"));
try {
  const result = await build({
    entryPoints: files,
    outdir,
    bundle: true,
    platform: "node",
    target: "node18",
    format: "esm",
    outExtension: { ".js": ".mjs" },
    entryNames: "[dir]/[name]",
    sourcemap: "inline",
    logLevel: "warning",
    metafile: true,
    define: { "process.env.KEKS_VECTORS": JSON.stringify(path.resolve(web, "..", "tests", "vectors")) },
  });
  const bundles = Object.keys(result.metafile.outputs).map(file => path.resolve(file));
  const run = spawnSync(
    process.execPath,
    ["--enable-source-maps", "--test", "--test-reporter=spec", ...bundles],
    {
      stdio: "inherit",
    },
  );
  process.exitCode = run.status ?? 1;
} finally {
  await rm(outdir, { recursive: true, force: true });
}
