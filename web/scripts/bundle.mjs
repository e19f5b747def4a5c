// SPDX-License-Identifier: AGPL-3.0-only
// How each entry becomes files of the browser. Rollup joins the modules, because it leaves what an entry shares with
// the parts that it loads later inside the entry (esbuild puts that into further files, each a request of the first
// load); esbuild translates TypeScript and builds what needs no splitting, and Terser minifies, to less than esbuild.
import { nodeResolve } from "@rollup/plugin-node-resolve";
import { transform } from "esbuild";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { minify } from "terser";

export const target = ["chrome111", "firefox113", "safari16.4"];

const typescript = {
  name: "typescript",
  async transform(code, id) {
    const loader = /\.(tsx?)$/.exec(id)?.[1];
    if (loader === undefined) return null;
    return transform(code, {
      loader,
      target,
      charset: "utf8",
      sourcefile: id,
      sourcemap: true,
      jsx: "automatic",
      jsxImportSource: "preact",
    });
  },
};

/** `import url from "some/file?url"`: the file as it is beside the code, and its address at run time. */
const fileAddresses = {
  name: "file-addresses",
  async resolveId(source, importer) {
    if (!source.endsWith("?url")) return null;
    const found = await this.resolve(source.slice(0, -"?url".length), importer, { skipSelf: true });
    if (found === null) throw new Error(`${importer}: nothing is found for ${source}`);
    return `\0${found.id}?url`;
  },
  async load(id) {
    if (!id.startsWith("\0") || !id.endsWith("?url")) return null;
    const file = id.slice(1, -"?url".length);
    const source = await readFile(file);
    const reference = this.emitFile({
      type: "asset",
      name: path.basename(file),
      source: file.endsWith(".css") ? await minifiedStyle(source) : source,
    });
    return `export default import.meta.ROLLUP_FILE_URL_${reference};`;
  },
};

const minified = {
  name: "minified",
  async renderChunk(code) {
    const made = await minify(code, {
      module: true,
      ecma: 2020,
      compress: { passes: 3, keep_fargs: false },
      format: { comments: false },
    });
    return made.code;
  },
};

async function minifiedStyle(source) {
  return (await transform(source, { loader: "css", minify: true, target, legalComments: "none" })).code;
}

/** The options of Rollup for one entry, and what it loads later, into `outdir`. */
export function bundle(input, outdir, { watched, plugins }) {
  return {
    input,
    plugins: [
      fileAddresses,
      nodeResolve({ browser: true, extensions: [".ts", ".tsx", ".mjs", ".js"] }),
      typescript,
      ...(watched ? [] : [minified]),
      ...plugins,
    ],
    output: {
      dir: outdir,
      format: "es",
      sourcemap: watched ? "inline" : false,
      // A form that the server knows a hash by, and keeps such files immutable for.
      hashCharacters: "hex",
      entryFileNames: "assets/[name]-[hash:16].js",
      chunkFileNames: "assets/[name]-[hash:16].js",
      assetFileNames: "assets/[name]-[hash:16][extname]",
    },
  };
}
