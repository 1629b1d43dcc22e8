// Type tests of the events: `tsc --noEmit -p js/test-d`. The code is never run. A line after `@ts-expect-error` must not compile, and
// tsc fails if it does. `exactly` does not compile unless the two types are the same.

import type {
  Events,
  Gabinete360Event,
  GilbertDossierQualified,
  GilbertEvent,
  GrilloEvent,
  InboundFlowEvent,
  SmarterbotEvent,
  UnknownEvent,
  UnknownEventName,
} from "../src/events/index.js";

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

/** Asserts that `A` and `B` are the same type. If they differ, a call requires an argument of type `never`, and does not compile. */
declare function exactly<A, B>(...differ: Same<A, B> extends true ? [] : [differ: never]): void;

// The assertion fails for a wider type, a narrower type, an optional member and `any`.
// @ts-expect-error
exactly<string, string | undefined>();
// @ts-expect-error
exactly<{ a: 1 }, { a: number }>();
// @ts-expect-error
exactly<{ a?: string }, { a: string | undefined }>();
// @ts-expect-error
// biome-ignore lint/suspicious/noExplicitAny: this line tests that `any` differs from other types
exactly<string, any>();

export function gilbert(event: GilbertEvent): string {
  // The type of `data` is unknown before the event is narrowed. An unknown event may not have `data`.
  exactly<typeof event.data, unknown>();

  switch (event.event) {
    case "dossier.qualified":
      exactly<typeof event.event, "dossier.qualified">();
      exactly<typeof event.data, GilbertDossierQualified>();
      exactly<typeof event.data.qualification.type, string>();
      exactly<typeof event.data.qualification.metadata, Record<string, unknown> | null | undefined>();
      exactly<typeof event.product_context, string | null | undefined>();
      // @ts-expect-error: a field that does not exist
      event.data.qualification.kind;
      // @ts-expect-error: a misspelled field
      event.data.dosier_id;
      // @ts-expect-error: a misspelled field of the envelope
      event.tennant;
      return event.data.qualification.summary;
    case "dossier.created":
    case "github.sync_completed":
    case "chat.first_message":
      exactly<typeof event.data, Record<string, unknown>>();
      exactly<typeof event.event_id, string>();
      return event.event_id;
    // @ts-expect-error: a misspelled name
    case "dossier.qualifed":
      return "";
    default: {
      exactly<typeof event, UnknownEvent<"event">>();
      exactly<typeof event.event, UnknownEventName | undefined>();
      exactly<typeof event.data, unknown>();
      // An event that is newer than these types, as described in unknown.ts.
      const name: string | undefined = event.event;
      return name === "dossier.archived" ? String(event["archived_by"]) : "";
    }
  }
}

// `if` and an early return narrow like `switch`.
export function withoutSwitch(event: GilbertEvent): void {
  if (event.event === "dossier.qualified") {
    exactly<typeof event.data, GilbertDossierQualified>();
  }
  if (event.event !== "dossier.qualified") return;
  exactly<typeof event.data, GilbertDossierQualified>();
}

// The name of an unknown event is marked, because the union would not narrow with a plain string.
export function unmarked(
  event: Exclude<GilbertEvent, UnknownEvent<"event">> | { event?: string; [field: string]: unknown },
): void {
  if (event.event === "dossier.qualified") {
    exactly<typeof event.data, unknown>();
  }
}

export function gabinete360(event: Gabinete360Event): void {
  if (event.eventType === "price_change") {
    exactly<typeof event.id | typeof event.severity | typeof event.title, string>();
    exactly<typeof event.summary | typeof event.sourceUrl, string>();
    // @ts-expect-error: the name of the field in Rust
    event.source_url;
  } else {
    exactly<typeof event, UnknownEvent<"eventType">>();
  }
}

export function inboundflow(event: InboundFlowEvent): void {
  switch (event.event) {
    case "call.completed":
      exactly<typeof event.organization_id | typeof event.delivery_id | typeof event.timestamp, string>();
      exactly<typeof event.data.duration_seconds, number>();
      exactly<typeof event.data.caller_email, string | null | undefined>();
      exactly<typeof event.data.started_at | typeof event.data.ended_at, string>();
      // @ts-expect-error: belongs to call.transferred
      event.data.transferred_to_number;
      break;
    case "call.transferred":
      exactly<typeof event.data.transferred_to_number, string>();
      exactly<typeof event.data.transferred_to_label, string | null | undefined>();
      // @ts-expect-error: belongs to call.completed
      event.data.recording_url;
      break;
    case "appointment.booked":
      exactly<typeof event.data.appointment_date | typeof event.data.calendar_event_id, string>();
      exactly<typeof event.data.appointment_time_start | typeof event.data.appointment_time_end, string>();
      exactly<typeof event.data.calendar_event_link, string | null | undefined>();
      break;
    case "lead.created":
      exactly<typeof event.data.interest | typeof event.data.call_summary, string | null | undefined>();
      // @ts-expect-error: the name here is call_summary
      event.data.summary;
      break;
    default:
      exactly<typeof event, UnknownEvent<"event">>();
  }
}

export function grillo(event: GrilloEvent): void {
  switch (event.type) {
    case "event.detected":
      exactly<typeof event.data.latitude | typeof event.data.longitude | typeof event.data.depth_km, number>();
      exactly<typeof event.data.magnitude, number>();
      exactly<typeof event.data.magnitude_type, string | null | undefined>();
      break;
    case "event.updated":
      exactly<NonNullable<typeof event.data.changes.magnitude>["new"], number>();
      // @ts-expect-error: an update may change something else
      event.data.changes.magnitude.new;
      break;
    case "sensor.offline":
      exactly<typeof event.data.last_seen, string | null | undefined>();
      break;
    case "sensor.online":
      exactly<typeof event.data.offline_duration_seconds, number>();
      // @ts-expect-error: belongs to sensor.offline
      event.data.last_seen;
      break;
    default:
      exactly<typeof event, UnknownEvent<"type">>();
  }
}

export function smarterbot(event: SmarterbotEvent): void {
  switch (event.Type) {
    case "Lead":
    case "Appointment":
      exactly<typeof event.Type, "Lead" | "Appointment">();
      exactly<typeof event.SessionID, number>();
      exactly<typeof event.SerialNumber | typeof event.URI, string>();
      // @ts-expect-error: the provider writes its fields in upper case
      event.sessionID;
      break;
    default:
      exactly<typeof event, UnknownEvent<"Type">>();
  }
}

// A provider has a union of events if its documentation lists them.
exactly<Events["gilbert"], GilbertEvent>();
exactly<Events["gabinete360"], Gabinete360Event>();
exactly<Events["inboundflow"], InboundFlowEvent>();
exactly<Events["grillo"], GrilloEvent>();
exactly<Events["smarterbot"], SmarterbotEvent>();
exactly<Events["standard-webhooks"], Record<string, unknown>>();
