// The payloads and the secrets of the providers. The payloads contain characters that serializers write in different ways:
// characters outside ASCII and outside the basic plane, slashes, and the special characters of HTML.

/** The time at the sender, and at a receiver with a correct clock: 2024-02-27T20:00:00Z. */
export const NOW = 1_709_064_000;

export const SECRETS = {
  gilbert: "whsec_solve_9b1deb4d3b7d4bad9bdd2b0d7b3dcb6d",
  gabinete360: "whsec_YXJnb3MgYXJnb3MgYXJnb3M=",
  inboundflow: "Fl0w-9c2e71b4aa5e4d0c8f13",
  grillo: "votre_secret_partagé",
  smarterbot: "sb_live_4f/9Q+7zT1mW8xKc2LrV",
  "standard-webhooks": "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
  forge: "1f8b6a3cd0e94c7fb2a5",
  shop: "shpss_5a0d7c1e93b84f26",
  pay: "whsec_jc0mKgL7x2Hn5uQe8RtZ",
  chat: "8f742231b10e8888abcd99yyyzzz85a5",
  vault: "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff",
};

export const PAYLOADS = {
  gilbert: {
    event_id: "evt_01HV9R",
    event: "chat.first_message",
    timestamp: "2026-05-07T14:32:18.000Z",
    data: {
      visitor: "Zoë Müller",
      message: "Prix < 50 € & l'adresse + ok? 🙂",
      url: "https://app.example.com/chats/42?tab=a",
      score: 0.75,
      tags: ["vip", "new"],
      assigned: null,
      open: true,
    },
  },
  gabinete360: {
    id: "c0ffee",
    eventType: "price_change",
    severity: "high",
    title: "Preço: 49 → 59 €",
    link: "https://loja.example/p/1?a=1&b=2",
    change: { from: 49, to: 59.5, currency: "EUR" },
  },
  inboundflow: {
    event: "call.completed",
    delivery_id: "msg_2KWPBgLlAfxdpx2AI54pPJ85f4W",
    data: { caller_name: "Zoë", duration_seconds: 55, recording_url: "https://rec.example/a/b" },
  },
  grillo: { type: "sensor.online", data: { sensor_id: "sen_abc123", lieu: "Genève", seuil: 0.5 } },
  smarterbot: { Type: "Lead", FirstName: "Zoë", SessionID: 31305, Page: "https://shop.example/a?b=c" },
  "standard-webhooks": {
    type: "contact.created",
    timestamp: "2022-11-03T20:26:10.344522Z",
    data: { id: "1f81eb52", name: "Zoë <zoe@example.com>", site: "https://example.com/zoe" },
  },
  forge: { ref: "refs/heads/main", repository: { full_name: "octo/café", private: false }, commits: [] },
  shop: { id: 820982911946154500, total_price: "199.00", note: "L'été & <co>", tags: "vip,new" },
  pay: { id: "evt_1", type: "charge.succeeded", data: { amount: 2000, description: "Café + crème" } },
  chat: { type: "event_callback", event: { type: "message", text: "naïve <@U024> & co" } },
  vault: { id: 7, event: "secret.rotated", path: "kv/data/prod" },
};

/** A payload whose members are in alphabetical order, as a program with a sorted map writes them. */
export const SORTED = {
  amount: 59.5,
  currency: "EUR",
  customer: { email: "zoe@example.com", name: "Zoë" },
  id: "ord_81",
  link: "https://shop.example/o/81",
};

/** A payload in plain ASCII, for mistakes that do not depend on characters. */
export const PLAIN = { event_id: "evt_02", event: "chat.closed", data: { chat: 42, open: false } };
