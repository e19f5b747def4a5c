// SPDX-License-Identifier: AGPL-3.0-only
// Builds the pages into one folder that is served as it is: `node scripts/build.mjs [--outdir DIR] [--watch]`.
import { context } from "esbuild";
import { copyFile, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { parseArgs } from "node:util";
import { rollup, watch } from "rollup";
import { bundle, target } from "./bundle.mjs";

const web = path.resolve(import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname), "..");

/** Each names what it loads as {{entry}}. */
const pages = ["index.html", "room.html"];

/** Bundled apart from each other: a file that both shared would be one more request for either. */
const scripts = ["main.tsx", "start.tsx"];

const { values } = parseArgs({
  options: {
    outdir: { type: "string", default: path.join(web, "dist") },
    watch: { type: "boolean", default: false },
  },
});
const outdir = path.resolve(values.outdir);

/** Entry -> its file, relative to outdir. The pages are written once all entries are there, and at each change. */
const outputs = new Map();
const styles = ["style.css", "start.css"];
const entries = [...scripts, ...styles];

async function built(entry, file) {
  outputs.set(entry, file);
  if (!entries.every(name => outputs.has(name))) return;
  for (const page of pages) await writePage(page);
  await copyFile(path.join(web, "static", "favicon.ico"), path.join(outdir, "favicon.ico"));
}

async function writePage(page) {
  const template = await readFile(path.join(web, "static", page), "utf8");
  const html = template.replace(/\{\{([^}]+)\}\}/g, (_, entry) => {
    const output = outputs.get(entry);
    if (output === undefined) throw new Error(`${page}: no output for ${entry}`);
    return output;
  });
  const short = html.replace(/<!--.*?-->/gs, "").replace(/\s*\n\s*/g, "\n");
  await writeFile(path.join(outdir, page), short);
}

function bundleOf(script) {
  const report = {
    name: "report",
    async writeBundle(_, files) {
      const entry = Object.values(files).find(file => file.isEntry);
      await built(script, entry.fileName);
    },
  };
  const input = { [path.parse(script).name]: path.join(web, "src", script) };
  return bundle(input, outdir, { watched: values.watch, plugins: [report] });
}

const reportStyle = {
  name: "report",
  setup(build) {
    build.onEnd(async ({ errors, metafile }) => {
      if (errors.length > 0) return;
      for (const [file, { entryPoint }] of Object.entries(metafile.outputs))
        await built(path.basename(entryPoint), path.relative(outdir, path.resolve(web, file)));
    });
  },
};

const plain = {
  absWorkingDir: web,
  bundle: true,
  minify: !values.watch,
  sourcemap: values.watch ? "inline" : false,
  target,
  legalComments: "none",
  logLevel: "warning",
  outdir,
};

await rm(path.join(outdir, "assets"), { recursive: true, force: true });
await mkdir(outdir, { recursive: true });
const builds = [
  await context({
    ...plain,
    metafile: true,
    entryPoints: styles.map(style => `src/ui/${style}`),
    entryNames: "assets/[name]-[hash]",
    plugins: [reportStyle],
  }),
  await context({ ...plain, format: "iife", entryPoints: { sw: "src/sw/sw.ts" } }),
];
if (values.watch) {
  await Promise.all(builds.map(build => build.watch()));
  watch(scripts.map(bundleOf)).on("event", event => {
    if (event.code === "ERROR") console.error(event.error.message);
    if (event.code === "END") console.log(`built ${outdir}`);
  });
} else {
  await Promise.all(builds.map(build => build.rebuild()));
  await Promise.all(builds.map(build => build.dispose()));
  for (const options of scripts.map(bundleOf)) {
    const made = await rollup(options);
    await made.write(options.output);
    await made.close();
  }
  console.log(`built ${outdir}`);
}
