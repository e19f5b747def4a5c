// SPDX-License-Identifier: AGPL-3.0-only
/** `import path from "package/file?url"`: the build copies the file beside the scripts, and gives the way to it. */
declare module "*?url" {
  const path: string;
  export default path;
}
