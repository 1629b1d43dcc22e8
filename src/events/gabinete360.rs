//! Gabinete360 (Argos). <https://gabinete360.ia.br/docs/webhooks>

use alloc::string::String;

use serde::{Deserialize, Serialize};

use super::Extra;

super::events! {
    /// An event of Gabinete360, identified by `eventType`:
    ///
    /// - `price_change`: a price on a monitored page has changed.
    pub enum Gabinete360Event told apart by "eventType" {
        /// A price on a monitored page has changed.
        PriceChange(Gabinete360PriceChange) = "price_change",
    }
}

/// The event `price_change`.
///
/// Every field is required, because all fields state what was found and where.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Gabinete360PriceChange {
    /// The id of the event: `c0ffee…`.
    pub id: String,
    /// The importance of the change: `high`. The other values are not documented.
    pub severity: String,
    /// A title in one line, for people: `Price changed on Acme pricing page`.
    pub title: String,
    /// The change, for people: `Pro plan went from $49 to $59 / month.`
    pub summary: String,
    /// The monitored page: `https://example.com/pricing`.
    pub source_url: String,
    /// The undocumented fields.
    #[serde(flatten)]
    pub extra: Extra,
}
