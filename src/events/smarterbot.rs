//! chat.smarterbot.ai. <https://chat.smarterbot.ai/guides/developer/webhook/lead>

use alloc::string::String;

use serde::{Deserialize, Serialize};

use super::Extra;

super::events! {
    /// An event of chat.smarterbot.ai, identified by `Type`:
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

/// A lead or an appointment. Both have the same fields.
///
/// Every field is required. An unknown value is sent as an empty string, as in the example of the documentation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct SmarterbotRecord {
    /// The id of the chatbot: `59001dd73709417321c58b11693183a2`.
    pub serial_number: String,
    /// The first name of the visitor: `David`.
    pub first_name: String,
    /// The last name of the visitor: `Garcia`.
    pub last_name: String,
    /// The email address of the visitor: `test@qq.com`.
    pub email: String,
    /// The phone number of the visitor, in no fixed format.
    pub phone_number: String,
    /// The creation time of the record: RFC 3339 in UTC with microseconds, `2023-11-23T18:36:21.512302Z`.
    pub create_time: String,
    /// Remarks, or the subject of the appointment.
    pub content: String,
    /// The id of the conversation, an integer: `31305`.
    #[serde(rename = "SessionID")]
    pub session_id: i64,
    /// The page of the visitor: `www.google.com`. Despite the name of the field, it may have no scheme.
    #[serde(rename = "URI")]
    pub uri: String,
    /// The undocumented fields.
    #[serde(flatten)]
    pub extra: Extra,
}
