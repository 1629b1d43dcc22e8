// Generated from src/events/inboundflow.rs; run `npm run generate`.

import type { UnknownEvent } from "./unknown.js";

/**
 * An event of InboundFlow, identified by `event`:
 *
 * - `call.completed`: a call has ended.
 * - `call.transferred`: the assistant has transferred a call to a person.
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
 * The fields of every event of InboundFlow. Each kind of event has its own data.
 */
export type InboundFlowEnvelope<D> = {
  /**
   * The time of the event: RFC 3339 in UTC, `2026-02-24T21:00:00.000Z`.
   */
  timestamp: string,
  /**
   * The account in which the event happened, a UUID.
   */
  organization_id: string,
  /**
   * The id of the delivery, the same on every retry. The signature covers it, but not the header of the same name.
   */
  delivery_id: string,
  /**
   * The data of the event.
   */
  data: D,
};

/**
 * The data of `call.completed`.
 *
 * The documentation mentions a transcript, but shows no field for it.
 */
export type InboundFlowCallCompleted = {
  /**
   * The id of the call, a UUID.
   */
  call_id: string,
  /**
   * The phone number of the caller, E.164: `+1234567890`. Optional, because a caller may withhold it.
   */
  caller_phone?: string | null,
  /**
   * The name of the caller: `Dave`. Optional, because the caller may not state it.
   */
  caller_name?: string | null,
  /**
   * The email address of the caller: `dave@example.com`. Optional, because the caller may not state it.
   */
  caller_email?: string | null,
  /**
   * The duration of the call, in whole seconds: `55`.
   */
  duration_seconds: number,
  /**
   * A summary of the call, for people. Optional, because the caller may have said nothing.
   */
  summary?: string | null,
  /**
   * The intent of the caller: `book appointment`. Optional, like the summary.
   */
  intent?: string | null,
  /**
   * The urgency of an answer: `medium`, `high`. The other values are not documented. Optional, like the summary.
   */
  urgency?: string | null,
  /**
   * The URL of the recording. Optional, because recording is a setting.
   */
  recording_url?: string | null,
  /**
   * The start of the call: RFC 3339 in UTC, `2026-02-24T20:59:00Z`.
   */
  started_at: string,
  /**
   * The end of the call: RFC 3339 in UTC, `2026-02-24T21:00:00Z`.
   */
  ended_at: string,
};

/**
 * The data of `call.transferred`.
 */
export type InboundFlowCallTransferred = {
  /**
   * The id of the call, a UUID.
   */
  call_id: string,
  /**
   * The phone number of the caller, E.164: `+1234567890`. Optional, because a caller may withhold it.
   */
  caller_phone?: string | null,
  /**
   * The name of the caller: `Dave`. Optional, because the caller may not state it.
   */
  caller_name?: string | null,
  /**
   * The duration of the call until the transfer, in whole seconds: `47`.
   */
  duration_seconds: number,
  /**
   * A summary of the call, for people. Optional, because the caller may have said nothing.
   */
  summary?: string | null,
  /**
   * The name of the destination: `Manager`. Optional, because a destination requires only a number.
   */
  transferred_to_label?: string | null,
  /**
   * The phone number of the destination, E.164: `+18154264329`.
   */
  transferred_to_number: string,
  /**
   * The urgency of an answer: `medium`, `high`. The other values are not documented. Optional, like the summary.
   */
  urgency?: string | null,
  /**
   * The reason for the transfer: `Wants to discuss pricing for full body repair`. Optional, like the summary.
   */
  reason?: string | null,
};

/**
 * The data of `appointment.booked`.
 */
export type InboundFlowAppointmentBooked = {
  /**
   * The id of the call, a UUID.
   */
  call_id: string,
  /**
   * The phone number of the caller, E.164: `+1234567890`. Optional, because a caller may withhold it.
   */
  caller_phone?: string | null,
  /**
   * The name of the caller: `Sarah`. Optional, because the caller may not state it.
   */
  caller_name?: string | null,
  /**
   * The day of the appointment, `2026-02-25`. The time zone is not documented.
   */
  appointment_date: string,
  /**
   * The start of the appointment: RFC 3339 in UTC, `2026-02-25T11:00:00Z`.
   */
  appointment_time_start: string,
  /**
   * The end of the appointment: RFC 3339 in UTC, `2026-02-25T12:00:00Z`.
   */
  appointment_time_end: string,
  /**
   * The purpose of the appointment: `Auto Repair Appointment`. Optional, because the caller may not state it.
   */
  service_type?: string | null,
  /**
   * The id of the entry in the calendar that is connected to the account.
   */
  calendar_event_id: string,
  /**
   * The page of the entry, `https://calendar.google.com/...`. Optional, because not every calendar has such a page.
   */
  calendar_event_link?: string | null,
};

/**
 * The data of `lead.created`.
 */
export type InboundFlowLeadCreated = {
  /**
   * The id of the call, a UUID.
   */
  call_id: string,
  /**
   * The phone number of the caller, E.164: `+1234567890`. Optional, because a caller may withhold it.
   */
  caller_phone?: string | null,
  /**
   * The name of the caller: `Dave`. Optional, because the caller may not state it.
   */
  caller_name?: string | null,
  /**
   * The email address of the caller: `dave@example.com`. Optional, because the caller may not state it.
   */
  caller_email?: string | null,
  /**
   * The intent of the caller: `pricing inquiry`. Optional, because the caller may not state it.
   */
  intent?: string | null,
  /**
   * The urgency of an answer: `medium`, `high`. The other values are not documented. Optional, like the intent.
   */
  urgency?: string | null,
  /**
   * The interest of the caller: `auto body work`. Optional, like the intent.
   */
  interest?: string | null,
  /**
   * A summary of the call, for people. Optional, like the intent.
   */
  call_summary?: string | null,
};
