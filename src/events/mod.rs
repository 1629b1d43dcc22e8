//! The payloads of the built-in providers, as types.
//!
//! Every event and every field that a provider documents is here, one enum a provider, told apart by the event's name. It
//! is no part of verifying: a body is parsed after its signature was found good, never before.
//!
//! ```
//! use hookward::events::GilbertEvent;
//!
//! let body = r#"{
//!     "event": "dossier.qualified",
//!     "event_id": "evt_01HV9R2X8M0BR7Y4ZK5C9TKN6F",
//!     "timestamp": "2026-05-07T14:32:18.000Z",
//!     "tenant": "votre-tenant",
//!     "product_context": "solve-learn",
//!     "data": {
//!         "dossier_id": "uuid",
//!         "qualification": { "type": "rdv", "summary": "RDV démo le 12 mai à 14h", "metadata": {} }
//!     }
//! }"#;
//! match serde_json::from_str(body)? {
//!     GilbertEvent::DossierQualified(event) => assert_eq!(event.data.qualification.kind, "rdv"),
//!     other => panic!("an event named {:?}", other.name()),
//! }
//! # Ok::<(), serde_json::Error>(())
//! ```
//!
//! # What always parses
//! Any JSON at all. A provider adds events and changes them without asking, and a delivery that was signed must not be lost
//! for it:
//!
//! - An event of another name, a known one that no longer has its documented shape, and JSON that is no event are `Unknown`,
//!   which holds the whole of it. `name` still answers.
//! - A field that is not documented is kept in `extra`, at whatever depth it stands, and written out again.
//!
//! So `From<Value>` is there for every enum, and parsing only fails on bytes that are not JSON.
//!
//! # Which fields are optional
//! The documents show examples and promise little. A field that says which event this is, when it was and what it is about is
//! required: without it the event has another shape. A field is an `Option` when it depends on what a caller happened to say,
//! on a setting of the account, or on an estimate that may come later; its documentation says which. Absent and `null` both
//! read as `None`, which is written as absent.
//!
//! # Numbers
//! Those in `Unknown` and in `extra` are what [`serde_json::Number`] holds: 64-bit integers and doubles, or every digit if the
//! program turns on serde_json's `arbitrary_precision`. (With it on, an event that has an undocumented integer of more than 64
//! bits in it is `Unknown`: serde cannot hand such a number over to `extra`.) Measured quantities are `f64`, so a whole `8` is
//! written as `8.0`.

use serde::Deserialize;
use serde::de::value::MapDeserializer;
use serde_json::{Map, Value};

mod gabinete360;
mod gilbert;
mod grillo;
mod inboundflow;
mod smarterbot;

pub use gabinete360::{Gabinete360Event, Gabinete360PriceChange};
pub use gilbert::{GilbertDossierQualified, GilbertEnvelope, GilbertEvent, GilbertQualification};
pub use grillo::{
    GrilloChange, GrilloChanges, GrilloEnvelope, GrilloEvent, GrilloEventDetected, GrilloEventUpdated, GrilloSensorOffline,
    GrilloSensorOnline,
};
pub use inboundflow::{
    InboundFlowAppointmentBooked, InboundFlowCallCompleted, InboundFlowCallTransferred, InboundFlowEnvelope, InboundFlowEvent,
    InboundFlowLeadCreated,
};
pub use smarterbot::{SmarterbotEvent, SmarterbotRecord};

/// The enum of a provider's events, from one list of names.
///
/// Reading is written here and not derived, for three reasons. The name of each event stands once. An event that fails to
/// parse falls back on the very value it was read from. And serde's own tagged enums buffer their fields in a form that
/// cannot turn numbers into `f64` once any crate in the program turns on serde_json's `arbitrary_precision`.
macro_rules! events {
    (
        $(#[$about:meta])*
        pub enum $Event:ident told apart by $tag:literal {
            $( $(#[$about_variant:meta])* $Variant:ident($Payload:ty) = $name:literal, )+
        }
    ) => {
        #[derive(Clone, Debug, PartialEq, serde::Serialize)]
        #[serde(tag = $tag)]
        $(#[$about])*
        #[non_exhaustive]
        pub enum $Event {
            $(
                $(#[$about_variant])*
                #[serde(rename = $name)]
                $Variant($Payload),
            )+
            /// An event that this version does not know, or not in this shape: the whole payload.
            #[serde(untagged)]
            Unknown(serde_json::Value),
        }

        impl $Event {
            /// The member of the payload that holds the event's name.
            pub const TAG: &str = $tag;

            /// The name of every event that has a variant of its own, in the order of the provider's document.
            pub const NAMES: &[&str] = &[$($name),+];

            /// Returns the event's name, as the provider writes it. Empty if an unknown payload has none.
            pub fn name(&self) -> &str {
                match self {
                    $( Self::$Variant(_) => $name, )+
                    Self::Unknown(payload) => super::name_in(payload, Self::TAG),
                }
            }
        }

        /// Never fails: whatever is not a known event in its known shape is `Unknown`.
        impl From<serde_json::Value> for $Event {
            fn from(payload: serde_json::Value) -> Self {
                let known = match super::name_in(&payload, Self::TAG) {
                    $( $name => super::known(&payload, Self::TAG).map(Self::$Variant), )+
                    _ => None,
                };
                known.unwrap_or(Self::Unknown(payload))
            }
        }

        impl<'de> serde::Deserialize<'de> for $Event {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                serde_json::Value::deserialize(deserializer).map(Self::from)
            }
        }
    };
}
use events;

/// The event's name in a payload, or nothing.
fn name_in<'v>(payload: &'v Value, tag: &str) -> &'v str {
    payload.get(tag).and_then(Value::as_str).unwrap_or_default()
}

/// The payload of a known event, if it has the shape of one. The name is left out: it is what the variant stands for, and
/// would else be taken for a field that is not documented.
fn known<'v, T: Deserialize<'v>>(payload: &'v Value, tag: &str) -> Option<T> {
    let fields = payload.as_object()?.iter().filter(|(field, _)| *field != tag);
    let fields = fields.map(|(field, value)| (field.as_str(), value));
    T::deserialize(MapDeserializer::<_, serde_json::Error>::new(fields)).ok()
}

/// The fields that a provider sends and does not document.
type Extra = Map<alloc::string::String, Value>;
