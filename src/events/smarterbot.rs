//! chat.smarterbot.ai. <https://chat.smarterbot.ai/guides/developer/webhook/lead>

use alloc::string::String;

use serde::{Deserialize, Serialize};

use super::Extra;

super::events! {
    /// An event of chat.smarterbot.ai, told apart by `Type`:
    ///
    /// - `Lead`: a visitor has left contact details.
    /// - `Appointment`: a visitor has made an appointment.
    pub enum SmarterbotEvent told apart by "Type" {
        /// A visitor has left contact details.
        Lead(SmarterbotRecord) = "Lead",
        /// A visitor has made an appointment.
        Appointment(SmarterbotRecord) = "Appointment",
    }
}

/// A lead or an appointment: both have the same fields.
///
/// Every field is required: one that is not known is sent as an empty string, as the document's own example does.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct SmarterbotRecord {
    /// Identifies the chatbot: `59001dd73709417321c58b11693183a2`.
    pub serial_number: String,
    /// The visitor's first name: `David`.
    pub first_name: String,
    /// The visitor's last name: `Garcia`.
    pub last_name: String,
    /// The visitor's address: `test@qq.com`.
    pub email: String,
    /// The visitor's number, in no fixed form.
    pub phone_number: String,
    /// When the record was made: RFC 3339 in UTC with microseconds, `2023-11-23T18:36:21.512302Z`.
    pub create_time: String,
    /// Remarks, or what the appointment is about.
    pub content: String,
    /// Identifies the conversation, an integer: `31305`.
    #[serde(rename = "SessionID")]
    pub session_id: i64,
    /// The page that the visitor was on: `www.google.com`. Despite its name it need not have a scheme.
    #[serde(rename = "URI")]
    pub uri: String,
    /// Fields that are not documented.
    #[serde(flatten)]
    pub extra: Extra,
}
