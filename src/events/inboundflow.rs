//! InboundFlow. <https://inboundflow.app/docs/webhooks>
//!
//! What an assistant heard on the telephone: whatever depends on what the caller said is optional.

use alloc::string::String;

use serde::{Deserialize, Serialize};

use super::Extra;

super::events! {
    /// An event of InboundFlow, told apart by `event`:
    ///
    /// - `call.completed`: a call has ended.
    /// - `call.transferred`: the assistant has passed a call on to a person.
    /// - `appointment.booked`: the assistant has booked an appointment during a call.
    /// - `lead.created`: a call has brought a new prospect.
    pub enum InboundFlowEvent told apart by "event" {
        /// A call has ended.
        CallCompleted(InboundFlowEnvelope<InboundFlowCallCompleted>) = "call.completed",
        /// The assistant has passed a call on to a person.
        CallTransferred(InboundFlowEnvelope<InboundFlowCallTransferred>) = "call.transferred",
        /// The assistant has booked an appointment during a call.
        AppointmentBooked(InboundFlowEnvelope<InboundFlowAppointmentBooked>) = "appointment.booked",
        /// A call has brought a new prospect.
        LeadCreated(InboundFlowEnvelope<InboundFlowLeadCreated>) = "lead.created",
    }
}

/// What every event of InboundFlow carries, around data of its own.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct InboundFlowEnvelope<D> {
    /// The time of the event: RFC 3339 in UTC, `2026-02-24T21:00:00.000Z`.
    pub timestamp: String,
    /// The account that it happened in, a UUID.
    pub organization_id: String,
    /// Identifies the delivery, the same on every retry. Unlike the header of that name it is covered by the signature.
    pub delivery_id: String,
    /// What happened.
    pub data: D,
    /// Fields that are not documented.
    #[serde(flatten)]
    pub extra: Extra,
}

/// The data of `call.completed`.
///
/// The document speaks of a transcript too, but shows no field for it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct InboundFlowCallCompleted {
    /// Identifies the call, a UUID.
    pub call_id: String,
    /// The caller's number, E.164: `+1234567890`. Optional: a caller may withhold it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub caller_phone: Option<String>,
    /// The caller's name: `Dave`. Optional: the caller may not give it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub caller_name: Option<String>,
    /// The caller's address: `dave@example.com`. Optional: the caller may not give it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub caller_email: Option<String>,
    /// How long the call lasted, in whole seconds: `55`.
    pub duration_seconds: u64,
    /// What was said, for people. Optional: the caller may have said nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub summary: Option<String>,
    /// What the caller wanted: `book appointment`. Optional, like the summary.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub intent: Option<String>,
    /// How soon an answer is wanted: `medium`, `high`. The other values are not documented. Optional, like the summary.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub urgency: Option<String>,
    /// Where the recording can be heard, a URL. Optional: recording is a setting.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recording_url: Option<String>,
    /// When the call began: RFC 3339 in UTC, `2026-02-24T20:59:00Z`.
    pub started_at: String,
    /// When the call ended: RFC 3339 in UTC, `2026-02-24T21:00:00Z`.
    pub ended_at: String,
    /// Fields that are not documented.
    #[serde(flatten)]
    pub extra: Extra,
}

/// The data of `call.transferred`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct InboundFlowCallTransferred {
    /// Identifies the call, a UUID.
    pub call_id: String,
    /// The caller's number, E.164: `+1234567890`. Optional: a caller may withhold it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub caller_phone: Option<String>,
    /// The caller's name: `Dave`. Optional: the caller may not give it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub caller_name: Option<String>,
    /// How long the call had lasted by then, in whole seconds: `47`.
    pub duration_seconds: u64,
    /// What was said, for people. Optional: the caller may have said nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub summary: Option<String>,
    /// The name of the destination: `Manager`. Optional: a destination is set up with a number, and need not have a name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub transferred_to_label: Option<String>,
    /// The number of the destination, E.164: `+18154264329`.
    pub transferred_to_number: String,
    /// How soon an answer is wanted: `medium`, `high`. The other values are not documented. Optional, like the summary.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub urgency: Option<String>,
    /// Why the caller was passed on: `Wants to discuss pricing for full body repair`. Optional, like the summary.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Fields that are not documented.
    #[serde(flatten)]
    pub extra: Extra,
}

/// The data of `appointment.booked`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct InboundFlowAppointmentBooked {
    /// Identifies the call, a UUID.
    pub call_id: String,
    /// The caller's number, E.164: `+1234567890`. Optional: a caller may withhold it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub caller_phone: Option<String>,
    /// The caller's name: `Sarah`. Optional: the caller may not give it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub caller_name: Option<String>,
    /// The day, `2026-02-25`. In which time zone is not documented.
    pub appointment_date: String,
    /// When it begins: RFC 3339 in UTC, `2026-02-25T11:00:00Z`.
    pub appointment_time_start: String,
    /// When it ends: RFC 3339 in UTC, `2026-02-25T12:00:00Z`.
    pub appointment_time_end: String,
    /// What it is for: `Auto Repair Appointment`. Optional: the caller may not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub service_type: Option<String>,
    /// Identifies the entry in the calendar that the account is connected to.
    pub calendar_event_id: String,
    /// The entry's page, `https://calendar.google.com/...`. Optional: not every calendar has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub calendar_event_link: Option<String>,
    /// Fields that are not documented.
    #[serde(flatten)]
    pub extra: Extra,
}

/// The data of `lead.created`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct InboundFlowLeadCreated {
    /// Identifies the call, a UUID.
    pub call_id: String,
    /// The caller's number, E.164: `+1234567890`. Optional: a caller may withhold it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub caller_phone: Option<String>,
    /// The caller's name: `Dave`. Optional: the caller may not give it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub caller_name: Option<String>,
    /// The caller's address: `dave@example.com`. Optional: the caller may not give it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub caller_email: Option<String>,
    /// What the caller wanted: `pricing inquiry`. Optional: the caller may not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub intent: Option<String>,
    /// How soon an answer is wanted: `medium`, `high`. The other values are not documented. Optional, like the intent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub urgency: Option<String>,
    /// What the caller is interested in: `auto body work`. Optional, like the intent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub interest: Option<String>,
    /// What was said, for people. Optional, like the intent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub call_summary: Option<String>,
    /// Fields that are not documented.
    #[serde(flatten)]
    pub extra: Extra,
}
