// Generated from schemes/supabase/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";

/**
 * Supabase (auth hooks): https://supabase.com/docs/guides/auth/auth-hooks
 *
 * The secret: Supabase dashboard > Authentication > Hooks > your hook > Secret.
 */
export const supabase = /* @__PURE__ */ builtIn<"supabase">({"id":"supabase","name":"Supabase (auth hooks)","docs":"https://supabase.com/docs/guides/auth/auth-hooks","signature":{"header":"webhook-signature","moreHeaders":[],"syntax":{"list":{"separator":" ","tag":"v1,","prefix":null,"optionalSpace":false}},"encoding":"base64"},"secretEncoding":"whsec","secretPrefix":"v1,","timestamp":{"header":"webhook-timestamp","unit":"s"},"signedContent":"{webhook-id}.{timestamp}.{body}","deliveryId":{"header":"webhook-id"},"ack":{"status":200,"contentType":"application/json","body":"{}","exact":false}}, "\u0002\u0000\u0001 \u0003v1,\u0000\u0000\u0001\u0000\u0001\u0003\u0003v1,\u0001\u0001\u0000\u0000\u0000\u0000\u0005\u0003\u0000\u0001.\u0002\u0000\u0001.\u0001\u0000", ["webhook-signature","webhook-timestamp","webhook-id"], true);
