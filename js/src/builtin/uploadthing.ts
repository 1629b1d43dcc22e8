// Generated from schemes/uploadthing/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";

/**
 * UploadThing: https://docs.uploadthing.com/uploading-files
 *
 * The secret: The apiKey in your UPLOADTHING_TOKEN (UploadThing dashboard > API Keys), which is base64 of JSON.
 */
export const uploadthing = /* @__PURE__ */ builtIn<"uploadthing">({"id":"uploadthing","name":"UploadThing","docs":"https://docs.uploadthing.com/uploading-files","signature":{"header":"x-uploadthing-signature","moreHeaders":[],"syntax":{"prefixed":"hmac-sha256="},"encoding":"hex"},"signedContent":"{body}","event":{"header":"uploadthing-hook"}}, "\u0000\fhmac-sha256=\u0000\u0000\u0000\u0000\u0000\u0000\u0001\u0000\u0000\u0001\u0000\u0000\u0000\u0001\u0001\u0000", ["x-uploadthing-signature"], false);
