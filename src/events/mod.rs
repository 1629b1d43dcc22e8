//! The payloads of the built-in providers, as types.
//!
//! This module has every event and every field that a provider documents. Each provider has one enum, with a variant for each
//! event name. The types are not part of verification: parse a body only after its signature has been verified.
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
//! Every JSON text parses. A provider adds and changes events without notice, and this must not lose a signed delivery:
//!
//! - `Unknown` contains the whole payload of an event with a different name, of a known event that no longer has its documented
//!   shape, and of JSON that is not an event. `name` still returns the name.
//! - `extra` contains the undocumented fields, at every depth. They are also serialized.
//!
//! Therefore every enum implements `From<Value>`, and parsing fails only for bytes that are not JSON.
//!
//! # Which fields are optional
//! The documentation of providers shows examples and guarantees little. A field is required if it identifies the event, or states
//! its time or its subject. Without such a field, the event has a different shape. A field is an `Option` if it depends on what a
//! caller says, on a setting of the account, or on a later estimate. The documentation of the field states the reason. A missing
//! member and `null` are both parsed as `None`, and `None` is not serialized.
//!
//! # Numbers
//! Numbers in `Unknown` and in `extra` are [`serde_json::Number`]s: 64-bit integers and doubles, or every digit if the program
//! enables `arbitrary_precision` of serde_json. (If it is enabled, an event that has an undocumented integer of more than 64 bits
//! is `Unknown`, because serde cannot pass such a number to `extra`.) Measured quantities are `f64`, so a whole `8` is serialized
//! as `8.0`.

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

/// Declares the enum of a provider's events, from one list of names.
///
/// Deserialization is implemented here and not derived, for three reasons. Each event name is written only once. An event that
/// fails to parse becomes `Unknown` with the value that was parsed. The tagged enums of serde buffer their fields in a format
/// that cannot convert numbers to `f64` if any crate in the program enables `arbitrary_precision` of serde_json.
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
            /// An event that this version does not know, or not in this shape. It contains the whole payload.
            #[serde(untagged)]
            Unknown(serde_json::Value),
        }

        impl $Event {
            /// The member of the payload that contains the name of the event.
            pub const TAG: &str = $tag;

            /// The name of every event that has its own variant, in the order of the provider's documentation.
            pub const NAMES: &[&str] = &[$($name),+];

            /// Returns the name of the event, as the provider writes it. Returns an empty text if an unknown payload has no name.
            pub fn name(&self) -> &str {
                match self {
                    $( Self::$Variant(_) => $name, )+
                    Self::Unknown(payload) => super::name_in(payload, Self::TAG),
                }
            }
        }

        /// Converts every payload. A payload that is not a known event in its known shape becomes `Unknown`.
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

/// Returns the name of the event in a payload, or an empty text.
fn name_in<'v>(payload: &'v Value, tag: &str) -> &'v str {
    payload.get(tag).and_then(Value::as_str).unwrap_or_default()
}

/// Returns the payload of a known event, if it has the shape of this event. The payload does not include the name of the event,
/// which the variant represents. Otherwise, the name would be an undocumented field.
fn known<'v, T: Deserialize<'v>>(payload: &'v Value, tag: &str) -> Option<T> {
    let fields = payload.as_object()?.iter().filter(|(field, _)| *field != tag);
    let fields = fields.map(|(field, value)| (field.as_str(), value));
    T::deserialize(MapDeserializer::<_, serde_json::Error>::new(fields)).ok()
}

/// The undocumented fields that a provider sends.
type Extra = Map<alloc::string::String, Value>;
