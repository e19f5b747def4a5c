// SPDX-License-Identifier: AGPL-3.0-only
// Runs clang-tidy over every file of src and tests, and prints its findings alone: the command and
// the count of hidden warnings that it prints for each file would bury them.
//
//   node cmake/tidy.mjs RUN_CLANG_TIDY SOURCE_DIR BUILD_DIR
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";

const [runner, source, build] = process.argv.slice(2);
const command = /^clang-tidy(-\d+)? /;
const hidden = /^\d+ warnings? generated\.$|^Enabled checks:$|^$/;

const run = spawn(runner, ["-quiet", "-p", build, `^${source}/(src|tests)/.*`], { cwd: source, stdio: ["ignore", "pipe", "pipe"] });
let files = 0;
for (const stream of [run.stdout, run.stderr]) {
    createInterface({ input: stream }).on("line", (line) => {
        if (command.test(line)) files += 1;
        else if (!hidden.test(line)) console.log(line);
    });
}
run.on("error", (error) => {
    console.error(`${runner}: ${error.message}`);
    process.exit(1);
});
run.on("close", (code, signal) => {
    console.log(`clang-tidy: ${files} files, ${code === 0 ? "nothing found" : `ended with ${signal ?? code}`}`);
    process.exit(code === 0 && files > 100 ? 0 : 1);
});
