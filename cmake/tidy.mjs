// SPDX-License-Identifier: AGPL-3.0-only
// Runs clang-tidy over every file of src and tests, and prints its findings alone.
//
//   node cmake/tidy.mjs CLANG_TIDY SOURCE_DIR BUILD_DIR
//
// Most of its time goes into the headers that a file includes, and files of one kind include the same. So it looks at
// batches of files. Where it says anything of one it looks at the halves of that, down to single files, of which alone
// it counts: names that clash in a batch are no finding.
import { spawn } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { dirname, join, relative } from "node:path";

const [clangTidy, source, build] = process.argv.slice(2);
const batchSize = 8;
const batches = join(build, "tidy");
let made = 0;

/** The folder whose .clang-tidy holds for a file. */
function configOf(file) {
    let folder = dirname(file);
    while (!existsSync(join(folder, ".clang-tidy"))) folder = dirname(folder);
    return relative(source, folder);
}

/** What the compiler is told besides the file and where its object goes, as the shell reads it. */
const flagsOf = ({ command }) => command.replace(/^\S+/, "").replace(/ -o .+ -c .+$/, "");

/** Files of one configuration and the same flags, `batchSize` at a time. */
function grouped(entries) {
    const kinds = new Map();
    for (const entry of entries) {
        const kind = JSON.stringify([configOf(entry.file), flagsOf(entry)]);
        kinds.set(kind, [...(kinds.get(kind) ?? []), entry]);
    }
    return [...kinds.values()].flatMap((kind) =>
        Array.from({ length: Math.ceil(kind.length / batchSize) }, (_, at) => kind.slice(at * batchSize, (at + 1) * batchSize)),
    );
}

/** Writes a file that includes those of the batch, where their configuration holds for it. */
function joined(batch) {
    const config = configOf(batch[0].file);
    const folder = join(batches, config);
    mkdirSync(folder, { recursive: true });
    copyFileSync(join(source, config, ".clang-tidy"), join(folder, ".clang-tidy"));
    made += 1;
    // By this name the analyzer knows that it is to look at what is included as well.
    const path = join(folder, `UnifiedSource${made}.cpp`);
    const lines = batch.map(({ file }) => `#include "${file}"  // NOLINT(bugprone-suspicious-include)\n`);
    writeFileSync(path, lines.join(""));
    return path;
}

/** What clang-tidy finds in one file, by all checks or by these; undefined: nothing. */
function findings(file, entry, checks = "") {
    return new Promise((resolve, reject) => {
        const command = `exec "$0" -quiet "-checks=$2" "$1" -- ${flagsOf(entry)}`;
        const run = spawn("/bin/sh", ["-c", command, clangTidy, file, checks], { cwd: entry.directory });
        let said = "";
        for (const stream of [run.stdout, run.stderr]) stream.setEncoding("utf8").on("data", (text) => (said += text));
        run.on("error", reject);
        run.on("close", (code, signal) =>
            resolve(code === 0 ? undefined : `${said}\n${file}: clang-tidy ended with ${signal ?? code}`),
        );
    });
}

// What these check of a file they do not check of what it includes.
const aloneChecks = "-*,misc-unused-alias-decls,misc-unused-using-decls";
const declaresName = /^\s*(using [\w:]+::\w+;|namespace \w+ =)/m;

/** What it finds in each file of the batch: in smaller and smaller ones, down to a file. */
async function lookAt(batch) {
    const [first] = batch;
    if (batch.length === 1) return [await findings(first.file, first)];
    if ((await findings(joined(batch), first)) === undefined) {
        const alone = batch.filter(({ file }) => declaresName.test(readFileSync(file, "utf8")));
        const found = [];
        for (const entry of alone) found.push(await findings(entry.file, entry, aloneChecks));
        return found;
    }
    const half = Math.ceil(batch.length / 2);
    return [...(await lookAt(batch.slice(0, half))), ...(await lookAt(batch.slice(half)))];
}

const wanted = [join(source, "src/"), join(source, "tests/")];
const entries = JSON.parse(readFileSync(join(build, "compile_commands.json"), "utf8")).filter(({ file }) =>
    wanted.some((folder) => file.startsWith(folder)),
);
rmSync(batches, { recursive: true, force: true });
mkdirSync(batches, { recursive: true });
copyFileSync(join(source, ".clang-tidy"), join(batches, ".clang-tidy"));

const waiting = grouped(entries);
let count = 0;
const worker = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
        for (const said of await lookAt(next)) {
            if (said === undefined) continue;
            count += 1;
            console.log(said);
        }
    }
};
await Promise.all(Array.from({ length: availableParallelism() }, worker));
console.log(`clang-tidy: ${entries.length} files, ${count === 0 ? "nothing found" : `findings in ${count}`}`);
process.exitCode = count === 0 && entries.length > 100 ? 0 : 1;
