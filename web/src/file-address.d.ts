// SPDX-License-Identifier: AGPL-3.0-only
/** The address of a file that the build lays beside the code (scripts/bundle.mjs). */
declare module "*?url" {
  const address: string;
  export default address;
}
