// Generated from testdata/vectors/ by npm run generate. Changes made here are lost.

import type { SchemeId } from "./scheme.js";

/** An event as its provider documents it. */
export interface Example {
  /** The event's name, for providers whose events have one. */
  readonly event?: string;
  /** The body, as the provider sends it. */
  readonly body: string;
}

/** An event as it stands in the documents, and the path of the member of its body that is another in every delivery. */
export interface DocumentedExample extends Example {
  readonly identity?: readonly string[];
}

/** The documented events of every built-in scheme. */
export const EXAMPLES: Readonly<Record<SchemeId, readonly DocumentedExample[]>> = {
  "gilbert": [
    {
      "event": "dossier.qualified",
      "body": "{\"event\":\"dossier.qualified\",\"event_id\":\"evt_01HV9R2X8M0BR7Y4ZK5C9TKN6F\",\"timestamp\":\"2026-05-07T14:32:18.000Z\",\"tenant\":\"votre-tenant\",\"product_context\":\"solve-learn\",\"data\":{\"dossier_id\":\"uuid\",\"qualification\":{\"type\":\"rdv\",\"summary\":\"RDV démo le 12 mai à 14h\",\"metadata\":{}}}}",
      "identity": [
        "event_id"
      ]
    },
    {
      "event": "dossier.created",
      "body": "{\"event\":\"dossier.created\",\"event_id\":\"evt_01HV9R2X8M0BR7Y4ZK5C9TKN6G\",\"tenant\":\"votre-tenant\",\"data\":{}}",
      "identity": [
        "event_id"
      ]
    },
    {
      "event": "github.sync_completed",
      "body": "{\"event\":\"github.sync_completed\",\"event_id\":\"evt_01HV9R2X8M0BR7Y4ZK5C9TKN6G\",\"tenant\":\"votre-tenant\",\"data\":{}}",
      "identity": [
        "event_id"
      ]
    },
    {
      "event": "chat.first_message",
      "body": "{\"event\":\"chat.first_message\",\"event_id\":\"evt_01HV9R2X8M0BR7Y4ZK5C9TKN6G\",\"tenant\":\"votre-tenant\",\"data\":{}}",
      "identity": [
        "event_id"
      ]
    }
  ],
  "gabinete360": [
    {
      "event": "price_change",
      "body": "{\"id\":\"c0ffee…\",\"eventType\":\"price_change\",\"severity\":\"high\",\"title\":\"Price changed on Acme pricing page\",\"summary\":\"Pro plan went from $49 to $59 / month.\",\"sourceUrl\":\"https://example.com/pricing\"}",
      "identity": [
        "id"
      ]
    }
  ],
  "inboundflow": [
    {
      "event": "call.completed",
      "body": "{\"event\":\"call.completed\",\"timestamp\":\"2026-02-24T21:00:00.000Z\",\"organization_id\":\"uuid\",\"delivery_id\":\"unique-uuid\",\"data\":{\"call_id\":\"uuid\",\"caller_phone\":\"+1234567890\",\"caller_name\":\"Dave\",\"caller_email\":\"dave@example.com\",\"duration_seconds\":55,\"summary\":\"Called about auto repair appointment. Customer wants to bring in a 2019 Honda Civic for brake inspection.\",\"intent\":\"book appointment\",\"urgency\":\"medium\",\"recording_url\":\"https://...\",\"started_at\":\"2026-02-24T20:59:00Z\",\"ended_at\":\"2026-02-24T21:00:00Z\"}}",
      "identity": [
        "delivery_id"
      ]
    },
    {
      "event": "call.transferred",
      "body": "{\"event\":\"call.transferred\",\"timestamp\":\"2026-02-24T21:00:00.000Z\",\"organization_id\":\"uuid\",\"delivery_id\":\"unique-uuid\",\"data\":{\"call_id\":\"uuid\",\"caller_phone\":\"+1234567890\",\"caller_name\":\"Dave\",\"duration_seconds\":47,\"summary\":\"Caller requested to speak with manager about pricing.\",\"transferred_to_label\":\"Manager\",\"transferred_to_number\":\"+18154264329\",\"urgency\":\"medium\",\"reason\":\"Wants to discuss pricing for full body repair\"}}",
      "identity": [
        "delivery_id"
      ]
    },
    {
      "event": "appointment.booked",
      "body": "{\"event\":\"appointment.booked\",\"timestamp\":\"2026-02-24T21:00:00.000Z\",\"organization_id\":\"uuid\",\"delivery_id\":\"unique-uuid\",\"data\":{\"call_id\":\"uuid\",\"caller_phone\":\"+1234567890\",\"caller_name\":\"Sarah\",\"appointment_date\":\"2026-02-25\",\"appointment_time_start\":\"2026-02-25T11:00:00Z\",\"appointment_time_end\":\"2026-02-25T12:00:00Z\",\"service_type\":\"Auto Repair Appointment\",\"calendar_event_id\":\"google_event_id\",\"calendar_event_link\":\"https://calendar.google.com/...\"}}",
      "identity": [
        "delivery_id"
      ]
    },
    {
      "event": "lead.created",
      "body": "{\"event\":\"lead.created\",\"timestamp\":\"2026-02-24T21:00:00.000Z\",\"organization_id\":\"uuid\",\"delivery_id\":\"unique-uuid\",\"data\":{\"call_id\":\"uuid\",\"caller_phone\":\"+1234567890\",\"caller_name\":\"Dave\",\"caller_email\":\"dave@example.com\",\"intent\":\"pricing inquiry\",\"urgency\":\"high\",\"interest\":\"auto body work\",\"call_summary\":\"Called about getting a quote for front bumper repair on a 2019 Honda Civic.\"}}",
      "identity": [
        "delivery_id"
      ]
    }
  ],
  "grillo": [
    {
      "event": "event.detected",
      "body": "{\"type\":\"event.detected\",\"timestamp\":\"2024-01-15T14:32:50Z\",\"data\":{\"event_id\":\"evt_abc123\",\"origin_time\":\"2024-01-15T14:32:41.500Z\",\"latitude\":37.7749,\"longitude\":-122.4194,\"depth_km\":8.5,\"magnitude\":4.2,\"magnitude_type\":\"ML\",\"location_description\":\"5 km NE of San Francisco, CA\",\"network_id\":\"net_xyz789\"}}",
      "identity": [
        "data",
        "event_id"
      ]
    },
    {
      "event": "event.updated",
      "body": "{\"type\":\"event.updated\",\"timestamp\":\"2024-01-15T14:35:00Z\",\"data\":{\"event_id\":\"evt_abc123\",\"changes\":{\"magnitude\":{\"old\":4.2,\"new\":4.4}}}}",
      "identity": [
        "data",
        "event_id"
      ]
    },
    {
      "event": "sensor.offline",
      "body": "{\"type\":\"sensor.offline\",\"timestamp\":\"2024-01-15T14:32:50Z\",\"data\":{\"sensor_id\":\"sen_abc123\",\"station_code\":\"GRIL01\",\"last_seen\":\"2024-01-15T14:30:00Z\",\"network_id\":\"net_xyz789\"}}",
      "identity": [
        "data",
        "sensor_id"
      ]
    },
    {
      "event": "sensor.online",
      "body": "{\"type\":\"sensor.online\",\"timestamp\":\"2024-01-15T14:32:50Z\",\"data\":{\"sensor_id\":\"sen_abc123\",\"station_code\":\"GRIL01\",\"offline_duration_seconds\":3600,\"network_id\":\"net_xyz789\"}}",
      "identity": [
        "data",
        "sensor_id"
      ]
    }
  ],
  "smarterbot": [
    {
      "event": "Lead",
      "body": "{\"SerialNumber\":\"59001dd73709417321c58b11693183a2\",\"Type\":\"Lead\",\"FirstName\":\"David\",\"LastName\":\"Garcia\",\"Email\":\"test@qq.com\",\"PhoneNumber\":\"\",\"CreateTime\":\"2023-11-23T18:36:21.512302Z\",\"Content\":\"test\",\"SessionID\":31305,\"URI\":\"www.google.com\"}",
      "identity": [
        "SessionID"
      ]
    },
    {
      "event": "Appointment",
      "body": "{\"SerialNumber\":\"59001dd73709417321c58b11693183a2\",\"Type\":\"Appointment\",\"FirstName\":\"David\",\"LastName\":\"Garcia\",\"Email\":\"test@qq.com\",\"PhoneNumber\":\"\",\"CreateTime\":\"2023-11-23T18:36:21.512302Z\",\"Content\":\"2023-11-24 10:00\",\"SessionID\":31305,\"URI\":\"www.google.com\"}",
      "identity": [
        "SessionID"
      ]
    }
  ],
  "standard-webhooks": [
    {
      "event": "contact.created",
      "body": "{\"type\":\"contact.created\",\"timestamp\":\"2022-11-03T20:26:10.344522Z\",\"data\":{\"id\":\"1f81eb52\"}}"
    },
    {
      "body": "{\"test\": 2432232314}"
    }
  ]
};
