// Generated from schemes/; run `npm run generate`.

import type { WholeScheme } from "./scheme.js";

/** The defaults of the properties that a scheme's file omits. The other properties are empty texts. The order is that of a scheme. */
export const DEFAULTS: WholeScheme = {
  "id": "",
  "name": "",
  "docs": "",
  "signature": {
    "header": "",
    "moreHeaders": [],
    "syntax": "plain",
    "encoding": "hex"
  },
  "algorithm": "sha256",
  "secretEncoding": "utf8",
  "secretPrefix": null,
  "timestamp": null,
  "tolerance": 300,
  "signedContent": "",
  "bodyHash": null,
  "unsignedBody": false,
  "event": null,
  "deliveryId": null,
  "reserialized": false,
  "contentTypes": [
    "application/json"
  ],
  "headerPrefix": null,
  "challenge": null,
  "ack": {
    "status": 200,
    "contentType": "text/plain; charset=utf-8",
    "body": "ok",
    "exact": false
  },
  "waivers": []
};

/** The version of this package. Only this version can read the schemes that it has compiled. */
export const VERSION = "0.1.0";
