// SPDX-License-Identifier: AGPL-3.0-only
// node embed-assets.mjs IN OUT: turns every file below IN into OUT/assets.bin (all bytes, one after the
// other: each file as it is, and by brotli and gzip where that is smaller) and OUT/assets.cpp (the
// table of what lies where, which is keks::server::embedded_assets()).
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

/** The paths of all files below `root`, with slashes, in the order in which C++ compares them. */
function filesBelow(root, prefix = "") {
  const found = readdirSync(path.join(root, prefix), { withFileTypes: true }).flatMap(entry => {
    const name = path.posix.join(prefix, entry.name);
    return entry.isDirectory() ? filesBelow(root, name) : [name];
  });
  return found.sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
}

const brotli = bytes =>
  brotliCompressSync(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  });
const gzip = bytes => gzipSync(bytes, { level: constants.Z_BEST_COMPRESSION });

/** Half of the SHA-256 of the bytes as they go over the wire. */
const contentHash = bytes => createHash("sha256").update(bytes).digest("hex").slice(0, 32);

/** Collects bytes and says where they went, as a C++ expression. */
class Blob {
  #parts = [];
  #length = 0;

  add(bytes) {
    const begin = this.#length;
    this.#parts.push(bytes);
    this.#length += bytes.length;
    return `{{kKeksWebAssets + ${begin}, ${bytes.length}}, "\\"${contentHash(bytes)}\\""}`;
  }

  addIfSmaller(bytes, than) {
    return bytes.length < than.length ? `Encoded${this.add(bytes)}` : "std::nullopt";
  }

  bytes() {
    return Buffer.concat(this.#parts);
  }
}

function row(blob, name, bytes) {
  const text = JSON.stringify(name);
  const forms = [blob.add(bytes), blob.addIfSmaller(brotli(bytes), bytes), blob.addIfSmaller(gzip(bytes), bytes)];
  return `    {${text}, mime_type(${text}), cache_policy(${text}),\n     ${forms.join(",\n     ")}},`;
}

const table = rows => `// Made by cmake/embed-assets.mjs.
#include <array>

#include "server/assets/asset_rules.hpp"
#include "server/assets/embedded_store.hpp"

extern "C" const char kKeksWebAssets[];

namespace keks::server {
namespace {

constexpr std::array<Asset, ${rows.length}> kAssets{{
${rows.join("\n")}
}};

}  // namespace

std::span<const Asset> embedded_assets() {
    return kAssets;
}

}  // namespace keks::server
`;

const [input, output] = process.argv.slice(2);
const names = filesBelow(input);
const odd = names.find(name => !/^[A-Za-z0-9_./-]+$/.test(name));
if (odd !== undefined) throw new Error(`${odd}: a file name with other characters than A-Z a-z 0-9 _ . / -`);
const blob = new Blob();
const rows = names.map(name => row(blob, name, readFileSync(path.join(input, name))));
mkdirSync(output, { recursive: true });
writeFileSync(path.join(output, "assets.bin"), blob.bytes());
writeFileSync(path.join(output, "assets.cpp"), table(rows));
