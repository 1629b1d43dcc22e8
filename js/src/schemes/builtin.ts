// Generated from src/schemes.rs; run `npm run generate`.

import type { CompiledScheme, SchemeId } from "./scheme.js";

/** Every built-in scheme, by its id. */
export const builtin: Readonly<Record<SchemeId, CompiledScheme>> = {
  "gilbert": {
    scheme: {"id":"gilbert","name":"Gilbert","docs":"https://gilbert.solveholding.com/docs/webhooks","signature":{"header":"x-gilbert-signature","moreHeaders":[],"syntax":"plain","encoding":"hex"},"algorithm":"sha256","secretEncoding":"utf8","secretPrefix":null,"timestamp":null,"tolerance":300,"signedContent":"{body}","bodyHash":null,"event":{"body":"event"},"deliveryId":{"body":"event_id"},"reserialized":false,"contentTypes":["application/json"],"headerPrefix":"x-gilbert-","ack":{"status":200,"contentType":"text/plain; charset=utf-8","body":"ok","exact":false},"waivers":[]},
    bytes: "\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0001\u0000\u0000\u0001\u0000\u0000\u0000\u0001\u0001",
    headers: ["x-gilbert-signature"],
    deliveryIdSigned: true,
  },
  "gabinete360": {
    scheme: {"id":"gabinete360","name":"Gabinete360","docs":"https://gabinete360.ia.br/docs/webhooks","signature":{"header":"x-argos-signature","moreHeaders":[],"syntax":"plain","encoding":"hex"},"algorithm":"sha256","secretEncoding":"utf8","secretPrefix":null,"timestamp":null,"tolerance":300,"signedContent":"{body}","bodyHash":null,"event":{"body":"eventType"},"deliveryId":{"body":"id"},"reserialized":false,"contentTypes":["application/json"],"headerPrefix":"x-argos-","ack":{"status":200,"contentType":"text/plain; charset=utf-8","body":"ok","exact":false},"waivers":[]},
    bytes: "\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0001\u0000\u0000\u0001\u0000\u0000\u0000\u0001\u0001",
    headers: ["x-argos-signature"],
    deliveryIdSigned: true,
  },
  "inboundflow": {
    scheme: {"id":"inboundflow","name":"InboundFlow","docs":"https://inboundflow.app/docs/webhooks","signature":{"header":"x-inboundflow-signature","moreHeaders":[],"syntax":{"prefixed":"sha256="},"encoding":"hex"},"algorithm":"sha256","secretEncoding":"utf8","secretPrefix":null,"timestamp":{"header":"x-inboundflow-timestamp","unit":"s"},"tolerance":300,"signedContent":"{timestamp}.{body}","bodyHash":null,"event":{"header":"x-inboundflow-event"},"deliveryId":{"header":"x-inboundflow-delivery-id"},"reserialized":true,"contentTypes":["application/json"],"headerPrefix":"x-inboundflow-","ack":{"status":200,"contentType":"text/plain; charset=utf-8","body":"ok","exact":false},"waivers":[]},
    bytes: "\u0000\u0007sha256=\u0000\u0000\u0000\u0000\u0000\u0000\u0001\u0000\u0000\u0001\u0001\u0000\u0000\u0001\u0000\u0003\u0002\u0000\u0001.\u0001",
    headers: ["x-inboundflow-signature","x-inboundflow-timestamp"],
    deliveryIdSigned: false,
  },
  "grillo": {
    scheme: {"id":"grillo","name":"Grillo","docs":"https://docs.grillo.io/api/webhooks","signature":{"header":"x-grillo-signature","moreHeaders":[],"syntax":{"prefixed":"sha256="},"encoding":"hex"},"algorithm":"sha256","secretEncoding":"utf8","secretPrefix":null,"timestamp":null,"tolerance":300,"signedContent":"{body}","bodyHash":null,"event":{"header":"x-grillo-event"},"deliveryId":{"header":"x-grillo-delivery"},"reserialized":true,"contentTypes":["application/json"],"headerPrefix":"x-grillo-","ack":{"status":200,"contentType":"text/plain; charset=utf-8","body":"ok","exact":false},"waivers":[]},
    bytes: "\u0000\u0007sha256=\u0000\u0000\u0000\u0000\u0000\u0000\u0001\u0000\u0000\u0001\u0000\u0001\u0000\u0001\u0001",
    headers: ["x-grillo-signature"],
    deliveryIdSigned: false,
  },
  "smarterbot": {
    scheme: {"id":"smarterbot","name":"chat.smarterbot.ai","docs":"https://chat.smarterbot.ai/guides/developer/webhook/lead","signature":{"header":"x-webhook-signature","moreHeaders":[],"syntax":{"fields":{"separator":",","key":"v1","optionalSpace":false,"groups":null}},"encoding":"hex"},"algorithm":"sha256","secretEncoding":"utf8","secretPrefix":null,"timestamp":{"field":"t","unit":"s"},"tolerance":300,"signedContent":"{timestamp}.{body}","bodyHash":null,"event":{"body":"Type"},"deliveryId":null,"reserialized":true,"contentTypes":["application/json"],"headerPrefix":null,"ack":{"status":200,"contentType":"application/json","body":"{\"status\":\"success\"}","exact":true},"waivers":[]},
    bytes: "\u0001\u0000\u0001,\u0002v1\u0000\u0000\u0000\u0000\u0001\u0000\u0000\u0001\u0001\u0000\u0001\u0001t\u0001\u0000\u0003\u0002\u0000\u0001.\u0001",
    headers: ["x-webhook-signature"],
    deliveryIdSigned: false,
  },
  "standard-webhooks": {
    scheme: {"id":"standard-webhooks","name":"Standard Webhooks","docs":"https://www.standardwebhooks.com","signature":{"header":"webhook-signature","moreHeaders":[],"syntax":{"list":{"separator":" ","tag":"v1,","prefix":null,"optionalSpace":false}},"encoding":"base64"},"algorithm":"sha256","secretEncoding":"whsec","secretPrefix":null,"timestamp":{"header":"webhook-timestamp","unit":"s"},"tolerance":300,"signedContent":"{webhook-id}.{timestamp}.{body}","bodyHash":null,"event":{"body":"type"},"deliveryId":{"header":"webhook-id"},"reserialized":false,"contentTypes":["application/json"],"headerPrefix":null,"ack":{"status":200,"contentType":"text/plain; charset=utf-8","body":"ok","exact":false},"waivers":[]},
    bytes: "\u0002\u0000\u0001 \u0003v1,\u0000\u0000\u0001\u0000\u0001\u0003\u0000\u0001\u0001\u0000\u0000\u0000\u0000\u0005\u0003\u0000\u0001.\u0002\u0000\u0001.\u0001",
    headers: ["webhook-signature","webhook-timestamp","webhook-id"],
    deliveryIdSigned: true,
  },
};
