// SPDX-License-Identifier: AGPL-3.0-only

/**
 * The Content-Disposition of a download (RFC 6266): the name as it is in `filename*` (RFC 8187), and for who does not
 * know that, in printable ASCII, in `filename`.
 */
export function attachment(name: string): string {
  const ascii = name.replace(/[^\x20-\x7e]/g, "_").replace(/["\\%]/g, "_");
  // What encodeURIComponent leaves as it is and an attr-char is not.
  const encoded = encodeURIComponent(name.replace(/[\ud800-\udfff]/gu, "_")).replace(
    /['()*]/g,
    character => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}
