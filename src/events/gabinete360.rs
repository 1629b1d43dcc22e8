//! Gabinete360 (Argos). <https://gabinete360.ia.br/docs/webhooks>

use alloc::string::String;

use serde::{Deserialize, Serialize};

use super::Extra;

super::events! {
    /// An event of Gabinete360, told apart by `eventType`:
    ///
    /// - `price_change`: a price on a page under watch is another one.
    pub enum Gabinete360Event told apart by "eventType" {
        /// A price on a page under watch is another one.
        PriceChange(Gabinete360PriceChange) = "price_change",
    }
}

/// The event `price_change`.
///
/// Every field is required: all of them say what was found and where.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Gabinete360PriceChange {
    /// Identifies the event: `c0ffee…`.
    pub id: String,
    /// How much it matters: `high`. The other values are not documented.
    pub severity: String,
    /// One line for people: `Price changed on Acme pricing page`.
    pub title: String,
    /// What changed, for people: `Pro plan went from $49 to $59 / month.`
    pub summary: String,
    /// The page under watch: `https://example.com/pricing`.
    pub source_url: String,
    /// Fields that are not documented.
    #[serde(flatten)]
    pub extra: Extra,
}
