// SPDX-License-Identifier: AGPL-3.0-only
// Builds the pages into one folder that is served as it is: `node scripts/build.mjs [--outdir DIR] [--watch]`.
import { context } from "esbuild";
import { copyFile, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { parseArgs } from "node:util";

const web = path.resolve(import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname), "..");

/** Page -> the entry points that it names as {{entry}}. */
const pages = ["index.html", "room.html"];

const { values } = parseArgs({
  options: {
    outdir: { type: "string", default: path.join(web, "dist") },
    watch: { type: "boolean", default: false },
  },
});
const outdir = path.resolve(values.outdir);

/** Entry source path -> name of the output, relative to outdir. */
function outputsByEntry(metafile) {
  const found = new Map();
  for (const [file, output] of Object.entries(metafile.outputs)) {
    if (output.entryPoint === undefined) continue;
    found.set(path.posix.basename(output.entryPoint), path.relative(outdir, path.resolve(web, file)));
  }
  return found;
}

async function writePages(metafile) {
  const outputs = outputsByEntry(metafile);
  for (const page of pages) {
    const template = await readFile(path.join(web, "static", page), "utf8");
    const html = template.replace(/\{\{([^}]+)\}\}/g, (_, entry) => {
      const output = outputs.get(entry);
      if (output === undefined) throw new Error(`${page}: no output for ${entry}`);
      return output;
    });
    await writeFile(path.join(outdir, page), html);
  }
  await copyFile(path.join(web, "static", "favicon.ico"), path.join(outdir, "favicon.ico"));
}

const finishPages = {
  name: "pages",
  setup(build) {
    build.onStart(() => rm(path.join(outdir, "assets"), { recursive: true, force: true }));
    build.onEnd(async result => {
      if (result.errors.length > 0) return;
      await writePages(result.metafile);
      console.log(`built ${outdir}`);
    });
  },
};

const shared = {
  absWorkingDir: web,
  bundle: true,
  minify: !values.watch,
  sourcemap: values.watch ? "inline" : false,
  target: ["chrome111", "firefox113", "safari16.4"],
  legalComments: "none",
  logLevel: "warning",
  outdir,
};

await mkdir(outdir, { recursive: true });
const builds = [
  await context({
    ...shared,
    format: "esm",
    metafile: true,
    jsx: "automatic",
    jsxImportSource: "preact",
    entryPoints: ["src/main.tsx", "src/start.tsx", "src/ui/style.css"],
    entryNames: "assets/[name]-[hash]",
    assetNames: "assets/[name]-[hash]",
    chunkNames: "assets/[name]-[hash]",
    plugins: [finishPages],
  }),
  await context({ ...shared, format: "iife", entryPoints: { sw: "src/sw/sw.ts" } }),
];
if (values.watch) {
  await Promise.all(builds.map(build => build.watch()));
} else {
  await Promise.all(builds.map(build => build.rebuild()));
  await Promise.all(builds.map(build => build.dispose()));
}
