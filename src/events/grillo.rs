//! Grillo. <https://docs.grillo.io/api/webhooks>

use alloc::string::String;

use serde::{Deserialize, Serialize};

use super::Extra;

super::events! {
    /// An event of Grillo, identified by `type`:
    ///
    /// - `event.detected`: an earthquake was detected.
    /// - `event.updated`: the parameters of an earthquake were revised.
    /// - `sensor.offline`: a sensor has gone offline.
    /// - `sensor.online`: a sensor is online again.
    pub enum GrilloEvent told apart by "type" {
        /// An earthquake was detected.
        EventDetected(GrilloEnvelope<GrilloEventDetected>) = "event.detected",
        /// The parameters of an earthquake were revised.
        EventUpdated(GrilloEnvelope<GrilloEventUpdated>) = "event.updated",
        /// A sensor has gone offline.
        SensorOffline(GrilloEnvelope<GrilloSensorOffline>) = "sensor.offline",
        /// A sensor is online again.
        SensorOnline(GrilloEnvelope<GrilloSensorOnline>) = "sensor.online",
    }
}

/// The fields of every event of Grillo. Each kind of event has its own data.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct GrilloEnvelope<D> {
    /// The time at which Grillo detected the event: RFC 3339 in UTC, `2024-01-15T14:32:50Z`.
    pub timestamp: String,
    /// The data of the event.
    pub data: D,
    /// The undocumented fields.
    #[serde(flatten)]
    pub extra: Extra,
}

/// The data of `event.detected`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct GrilloEventDetected {
    /// The id of the earthquake, the same in its updates: `evt_abc123`.
    pub event_id: String,
    /// The time of the earthquake: RFC 3339 in UTC, `2024-01-15T14:32:41.500Z`.
    pub origin_time: String,
    /// The epicentre's latitude in degrees, north positive: `37.7749`.
    pub latitude: f64,
    /// The epicentre's longitude in degrees, east positive: `-122.4194`.
    pub longitude: f64,
    /// The depth in kilometres: `8.5`.
    pub depth_km: f64,
    /// The magnitude, on the scale that `magnitude_type` names: `4.2`.
    pub magnitude: f64,
    /// The scale of the magnitude: `ML`, the local one. Optional, because a first estimate may be sent before the scale
    /// is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub magnitude_type: Option<String>,
    /// The place, for people: `5 km NE of San Francisco, CA`. Optional, because a place at sea may have no name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub location_description: Option<String>,
    /// The network that detected it: `net_xyz789`.
    pub network_id: String,
    /// The undocumented fields.
    #[serde(flatten)]
    pub extra: Extra,
}

/// The data of `event.updated`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct GrilloEventUpdated {
    /// The id of the earthquake: `evt_abc123`.
    pub event_id: String,
    /// The revised parameters.
    pub changes: GrilloChanges,
    /// The undocumented fields.
    #[serde(flatten)]
    pub extra: Extra,
}

/// The revised parameters of an update: one member for every parameter with a new value.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct GrilloChanges {
    /// The magnitude. Optional, because an update may revise only other parameters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub magnitude: Option<GrilloChange>,
    /// The other parameters. None of them is documented.
    #[serde(flatten)]
    pub extra: Extra,
}

/// The two values of a revised parameter.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct GrilloChange {
    /// The old value: `4.2`.
    pub old: f64,
    /// The new value: `4.4`.
    pub new: f64,
    /// The undocumented fields.
    #[serde(flatten)]
    pub extra: Extra,
}

/// The data of `sensor.offline`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct GrilloSensorOffline {
    /// The id of the sensor: `sen_abc123`.
    pub sensor_id: String,
    /// The station of the sensor: `GRIL01`.
    pub station_code: String,
    /// The time of the last contact: RFC 3339 in UTC, `2024-01-15T14:30:00Z`. Optional, because the sensor may never
    /// have been in contact.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_seen: Option<String>,
    /// The network of the sensor: `net_xyz789`.
    pub network_id: String,
    /// The undocumented fields.
    #[serde(flatten)]
    pub extra: Extra,
}

/// The data of `sensor.online`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct GrilloSensorOnline {
    /// The id of the sensor: `sen_abc123`.
    pub sensor_id: String,
    /// The station of the sensor: `GRIL01`.
    pub station_code: String,
    /// The time that the sensor was offline, in whole seconds: `3600`.
    pub offline_duration_seconds: u64,
    /// The network of the sensor: `net_xyz789`.
    pub network_id: String,
    /// The undocumented fields.
    #[serde(flatten)]
    pub extra: Extra,
}
