//! Grillo. <https://docs.grillo.io/api/webhooks>

use alloc::string::String;

use serde::{Deserialize, Serialize};

use super::Extra;

super::events! {
    /// An event of Grillo, told apart by `type`:
    ///
    /// - `event.detected`: an earthquake was detected.
    /// - `event.updated`: the parameters of an earthquake were revised.
    /// - `sensor.offline`: a sensor has gone offline.
    /// - `sensor.online`: a sensor has come back.
    pub enum GrilloEvent told apart by "type" {
        /// An earthquake was detected.
        EventDetected(GrilloEnvelope<GrilloEventDetected>) = "event.detected",
        /// The parameters of an earthquake were revised.
        EventUpdated(GrilloEnvelope<GrilloEventUpdated>) = "event.updated",
        /// A sensor has gone offline.
        SensorOffline(GrilloEnvelope<GrilloSensorOffline>) = "sensor.offline",
        /// A sensor has come back.
        SensorOnline(GrilloEnvelope<GrilloSensorOnline>) = "sensor.online",
    }
}

/// What every event of Grillo carries, around data of its own.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct GrilloEnvelope<D> {
    /// When Grillo noticed it: RFC 3339 in UTC, `2024-01-15T14:32:50Z`.
    pub timestamp: String,
    /// What happened.
    pub data: D,
    /// Fields that are not documented.
    #[serde(flatten)]
    pub extra: Extra,
}

/// The data of `event.detected`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct GrilloEventDetected {
    /// Identifies the earthquake, the same in its updates: `evt_abc123`.
    pub event_id: String,
    /// When the earth moved: RFC 3339 in UTC, `2024-01-15T14:32:41.500Z`.
    pub origin_time: String,
    /// The epicentre's latitude in degrees, north positive: `37.7749`.
    pub latitude: f64,
    /// The epicentre's longitude in degrees, east positive: `-122.4194`.
    pub longitude: f64,
    /// The depth in kilometres: `8.5`.
    pub depth_km: f64,
    /// The magnitude, on the scale that `magnitude_type` names: `4.2`.
    pub magnitude: f64,
    /// The magnitude's scale: `ML`, the local one. Optional: a first estimate may come before it is settled.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub magnitude_type: Option<String>,
    /// The place, for people: `5 km NE of San Francisco, CA`. Optional: at sea there may be nothing to name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub location_description: Option<String>,
    /// The network that detected it: `net_xyz789`.
    pub network_id: String,
    /// Fields that are not documented.
    #[serde(flatten)]
    pub extra: Extra,
}

/// The data of `event.updated`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct GrilloEventUpdated {
    /// Identifies the earthquake: `evt_abc123`.
    pub event_id: String,
    /// What was revised.
    pub changes: GrilloChanges,
    /// Fields that are not documented.
    #[serde(flatten)]
    pub extra: Extra,
}

/// What an update revised: one member for every parameter that has another value now.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct GrilloChanges {
    /// The magnitude. Optional: an update may revise other parameters only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub magnitude: Option<GrilloChange>,
    /// The other parameters, none of which is documented.
    #[serde(flatten)]
    pub extra: Extra,
}

/// The two values of a revised parameter.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct GrilloChange {
    /// What it was: `4.2`.
    pub old: f64,
    /// What it is now: `4.4`.
    pub new: f64,
    /// Fields that are not documented.
    #[serde(flatten)]
    pub extra: Extra,
}

/// The data of `sensor.offline`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct GrilloSensorOffline {
    /// Identifies the sensor: `sen_abc123`.
    pub sensor_id: String,
    /// The station that it stands in: `GRIL01`.
    pub station_code: String,
    /// When it was last heard of: RFC 3339 in UTC, `2024-01-15T14:30:00Z`. Optional: it may never have been.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_seen: Option<String>,
    /// The network that it belongs to: `net_xyz789`.
    pub network_id: String,
    /// Fields that are not documented.
    #[serde(flatten)]
    pub extra: Extra,
}

/// The data of `sensor.online`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct GrilloSensorOnline {
    /// Identifies the sensor: `sen_abc123`.
    pub sensor_id: String,
    /// The station that it stands in: `GRIL01`.
    pub station_code: String,
    /// How long it was offline, in whole seconds: `3600`.
    pub offline_duration_seconds: u64,
    /// The network that it belongs to: `net_xyz789`.
    pub network_id: String,
    /// Fields that are not documented.
    #[serde(flatten)]
    pub extra: Extra,
}
