//! InboundFlow. <https://inboundflow.app/docs/webhooks>
//!
//! The events are about the telephone calls of an assistant. Every field that depends on the words of the caller is optional.

use alloc::string::String;

use serde::{Deserialize, Serialize};

use super::Extra;

super::events! {
    /// An event of InboundFlow, identified by `event`:
    ///
    /// - `call.completed`: a call has ended.
    /// - `call.transferred`: the assistant has transferred a call to a person.
    /// - `appointment.booked`: the assistant has booked an appointment during a call.
    /// - `lead.created`: a call has brought a new prospect.
    pub enum InboundFlowEvent told apart by "event" {
        /// A call has ended.
        CallCompleted(InboundFlowEnvelope<InboundFlowCallCompleted>) = "call.completed",
        /// The assistant has transferred a call to a person.
        CallTransferred(InboundFlowEnvelope<InboundFlowCallTransferred>) = "call.transferred",
        /// The assistant has booked an appointment during a call.
        AppointmentBooked(InboundFlowEnvelope<InboundFlowAppointmentBooked>) = "appointment.booked",
        /// A call has brought a new prospect.
        LeadCreated(InboundFlowEnvelope<InboundFlowLeadCreated>) = "lead.created",
    }
}

/// The fields of every event of InboundFlow. Each kind of event has its own data.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct InboundFlowEnvelope<D> {
    /// The time of the event: RFC 3339 in UTC, `2026-02-24T21:00:00.000Z`.
    pub timestamp: String,
    /// The account in which the event happened, a UUID.
    pub organization_id: String,
    /// The id of the delivery, the same on every retry. The signature covers it, but not the header of the same name.
    pub delivery_id: String,
    /// The data of the event.
    pub data: D,
    /// The undocumented fields.
    #[serde(flatten)]
    pub extra: Extra,
}

/// The data of `call.completed`.
///
/// The documentation mentions a transcript, but shows no field for it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct InboundFlowCallCompleted {
    /// The id of the call, a UUID.
    pub call_id: String,
    /// The phone number of the caller, E.164: `+1234567890`. Optional, because a caller may withhold it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub caller_phone: Option<String>,
    /// The name of the caller: `Dave`. Optional, because the caller may not state it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub caller_name: Option<String>,
    /// The email address of the caller: `dave@example.com`. Optional, because the caller may not state it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub caller_email: Option<String>,
    /// The duration of the call, in whole seconds: `55`.
    pub duration_seconds: u64,
    /// A summary of the call, for people. Optional, because the caller may have said nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub summary: Option<String>,
    /// The intent of the caller: `book appointment`. Optional, like the summary.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub intent: Option<String>,
    /// The urgency of an answer: `medium`, `high`. The other values are not documented. Optional, like the summary.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub urgency: Option<String>,
    /// The URL of the recording. Optional, because recording is a setting.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recording_url: Option<String>,
    /// The start of the call: RFC 3339 in UTC, `2026-02-24T20:59:00Z`.
    pub started_at: String,
    /// The end of the call: RFC 3339 in UTC, `2026-02-24T21:00:00Z`.
    pub ended_at: String,
    /// The undocumented fields.
    #[serde(flatten)]
    pub extra: Extra,
}

/// The data of `call.transferred`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct InboundFlowCallTransferred {
    /// The id of the call, a UUID.
    pub call_id: String,
    /// The phone number of the caller, E.164: `+1234567890`. Optional, because a caller may withhold it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub caller_phone: Option<String>,
    /// The name of the caller: `Dave`. Optional, because the caller may not state it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub caller_name: Option<String>,
    /// The duration of the call until the transfer, in whole seconds: `47`.
    pub duration_seconds: u64,
    /// A summary of the call, for people. Optional, because the caller may have said nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub summary: Option<String>,
    /// The name of the destination: `Manager`. Optional, because a destination requires only a number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub transferred_to_label: Option<String>,
    /// The phone number of the destination, E.164: `+18154264329`.
    pub transferred_to_number: String,
    /// The urgency of an answer: `medium`, `high`. The other values are not documented. Optional, like the summary.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub urgency: Option<String>,
    /// The reason for the transfer: `Wants to discuss pricing for full body repair`. Optional, like the summary.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// The undocumented fields.
    #[serde(flatten)]
    pub extra: Extra,
}

/// The data of `appointment.booked`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct InboundFlowAppointmentBooked {
    /// The id of the call, a UUID.
    pub call_id: String,
    /// The phone number of the caller, E.164: `+1234567890`. Optional, because a caller may withhold it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub caller_phone: Option<String>,
    /// The name of the caller: `Sarah`. Optional, because the caller may not state it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub caller_name: Option<String>,
    /// The day of the appointment, `2026-02-25`. The time zone is not documented.
    pub appointment_date: String,
    /// The start of the appointment: RFC 3339 in UTC, `2026-02-25T11:00:00Z`.
    pub appointment_time_start: String,
    /// The end of the appointment: RFC 3339 in UTC, `2026-02-25T12:00:00Z`.
    pub appointment_time_end: String,
    /// The purpose of the appointment: `Auto Repair Appointment`. Optional, because the caller may not state it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub service_type: Option<String>,
    /// The id of the entry in the calendar that is connected to the account.
    pub calendar_event_id: String,
    /// The page of the entry, `https://calendar.google.com/...`. Optional, because not every calendar has such a page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub calendar_event_link: Option<String>,
    /// The undocumented fields.
    #[serde(flatten)]
    pub extra: Extra,
}

/// The data of `lead.created`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct InboundFlowLeadCreated {
    /// The id of the call, a UUID.
    pub call_id: String,
    /// The phone number of the caller, E.164: `+1234567890`. Optional, because a caller may withhold it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub caller_phone: Option<String>,
    /// The name of the caller: `Dave`. Optional, because the caller may not state it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub caller_name: Option<String>,
    /// The email address of the caller: `dave@example.com`. Optional, because the caller may not state it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub caller_email: Option<String>,
    /// The intent of the caller: `pricing inquiry`. Optional, because the caller may not state it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub intent: Option<String>,
    /// The urgency of an answer: `medium`, `high`. The other values are not documented. Optional, like the intent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub urgency: Option<String>,
    /// The interest of the caller: `auto body work`. Optional, like the intent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub interest: Option<String>,
    /// A summary of the call, for people. Optional, like the intent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub call_summary: Option<String>,
    /// The undocumented fields.
    #[serde(flatten)]
    pub extra: Extra,
}
