// SPDX-License-Identifier: AGPL-3.0-only
// Names every source file whose first lines do not name its licence.
//
//   node cmake/check-licences.mjs SOURCE_DIR
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const root = process.argv[2];
const folders = [".ci", "cmake", "config", "include", "src", "tests", "web"];
const skipped = new Set(["node_modules", "dist", "corpus", "vectors"]);
const sources = /(\.([ch]pp|tsx?|m?js|css|html|sh|cmake|toml|conf|service|S\.in)|CMakeLists\.txt|\/\.ci\/run)$/;
const headLines = 5;

function* filesIn(folder) {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
        const path = join(folder, entry.name);
        if (entry.isDirectory() && !skipped.has(entry.name)) yield* filesIn(path);
        else if (entry.isFile() && sources.test(path)) yield path;
    }
}

const all = folders.flatMap((folder) => [...filesIn(join(root, folder))]).concat(join(root, "CMakeLists.txt"));
const unnamed = all.filter((path) => {
    const head = readFileSync(path, "utf8").split("\n", headLines).join("\n");
    return !head.includes("SPDX-License-Identifier: AGPL-3.0-only");
});
for (const path of unnamed) console.error(`${path}: no SPDX-License-Identifier line`);
console.log(`${all.length} files checked, ${unnamed.length} without a licence line`);
process.exit(unnamed.length === 0 && all.length > 100 ? 0 : 1);
