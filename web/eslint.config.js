// SPDX-License-Identifier: AGPL-3.0-only
import { fileURLToPath } from "node:url";
import js from "@eslint/js";
import hooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";

/**
 * Which folders of src/ a folder may import from, besides itself. Dependencies run one way:
 * ui -> state -> room -> {peer, signaling, crypto} -> protocol. Only main files see everything.
 */
const mayImport = {
  protocol: [],
  platform: [],
  i18n: [],
  sw: ["platform"],
  crypto: ["protocol", "platform"],
  signaling: ["protocol", "platform"],
  peer: ["protocol", "platform"],
  resources: ["protocol", "platform"],
  preferences: ["protocol", "platform"],
  room: ["peer", "signaling", "crypto", "resources", "protocol", "platform"],
  state: ["room", "peer", "signaling", "crypto", "resources", "preferences", "i18n", "protocol", "platform"],
  ui: ["state", "i18n", "protocol"],
};

const browserGlobals = [
  "window",
  "document",
  "navigator",
  "location",
  "history",
  "localStorage",
  "sessionStorage",
  "WebSocket",
  "RTCPeerConnection",
  "crypto",
  "fetch",
  "setTimeout",
  "setInterval",
  "clearTimeout",
  "clearInterval",
  "performance",
];

function layer(folder) {
  const banned = Object.keys(mayImport).filter(
    other => other !== folder && !mayImport[folder].includes(other),
  );
  const rules = {
    "no-restricted-imports": [
      "error",
      {
        patterns: [
          { regex: `^(\\.\\./)+(${banned.join("|")})(/|$)`, message: `src/${folder} must not depend on it` },
        ],
      },
    ],
  };
  if (folder !== "platform" && folder !== "ui" && folder !== "sw") {
    rules["no-restricted-globals"] = [
      "error",
      ...browserGlobals.map(name => ({ name, message: "browser APIs come in through src/platform" })),
    ];
    rules["no-restricted-properties"] = [
      "error",
      { object: "Math", property: "random", message: "randomness is passed in" },
      { object: "Date", property: "now", message: "the clock is passed in" },
    ];
  }
  return { files: [`src/${folder}/**/*.{ts,tsx}`], rules };
}

export default tseslint.config(
  { ignores: ["dist/", "node_modules/"] },
  js.configs.recommended,
  {
    files: ["**/*.{ts,tsx}"],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: fileURLToPath(new URL(".", import.meta.url)) },
    },
    plugins: { "react-hooks": hooks },
    rules: {
      "react-hooks/rules-of-hooks": "error",
      "react-hooks/exhaustive-deps": "error",
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/no-confusing-void-expression": [
        "error",
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/switch-exhaustiveness-check": [
        "error",
        { considerDefaultExhaustiveForUnions: true },
      ],
      "@typescript-eslint/no-invalid-void-type": "off",
      eqeqeq: "error",
      "max-lines": ["error", 300],
      complexity: ["error", { max: 12, variant: "modified" }],
    },
  },
  {
    files: ["src/**/*.ts"],
    rules: { "max-lines-per-function": ["error", { max: 40, skipComments: true, skipBlankLines: true }] },
  },
  {
    files: ["tests/**/*.ts"],
    rules: {
      // node:test returns promises that the runner itself waits for.
      "@typescript-eslint/no-floating-promises": "off",
      "@typescript-eslint/no-non-null-assertion": "off",
    },
  },
  {
    files: ["scripts/**/*.mjs", "eslint.config.js"],
    languageOptions: { globals: { console: "readonly", process: "readonly", URL: "readonly" } },
  },
  ...Object.keys(mayImport).map(layer),
);
