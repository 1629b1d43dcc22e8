// Generated from src/events/inboundflow.rs; run `npm run generate`.

import type { UnknownEvent } from "./unknown.js";

/**
 * An event of InboundFlow, told apart by `event`:
 *
 * - `call.completed`: a call has ended.
 * - `call.transferred`: the assistant has passed a call on to a person.
 * - `appointment.booked`: the assistant has booked an appointment during a call.
 * - `lead.created`: a call has brought a new prospect.
 */
export type InboundFlowEvent =
  | { "event": "call.completed" } & InboundFlowEnvelope<InboundFlowCallCompleted>
  | { "event": "call.transferred" } & InboundFlowEnvelope<InboundFlowCallTransferred>
  | { "event": "appointment.booked" } & InboundFlowEnvelope<InboundFlowAppointmentBooked>
  | { "event": "lead.created" } & InboundFlowEnvelope<InboundFlowLeadCreated>
  | UnknownEvent<"event">;

/**
 * What every event of InboundFlow carries, around data of its own.
 */
export type InboundFlowEnvelope<D> = {
  /**
   * The time of the event: RFC 3339 in UTC, `2026-02-24T21:00:00.000Z`.
   */
  timestamp: string,
  /**
   * The account that it happened in, a UUID.
   */
  organization_id: string,
  /**
   * Identifies the delivery, the same on every retry. Unlike the header of that name it is covered by the signature.
   */
  delivery_id: string,
  /**
   * What happened.
   */
  data: D,
};

/**
 * The data of `call.completed`.
 *
 * The document speaks of a transcript too, but shows no field for it.
 */
export type InboundFlowCallCompleted = {
  /**
   * Identifies the call, a UUID.
   */
  call_id: string,
  /**
   * The caller's number, E.164: `+1234567890`. Optional: a caller may withhold it.
   */
  caller_phone?: string | null,
  /**
   * The caller's name: `Dave`. Optional: the caller may not give it.
   */
  caller_name?: string | null,
  /**
   * The caller's address: `dave@example.com`. Optional: the caller may not give it.
   */
  caller_email?: string | null,
  /**
   * How long the call lasted, in whole seconds: `55`.
   */
  duration_seconds: number,
  /**
   * What was said, for people. Optional: the caller may have said nothing.
   */
  summary?: string | null,
  /**
   * What the caller wanted: `book appointment`. Optional, like the summary.
   */
  intent?: string | null,
  /**
   * How soon an answer is wanted: `medium`, `high`. The other values are not documented. Optional, like the summary.
   */
  urgency?: string | null,
  /**
   * Where the recording can be heard, a URL. Optional: recording is a setting.
   */
  recording_url?: string | null,
  /**
   * When the call began: RFC 3339 in UTC, `2026-02-24T20:59:00Z`.
   */
  started_at: string,
  /**
   * When the call ended: RFC 3339 in UTC, `2026-02-24T21:00:00Z`.
   */
  ended_at: string,
};

/**
 * The data of `call.transferred`.
 */
export type InboundFlowCallTransferred = {
  /**
   * Identifies the call, a UUID.
   */
  call_id: string,
  /**
   * The caller's number, E.164: `+1234567890`. Optional: a caller may withhold it.
   */
  caller_phone?: string | null,
  /**
   * The caller's name: `Dave`. Optional: the caller may not give it.
   */
  caller_name?: string | null,
  /**
   * How long the call had lasted by then, in whole seconds: `47`.
   */
  duration_seconds: number,
  /**
   * What was said, for people. Optional: the caller may have said nothing.
   */
  summary?: string | null,
  /**
   * The name of the destination: `Manager`. Optional: a destination is set up with a number, and need not have a name.
   */
  transferred_to_label?: string | null,
  /**
   * The number of the destination, E.164: `+18154264329`.
   */
  transferred_to_number: string,
  /**
   * How soon an answer is wanted: `medium`, `high`. The other values are not documented. Optional, like the summary.
   */
  urgency?: string | null,
  /**
   * Why the caller was passed on: `Wants to discuss pricing for full body repair`. Optional, like the summary.
   */
  reason?: string | null,
};

/**
 * The data of `appointment.booked`.
 */
export type InboundFlowAppointmentBooked = {
  /**
   * Identifies the call, a UUID.
   */
  call_id: string,
  /**
   * The caller's number, E.164: `+1234567890`. Optional: a caller may withhold it.
   */
  caller_phone?: string | null,
  /**
   * The caller's name: `Sarah`. Optional: the caller may not give it.
   */
  caller_name?: string | null,
  /**
   * The day, `2026-02-25`. In which time zone is not documented.
   */
  appointment_date: string,
  /**
   * When it begins: RFC 3339 in UTC, `2026-02-25T11:00:00Z`.
   */
  appointment_time_start: string,
  /**
   * When it ends: RFC 3339 in UTC, `2026-02-25T12:00:00Z`.
   */
  appointment_time_end: string,
  /**
   * What it is for: `Auto Repair Appointment`. Optional: the caller may not say.
   */
  service_type?: string | null,
  /**
   * Identifies the entry in the calendar that the account is connected to.
   */
  calendar_event_id: string,
  /**
   * The entry's page, `https://calendar.google.com/...`. Optional: not every calendar has one.
   */
  calendar_event_link?: string | null,
};

/**
 * The data of `lead.created`.
 */
export type InboundFlowLeadCreated = {
  /**
   * Identifies the call, a UUID.
   */
  call_id: string,
  /**
   * The caller's number, E.164: `+1234567890`. Optional: a caller may withhold it.
   */
  caller_phone?: string | null,
  /**
   * The caller's name: `Dave`. Optional: the caller may not give it.
   */
  caller_name?: string | null,
  /**
   * The caller's address: `dave@example.com`. Optional: the caller may not give it.
   */
  caller_email?: string | null,
  /**
   * What the caller wanted: `pricing inquiry`. Optional: the caller may not say.
   */
  intent?: string | null,
  /**
   * How soon an answer is wanted: `medium`, `high`. The other values are not documented. Optional, like the intent.
   */
  urgency?: string | null,
  /**
   * What the caller is interested in: `auto body work`. Optional, like the intent.
   */
  interest?: string | null,
  /**
   * What was said, for people. Optional, like the intent.
   */
  call_summary?: string | null,
};
