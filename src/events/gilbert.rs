//! Gilbert. <https://gilbert.solveholding.com/docs/webhooks>

use alloc::string::String;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::Extra;

super::events! {
    /// An event of Gilbert, identified by `event`:
    ///
    /// - `dossier.created`: a new prospect's file, usually after a visitor's first message.
    /// - `dossier.qualified`: Gilbert has recorded a proposal: a quote, an appointment, a qualification.
    /// - `github.sync_completed`: a pull request was opened or updated by a synchronisation.
    /// - `chat.first_message`: the first message of a new visitor.
    ///
    /// Only the `data` of `dossier.qualified` is documented.
    pub enum GilbertEvent told apart by "event" {
        /// A new prospect's file, usually after a visitor's first message.
        DossierCreated(GilbertEnvelope<Map<String, Value>>) = "dossier.created",
        /// Gilbert has recorded a proposal: a quote, an appointment, a qualification.
        DossierQualified(GilbertEnvelope<GilbertDossierQualified>) = "dossier.qualified",
        /// A pull request was opened or updated by a synchronisation.
        GithubSyncCompleted(GilbertEnvelope<Map<String, Value>>) = "github.sync_completed",
        /// The first message of a new visitor.
        ChatFirstMessage(GilbertEnvelope<Map<String, Value>>) = "chat.first_message",
    }
}

/// The fields of every event of Gilbert. Each kind of event has its own data.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct GilbertEnvelope<D> {
    /// The id of the event, the same on every retry: `evt_01HV9R2X8M0BR7Y4ZK5C9TKN6F`.
    pub event_id: String,
    /// The time of the event, not of the delivery: RFC 3339 in UTC, `2026-05-07T14:32:18.000Z`.
    pub timestamp: String,
    /// The account in which the event happened: `votre-tenant`.
    pub tenant: String,
    /// The product that the event is about: `solve-learn`. Optional, because an account may have only one product.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub product_context: Option<String>,
    /// The data of the event.
    pub data: D,
    /// The undocumented fields.
    #[serde(flatten)]
    pub extra: Extra,
}

/// The data of `dossier.qualified`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct GilbertDossierQualified {
    /// The id of the prospect's file, a UUID.
    pub dossier_id: String,
    /// The proposal.
    pub qualification: GilbertQualification,
    /// The undocumented fields.
    #[serde(flatten)]
    pub extra: Extra,
}

/// A proposal that Gilbert has recorded.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct GilbertQualification {
    /// The kind of proposal: `rdv` is an appointment. The other values are not documented.
    #[serde(rename = "type")]
    pub kind: String,
    /// A summary in one line, for people: `RDV démo le 12 mai à 14h`.
    pub summary: String,
    /// An object that depends on the kind. Its content is not documented. Optional, because a kind may have no
    /// metadata.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub metadata: Option<Map<String, Value>>,
    /// The undocumented fields.
    #[serde(flatten)]
    pub extra: Extra,
}
