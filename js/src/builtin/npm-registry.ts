// Generated from schemes/npm-registry/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";

/**
 * npm registry hooks: https://github.com/npm/registry/blob/master/docs/hooks/hooks-payload.md
 *
 * The secret: The secret that you gave to npm hook add.
 */
export const npmRegistry = /* @__PURE__ */ builtIn<"npm-registry">({"id":"npm-registry","name":"npm registry hooks","docs":"https://github.com/npm/registry/blob/master/docs/hooks/hooks-payload.md","signature":{"header":"x-npm-signature","moreHeaders":[],"syntax":{"prefixed":"sha256="},"encoding":"hex"},"signedContent":"{body}","event":{"body":"event"}}, "\u0000\u0007sha256=\u0000\u0000\u0000\u0000\u0000\u0000\u0001\u0000\u0000\u0001\u0000\u0000\u0000\u0001\u0001\u0000", ["x-npm-signature"], false);
