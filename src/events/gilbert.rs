//! Gilbert. <https://gilbert.solveholding.com/docs/webhooks>

use alloc::string::String;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::Extra;

super::events! {
    /// An event of Gilbert, told apart by `event`:
    ///
    /// - `dossier.created`: a new prospect's file, as a rule after a visitor's first message.
    /// - `dossier.qualified`: Gilbert has recorded a proposal: a quote, an appointment, a qualification.
    /// - `github.sync_completed`: a pull request was opened or updated by a synchronisation.
    /// - `chat.first_message`: the first message of a new visitor.
    ///
    /// Only the `data` of `dossier.qualified` is documented.
    pub enum GilbertEvent told apart by "event" {
        /// A new prospect's file, as a rule after a visitor's first message.
        DossierCreated(GilbertEnvelope<Map<String, Value>>) = "dossier.created",
        /// Gilbert has recorded a proposal: a quote, an appointment, a qualification.
        DossierQualified(GilbertEnvelope<GilbertDossierQualified>) = "dossier.qualified",
        /// A pull request was opened or updated by a synchronisation.
        GithubSyncCompleted(GilbertEnvelope<Map<String, Value>>) = "github.sync_completed",
        /// The first message of a new visitor.
        ChatFirstMessage(GilbertEnvelope<Map<String, Value>>) = "chat.first_message",
    }
}

/// What every event of Gilbert carries, around data of its own.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct GilbertEnvelope<D> {
    /// Identifies the event, the same on every retry: `evt_01HV9R2X8M0BR7Y4ZK5C9TKN6F`.
    pub event_id: String,
    /// When it happened, not when it was sent: RFC 3339 in UTC, `2026-05-07T14:32:18.000Z`.
    pub timestamp: String,
    /// The account that it happened in: `votre-tenant`.
    pub tenant: String,
    /// The product that it is about: `solve-learn`. Optional: an account need not have several.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub product_context: Option<String>,
    /// What happened.
    pub data: D,
    /// Fields that are not documented.
    #[serde(flatten)]
    pub extra: Extra,
}

/// The data of `dossier.qualified`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct GilbertDossierQualified {
    /// Identifies the prospect's file, a UUID.
    pub dossier_id: String,
    /// The proposal.
    pub qualification: GilbertQualification,
    /// Fields that are not documented.
    #[serde(flatten)]
    pub extra: Extra,
}

/// A proposal that Gilbert has recorded.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct GilbertQualification {
    /// What kind of proposal: `rdv` is an appointment. The other values are not documented.
    #[serde(rename = "type")]
    pub kind: String,
    /// One line for people: `RDV démo le 12 mai à 14h`.
    pub summary: String,
    /// An object that depends on the kind; its content is not documented. Optional: a kind may have none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub metadata: Option<Map<String, Value>>,
    /// Fields that are not documented.
    #[serde(flatten)]
    pub extra: Extra,
}
