// SPDX-License-Identifier: AGPL-3.0-only
// Holds the C++ sources to the layers: which includes each may reach, directly or through others.
//
//   node cmake/check-layers.mjs CXX SOURCE_DIR COMPILER_ARGUMENT...
//
// The compiler itself lists what a file includes (-M), so that nothing hides behind another header.
import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join, relative } from "node:path";

const [compiler, root, ...compilerArguments] = process.argv.slice(2);

const sockets = /\/boost\/(asio|beast)\//;
// Of what the interface of connections shows, an executor, none is a socket.
const network = /\/boost\/(asio\/ip|beast)\//;
const beast = /\/boost\/beast\//;
const json = /\/nlohmann\//;
const archives = /\/archive(_entry)?\.h$/;
const own = (...folders) => new RegExp(`^(${folders.join("|")})/`);

// Folder -> what no file in it, or none that `only` names, may reach: patterns on absolute paths for
// libraries, and on paths in the tree for ours.
const layers = [
    { folder: "include/keks", libraries: [sockets, json], ours: [own("src")] },
    { folder: "src/protocol", libraries: [sockets], ours: [own("src/server", "src/client", "src/rift")] },
    { folder: "src/crypto", libraries: [sockets, json], ours: [own("src/server", "src/client", "src/rift")] },
    { folder: "src/util", libraries: [sockets, json], ours: [own("src/(server|client|rift|protocol|crypto)")] },
    { folder: "src/client", libraries: [], ours: [own("src/server", "src/rift")] },
    { folder: "src/client/peer", libraries: [network, json], ours: [own("src/client/(webrtc|room)")] },
    { folder: "src/client/room", libraries: [network, json], ours: [own("src/client/webrtc")] },
    { folder: "src/client/signaling", libraries: [sockets, json], ours: [own("src/client/(net|resources|webrtc)")] },
    { folder: "src/client/net", libraries: [json], ours: [own("src/client/(resources|webrtc)", "include/keks/crypto")] },
    { folder: "src/client/resources", libraries: [sockets, json], ours: [own("src/client/webrtc")] },
    {
        folder: "src/client/disk",
        libraries: [beast],
        ours: [own("src/client/webrtc"), /^src\/client\/[^/]*$/],
    },
    // unpack_state.cpp writes CBOR, by the library that has it.
    { folder: "src/client/disk", only: /(?<!\/unpack_state\.cpp)$/, libraries: [json], ours: [] },
    { folder: "src/client/disk", only: /\.hpp$/, libraries: [archives], ours: [] },
    {
        folder: "src/server/hub",
        libraries: [sockets, json],
        ours: [own("src/server/(net|http|assets|metrics)", "include/keks/crypto"), /^src\/server\/[^/]*$/],
    },
    ...["http", "assets", "metrics"].map((leaf) => ({
        folder: `src/server/${leaf}`,
        libraries: [sockets],
        ours: [own("src/server/(net|hub)", "include/keks/crypto")],
    })),
    { folder: "src/server/net", libraries: [json], ours: [own("include/keks/crypto")] },
];

const sourcesIn = (folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && /\.[ch]pp$/.test(entry.name))
        .map((entry) => join(entry.parentPath ?? entry.path, entry.name));

function includesOf(file) {
    const run = spawnSync(compiler, [...compilerArguments, "-x", "c++", "-M", file], {
        encoding: "utf8",
        maxBuffer: 1 << 26,
    });
    if (run.status !== 0) throw new Error(`${compiler} -M ${file}: ${run.stderr || run.error}`);
    return run.stdout.replace(/^[^:]*:/, "").split(/[\s\\]+/).filter(Boolean);
}

function violations({ folder, only = /$/, libraries, ours }) {
    const files = sourcesIn(folder).filter((file) => only.test(file));
    return files.flatMap((file) =>
        includesOf(file).flatMap((path) => {
            const inTree = relative(root, path);
            const forbidden = inTree.startsWith("..")
                ? libraries.some((pattern) => pattern.test(path))
                : inTree !== relative(root, file) && ours.some((pattern) => pattern.test(inTree));
            return forbidden ? [`${relative(root, file)} reaches ${inTree.startsWith("..") ? path : inTree}`] : [];
        }),
    );
}

const found = layers.flatMap(violations);
for (const line of new Set(found)) console.error(line);
console.log(`${layers.length} layers checked, ${found.length} forbidden includes`);
process.exit(found.length === 0 ? 0 : 1);
