//! The payloads in the documentation of the five providers, unchanged, and the parsing of undocumented payloads.

#![allow(clippy::panic, clippy::unwrap_used, clippy::float_cmp, reason = "a test stops at the first surprise")]

use std::fmt::Debug;

use hookward::events::{Gabinete360Event, GilbertEvent, GrilloEvent, InboundFlowEvent, SmarterbotEvent};
use hookward::{Scheme, Source, schemes};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

/// The documentation has `{ /* event-specific */ }` for `metadata`, which is not JSON. Here it is `{}`. Everything else is
/// unchanged.
const DOSSIER_QUALIFIED: &str = r#"{
"event": "dossier.qualified",
"event_id": "evt_01HV9R2X8M0BR7Y4ZK5C9TKN6F",
"timestamp": "2026-05-07T14:32:18.000Z",
"tenant": "votre-tenant",
"product_context": "solve-learn",
"data": {
"dossier_id": "uuid",
"qualification": {
"type": "rdv",
"summary": "RDV démo le 12 mai à 14h",
"metadata": {}
}
}
}"#;

const PRICE_CHANGE: &str = r#"{
"id": "c0ffee…",
"eventType": "price_change",
"severity": "high",
"title": "Price changed on Acme pricing page",
"summary": "Pro plan went from $49 to $59 / month.",
"sourceUrl": "https://example.com/pricing"
}"#;

const CALL_COMPLETED: &str = r#"{
  "event": "call.completed",
  "timestamp": "2026-02-24T21:00:00.000Z",
  "organization_id": "uuid",
  "delivery_id": "unique-uuid",
  "data": {
    "call_id": "uuid",
    "caller_phone": "+1234567890",
    "caller_name": "Dave",
    "caller_email": "dave@example.com",
    "duration_seconds": 55,
    "summary": "Called about auto repair appointment. Customer wants to bring in a 2019 Honda Civic for brake inspection.",
    "intent": "book appointment",
    "urgency": "medium",
    "recording_url": "https://...",
    "started_at": "2026-02-24T20:59:00Z",
    "ended_at": "2026-02-24T21:00:00Z"
  }
}"#;

const CALL_TRANSFERRED: &str = r#"{
  "event": "call.transferred",
  "timestamp": "2026-02-24T21:00:00.000Z",
  "organization_id": "uuid",
  "delivery_id": "unique-uuid",
  "data": {
    "call_id": "uuid",
    "caller_phone": "+1234567890",
    "caller_name": "Dave",
    "duration_seconds": 47,
    "summary": "Caller requested to speak with manager about pricing.",
    "transferred_to_label": "Manager",
    "transferred_to_number": "+18154264329",
    "urgency": "medium",
    "reason": "Wants to discuss pricing for full body repair"
  }
}"#;

const APPOINTMENT_BOOKED: &str = r#"{
  "event": "appointment.booked",
  "timestamp": "2026-02-24T21:00:00.000Z",
  "organization_id": "uuid",
  "delivery_id": "unique-uuid",
  "data": {
    "call_id": "uuid",
    "caller_phone": "+1234567890",
    "caller_name": "Sarah",
    "appointment_date": "2026-02-25",
    "appointment_time_start": "2026-02-25T11:00:00Z",
    "appointment_time_end": "2026-02-25T12:00:00Z",
    "service_type": "Auto Repair Appointment",
    "calendar_event_id": "google_event_id",
    "calendar_event_link": "https://calendar.google.com/..."
  }
}"#;

const LEAD_CREATED: &str = r#"{
  "event": "lead.created",
  "timestamp": "2026-02-24T21:00:00.000Z",
  "organization_id": "uuid",
  "delivery_id": "unique-uuid",
  "data": {
    "call_id": "uuid",
    "caller_phone": "+1234567890",
    "caller_name": "Dave",
    "caller_email": "dave@example.com",
    "intent": "pricing inquiry",
    "urgency": "high",
    "interest": "auto body work",
    "call_summary": "Called about getting a quote for front bumper repair on a 2019 Honda Civic."
  }
}"#;

const EVENT_DETECTED: &str = r#"{
  "type": "event.detected",
  "timestamp": "2024-01-15T14:32:50Z",
  "data": {
    "event_id": "evt_abc123",
    "origin_time": "2024-01-15T14:32:41.500Z",
    "latitude": 37.7749,
    "longitude": -122.4194,
    "depth_km": 8.5,
    "magnitude": 4.2,
    "magnitude_type": "ML",
    "location_description": "5 km NE of San Francisco, CA",
    "network_id": "net_xyz789"
  }
}"#;

const EVENT_UPDATED: &str = r#"{
  "type": "event.updated",
  "timestamp": "2024-01-15T14:35:00Z",
  "data": {
    "event_id": "evt_abc123",
    "changes": {
      "magnitude": {
        "old": 4.2,
        "new": 4.4
      }
    }
  }
}"#;

const SENSOR_OFFLINE: &str = r#"{
  "type": "sensor.offline",
  "timestamp": "2024-01-15T14:32:50Z",
  "data": {
    "sensor_id": "sen_abc123",
    "station_code": "GRIL01",
    "last_seen": "2024-01-15T14:30:00Z",
    "network_id": "net_xyz789"
  }
}"#;

const SENSOR_ONLINE: &str = r#"{
  "type": "sensor.online",
  "timestamp": "2024-01-15T14:32:50Z",
  "data": {
    "sensor_id": "sen_abc123",
    "station_code": "GRIL01",
    "offline_duration_seconds": 3600,
    "network_id": "net_xyz789"
  }
}"#;

/// The documentation's example, without its comments. There, it is on one line, with a comment before every field.
const LEAD: &str = r#"{ "SerialNumber": "59001dd73709417321c58b11693183a2", "Type": "Lead", "FirstName": "David", "LastName": "Garcia", "Email": "test@qq.com", "PhoneNumber": "", "CreateTime": "2023-11-23T18:36:21.512302Z", "Content": "test", "SessionID": 31305, "URI": "www.google.com"}"#;

/// The common interface of the five enums.
trait Event: DeserializeOwned + Serialize + From<Value> + PartialEq + Debug {
    const TAG: &'static str;
    const NAMES: &'static [&'static str];
    fn name(&self) -> &str;
    fn unknown(&self) -> Option<&Value>;
}

macro_rules! event {
    ($($Event:ident),+) => { $(
        impl Event for $Event {
            const TAG: &'static str = $Event::TAG;
            const NAMES: &'static [&'static str] = $Event::NAMES;
            fn name(&self) -> &str {
                $Event::name(self)
            }
            fn unknown(&self) -> Option<&Value> {
                if let $Event::Unknown(payload) = self { Some(payload) } else { None }
            }
        }
    )+ };
}
event!(GilbertEvent, Gabinete360Event, InboundFlowEvent, GrilloEvent, SmarterbotEvent);

/// Parses a payload, and checks that writing it again returns equal JSON.
fn read<E: Event>(payload: &str) -> E {
    let event: E = serde_json::from_str(payload).unwrap();
    assert_eq!(serde_json::to_value(&event).unwrap(), value(payload));
    assert_eq!(serde_json::from_str::<E>(&serde_json::to_string(&event).unwrap()).unwrap(), event);
    event
}

/// Asserts that every documented field has its own member, so that none is among the additional fields.
fn nothing_in<const N: usize>(extras: [&Map<String, Value>; N]) {
    for extra in extras {
        assert_eq!(extra, &Map::new());
    }
}

fn value(payload: &str) -> Value {
    serde_json::from_str(payload).unwrap()
}

/// Returns the object that contains the member of a JSON pointer, and the member's name.
fn parent<'v, 'p>(payload: &'v mut Value, pointer: &'p str) -> (&'v mut Map<String, Value>, &'p str) {
    let (parent, member) = pointer.rsplit_once('/').unwrap();
    (payload.pointer_mut(parent).unwrap().as_object_mut().unwrap(), member)
}

fn with(mut payload: Value, pointer: &str, new: Value) -> Value {
    let (object, member) = parent(&mut payload, pointer);
    object.insert(member.to_owned(), new);
    payload
}

fn without(mut payload: Value, pointer: &str) -> Value {
    let (object, member) = parent(&mut payload, pointer);
    assert!(object.remove(member).is_some(), "{pointer}");
    payload
}

/// Returns the JSON pointer of every member, at every depth.
fn pointers(payload: &Value) -> Vec<String> {
    let members = payload.as_object().into_iter().flatten();
    members
        .flat_map(|(member, value)| {
            let deeper = pointers(value);
            [format!("/{member}")].into_iter().chain(deeper.into_iter().map(move |rest| format!("/{member}{rest}")))
        })
        .collect()
}

#[test]
fn gilbert() {
    let event: GilbertEvent = read(DOSSIER_QUALIFIED);
    assert_eq!(event.name(), "dossier.qualified");
    let GilbertEvent::DossierQualified(event) = event else { panic!("{event:?}") };
    assert_eq!(event.event_id, "evt_01HV9R2X8M0BR7Y4ZK5C9TKN6F");
    assert_eq!(event.timestamp, "2026-05-07T14:32:18.000Z");
    assert_eq!(event.tenant, "votre-tenant");
    assert_eq!(event.product_context.as_deref(), Some("solve-learn"));
    assert_eq!(event.data.dossier_id, "uuid");
    assert_eq!(event.data.qualification.kind, "rdv");
    assert_eq!(event.data.qualification.summary, "RDV démo le 12 mai à 14h");
    assert_eq!(event.data.qualification.metadata, Some(Map::new()));
    nothing_in([&event.extra, &event.data.extra, &event.data.qualification.extra]);
}

/// For these three events, the documentation states only the name and the occasion. Their data is any object.
#[test]
fn gilbert_events_without_documented_data() {
    let payload =
        |name: &str| with(with(value(DOSSIER_QUALIFIED), "/event", json!(name)), "/data", json!({ "any": [1, "thing"] }));
    for name in ["dossier.created", "github.sync_completed", "chat.first_message"] {
        let event: GilbertEvent = read(&payload(name).to_string());
        assert_eq!(event.name(), name);
        let (GilbertEvent::DossierCreated(event)
        | GilbertEvent::GithubSyncCompleted(event)
        | GilbertEvent::ChatFirstMessage(event)) = event
        else {
            panic!("{event:?}")
        };
        assert_eq!(event.tenant, "votre-tenant");
        assert_eq!(Value::Object(event.data), json!({ "any": [1, "thing"] }));
    }
    let not_an_object = with(payload("dossier.created"), "/data", json!("text"));
    assert_eq!(GilbertEvent::from(not_an_object.clone()), GilbertEvent::Unknown(not_an_object));
}

#[test]
fn gabinete360() {
    let event: Gabinete360Event = read(PRICE_CHANGE);
    assert_eq!(event.name(), "price_change");
    let Gabinete360Event::PriceChange(event) = event else { panic!("{event:?}") };
    assert_eq!(event.id, "c0ffee…");
    assert_eq!(event.severity, "high");
    assert_eq!(event.title, "Price changed on Acme pricing page");
    assert_eq!(event.summary, "Pro plan went from $49 to $59 / month.");
    assert_eq!(event.source_url, "https://example.com/pricing");
    nothing_in([&event.extra]);
}

#[test]
fn inboundflow_call_completed() {
    let event: InboundFlowEvent = read(CALL_COMPLETED);
    assert_eq!(event.name(), "call.completed");
    let InboundFlowEvent::CallCompleted(event) = event else { panic!("{event:?}") };
    assert_eq!(event.timestamp, "2026-02-24T21:00:00.000Z");
    assert_eq!(event.organization_id, "uuid");
    assert_eq!(event.delivery_id, "unique-uuid");
    let data = event.data;
    assert_eq!(data.call_id, "uuid");
    assert_eq!(data.caller_phone.as_deref(), Some("+1234567890"));
    assert_eq!(data.caller_name.as_deref(), Some("Dave"));
    assert_eq!(data.caller_email.as_deref(), Some("dave@example.com"));
    assert_eq!(data.duration_seconds, 55);
    assert_eq!(
        data.summary.as_deref(),
        Some("Called about auto repair appointment. Customer wants to bring in a 2019 Honda Civic for brake inspection.")
    );
    assert_eq!(data.intent.as_deref(), Some("book appointment"));
    assert_eq!(data.urgency.as_deref(), Some("medium"));
    assert_eq!(data.recording_url.as_deref(), Some("https://..."));
    assert_eq!(data.started_at, "2026-02-24T20:59:00Z");
    assert_eq!(data.ended_at, "2026-02-24T21:00:00Z");
    nothing_in([&event.extra, &data.extra]);
}

#[test]
fn inboundflow_call_transferred() {
    let event: InboundFlowEvent = read(CALL_TRANSFERRED);
    assert_eq!(event.name(), "call.transferred");
    let InboundFlowEvent::CallTransferred(event) = event else { panic!("{event:?}") };
    assert_eq!(event.delivery_id, "unique-uuid");
    let data = event.data;
    assert_eq!(data.call_id, "uuid");
    assert_eq!(data.caller_phone.as_deref(), Some("+1234567890"));
    assert_eq!(data.caller_name.as_deref(), Some("Dave"));
    assert_eq!(data.duration_seconds, 47);
    assert_eq!(data.summary.as_deref(), Some("Caller requested to speak with manager about pricing."));
    assert_eq!(data.transferred_to_label.as_deref(), Some("Manager"));
    assert_eq!(data.transferred_to_number, "+18154264329");
    assert_eq!(data.urgency.as_deref(), Some("medium"));
    assert_eq!(data.reason.as_deref(), Some("Wants to discuss pricing for full body repair"));
    nothing_in([&event.extra, &data.extra]);
}

#[test]
fn inboundflow_appointment_booked() {
    let event: InboundFlowEvent = read(APPOINTMENT_BOOKED);
    assert_eq!(event.name(), "appointment.booked");
    let InboundFlowEvent::AppointmentBooked(event) = event else { panic!("{event:?}") };
    assert_eq!(event.delivery_id, "unique-uuid");
    let data = event.data;
    assert_eq!(data.call_id, "uuid");
    assert_eq!(data.caller_phone.as_deref(), Some("+1234567890"));
    assert_eq!(data.caller_name.as_deref(), Some("Sarah"));
    assert_eq!(data.appointment_date, "2026-02-25");
    assert_eq!(data.appointment_time_start, "2026-02-25T11:00:00Z");
    assert_eq!(data.appointment_time_end, "2026-02-25T12:00:00Z");
    assert_eq!(data.service_type.as_deref(), Some("Auto Repair Appointment"));
    assert_eq!(data.calendar_event_id, "google_event_id");
    assert_eq!(data.calendar_event_link.as_deref(), Some("https://calendar.google.com/..."));
    nothing_in([&event.extra, &data.extra]);
}

#[test]
fn inboundflow_lead_created() {
    let event: InboundFlowEvent = read(LEAD_CREATED);
    assert_eq!(event.name(), "lead.created");
    let InboundFlowEvent::LeadCreated(event) = event else { panic!("{event:?}") };
    assert_eq!(event.delivery_id, "unique-uuid");
    let data = event.data;
    assert_eq!(data.call_id, "uuid");
    assert_eq!(data.caller_phone.as_deref(), Some("+1234567890"));
    assert_eq!(data.caller_name.as_deref(), Some("Dave"));
    assert_eq!(data.caller_email.as_deref(), Some("dave@example.com"));
    assert_eq!(data.intent.as_deref(), Some("pricing inquiry"));
    assert_eq!(data.urgency.as_deref(), Some("high"));
    assert_eq!(data.interest.as_deref(), Some("auto body work"));
    assert_eq!(data.call_summary.as_deref(), Some("Called about getting a quote for front bumper repair on a 2019 Honda Civic."));
    nothing_in([&event.extra, &data.extra]);
}

#[test]
fn grillo_earthquakes() {
    let event: GrilloEvent = read(EVENT_DETECTED);
    assert_eq!(event.name(), "event.detected");
    let GrilloEvent::EventDetected(event) = event else { panic!("{event:?}") };
    assert_eq!(event.timestamp, "2024-01-15T14:32:50Z");
    let data = event.data;
    assert_eq!(data.event_id, "evt_abc123");
    assert_eq!(data.origin_time, "2024-01-15T14:32:41.500Z");
    assert_eq!([data.latitude, data.longitude, data.depth_km, data.magnitude], [37.7749, -122.4194, 8.5, 4.2]);
    assert_eq!(data.magnitude_type.as_deref(), Some("ML"));
    assert_eq!(data.location_description.as_deref(), Some("5 km NE of San Francisco, CA"));
    assert_eq!(data.network_id, "net_xyz789");
    nothing_in([&event.extra, &data.extra]);

    let event: GrilloEvent = read(EVENT_UPDATED);
    assert_eq!(event.name(), "event.updated");
    let GrilloEvent::EventUpdated(event) = event else { panic!("{event:?}") };
    assert_eq!(event.timestamp, "2024-01-15T14:35:00Z");
    let data = event.data;
    assert_eq!(data.event_id, "evt_abc123");
    let magnitude = data.changes.magnitude.unwrap();
    assert_eq!([magnitude.old, magnitude.new], [4.2, 4.4]);
    nothing_in([&event.extra, &data.extra, &data.changes.extra, &magnitude.extra]);
}

#[test]
fn grillo_sensors() {
    let event: GrilloEvent = read(SENSOR_OFFLINE);
    assert_eq!(event.name(), "sensor.offline");
    let GrilloEvent::SensorOffline(event) = event else { panic!("{event:?}") };
    assert_eq!(event.timestamp, "2024-01-15T14:32:50Z");
    assert_eq!(event.data.sensor_id, "sen_abc123");
    assert_eq!(event.data.station_code, "GRIL01");
    assert_eq!(event.data.last_seen.as_deref(), Some("2024-01-15T14:30:00Z"));
    assert_eq!(event.data.network_id, "net_xyz789");
    nothing_in([&event.extra, &event.data.extra]);

    let event: GrilloEvent = read(SENSOR_ONLINE);
    assert_eq!(event.name(), "sensor.online");
    let GrilloEvent::SensorOnline(event) = event else { panic!("{event:?}") };
    assert_eq!(event.timestamp, "2024-01-15T14:32:50Z");
    assert_eq!(event.data.sensor_id, "sen_abc123");
    assert_eq!(event.data.station_code, "GRIL01");
    assert_eq!(event.data.offline_duration_seconds, 3600);
    assert_eq!(event.data.network_id, "net_xyz789");
    nothing_in([&event.extra, &event.data.extra]);
}

#[test]
fn smarterbot() {
    let appointment = with(value(LEAD), "/Type", json!("Appointment")).to_string();
    for (payload, name) in [(LEAD, "Lead"), (&appointment, "Appointment")] {
        let event: SmarterbotEvent = read(payload);
        assert_eq!(event.name(), name);
        let record = match event {
            SmarterbotEvent::Lead(record) if name == "Lead" => record,
            SmarterbotEvent::Appointment(record) if name == "Appointment" => record,
            other => panic!("{other:?}"),
        };
        assert_eq!(record.serial_number, "59001dd73709417321c58b11693183a2");
        assert_eq!(record.first_name, "David");
        assert_eq!(record.last_name, "Garcia");
        assert_eq!(record.email, "test@qq.com");
        assert_eq!(record.phone_number, "");
        assert_eq!(record.create_time, "2023-11-23T18:36:21.512302Z");
        assert_eq!(record.content, "test");
        assert_eq!(record.session_id, 31305);
        assert_eq!(record.uri, "www.google.com");
        nothing_in([&record.extra]);
    }
}

/// Removes every documented field in turn. Without an optional field, the payload is still the event. Without any other, it is
/// `Unknown`. Nothing is lost in either case.
fn optional<E: Event>(payload: &str) -> Vec<String> {
    let payload = value(payload);
    let optional = |pointer: &String| {
        let absent = without(payload.clone(), pointer);
        let event = E::from(absent.clone());
        assert_eq!(serde_json::to_value(&event).unwrap(), absent, "{pointer}");
        let null = with(payload.clone(), pointer, Value::Null);
        if event.unknown().is_none() {
            assert_eq!(E::from(null), event, "{pointer}");
            true
        } else {
            assert_eq!(event.unknown(), Some(&absent), "{pointer}");
            assert_eq!(E::from(null.clone()).unknown(), Some(&null), "{pointer}");
            false
        }
    };
    let mut pointers = pointers(&payload);
    assert!(pointers.contains(&format!("/{}", E::TAG)));
    pointers.retain(optional);
    pointers.sort();
    pointers
}

#[test]
fn optional_fields_are_exactly_these() {
    assert_eq!(optional::<GilbertEvent>(DOSSIER_QUALIFIED), ["/data/qualification/metadata", "/product_context"]);
    assert_eq!(optional::<Gabinete360Event>(PRICE_CHANGE), [""; 0]);
    assert_eq!(
        optional::<InboundFlowEvent>(CALL_COMPLETED),
        [
            "/data/caller_email",
            "/data/caller_name",
            "/data/caller_phone",
            "/data/intent",
            "/data/recording_url",
            "/data/summary",
            "/data/urgency",
        ]
    );
    assert_eq!(
        optional::<InboundFlowEvent>(CALL_TRANSFERRED),
        [
            "/data/caller_name",
            "/data/caller_phone",
            "/data/reason",
            "/data/summary",
            "/data/transferred_to_label",
            "/data/urgency",
        ]
    );
    assert_eq!(
        optional::<InboundFlowEvent>(APPOINTMENT_BOOKED),
        ["/data/calendar_event_link", "/data/caller_name", "/data/caller_phone", "/data/service_type"]
    );
    assert_eq!(
        optional::<InboundFlowEvent>(LEAD_CREATED),
        [
            "/data/call_summary",
            "/data/caller_email",
            "/data/caller_name",
            "/data/caller_phone",
            "/data/intent",
            "/data/interest",
            "/data/urgency",
        ]
    );
    assert_eq!(optional::<GrilloEvent>(EVENT_DETECTED), ["/data/location_description", "/data/magnitude_type"]);
    assert_eq!(optional::<GrilloEvent>(EVENT_UPDATED), ["/data/changes/magnitude"]);
    assert_eq!(optional::<GrilloEvent>(SENSOR_OFFLINE), ["/data/last_seen"]);
    assert_eq!(optional::<GrilloEvent>(SENSOR_ONLINE), [""; 0]);
    assert_eq!(optional::<SmarterbotEvent>(LEAD), [""; 0]);
}

/// Checks what a provider's enum does with undocumented payloads. Each is a change of a documented payload.
fn tolerates<E: Event>(payload: &str) {
    let known: E = read(payload);
    assert_eq!(known.unknown(), None);
    let payload = value(payload);
    let tag = format!("/{}", E::TAG);

    // Another event: the whole payload is kept, and its name.
    let later = with(payload.clone(), &tag, json!("invoice.paid"));
    let event: E = read(&later.to_string());
    assert_eq!((event.name(), event.unknown()), ("invoice.paid", Some(&later)));

    // A known event with another structure also keeps its name.
    for pointer in pointers(&payload).iter().filter(|pointer| **pointer != tag) {
        let changed = with(payload.clone(), pointer, json!([{ "not": "that" }]));
        let event: E = read(&changed.to_string());
        assert_eq!((event.name(), event.unknown()), (known.name(), Some(&changed)), "{pointer}");
    }

    // Additional fields in every object: it is still the event, and the fields are written again.
    let objects: Vec<String> = pointers(&payload).into_iter().filter(|at| payload.pointer(at).unwrap().is_object()).collect();
    let more = objects.iter().chain([&String::new()]).fold(payload, |payload, object| {
        let payload = with(payload, &format!("{object}/integer"), json!(u64::MAX));
        with(payload, &format!("{object}/nested"), json!({ "list": [i64::MIN, 0.1, null, "é\u{1f980}"] }))
    });
    let event: E = read(&more.to_string());
    assert_eq!((event.name(), event.unknown()), (known.name(), None));
    assert_ne!(event, known);

    // A name that is not a string or does not exist, and JSON that is not an object.
    for nameless in [with(more.clone(), &tag, json!(1)), without(more, &tag), json!([1, 2]), json!("text"), json!(null)] {
        let event: E = read(&nameless.to_string());
        assert_eq!((event.name(), event.unknown()), ("", Some(&nameless)));
    }

    // Only text that is not JSON is an error.
    assert!(serde_json::from_str::<E>("{").is_err());
}

#[test]
fn what_is_not_documented_still_parses() {
    tolerates::<GilbertEvent>(DOSSIER_QUALIFIED);
    tolerates::<Gabinete360Event>(PRICE_CHANGE);
    for payload in [CALL_COMPLETED, CALL_TRANSFERRED, APPOINTMENT_BOOKED, LEAD_CREATED] {
        tolerates::<InboundFlowEvent>(payload);
    }
    for payload in [EVENT_DETECTED, EVENT_UPDATED, SENSOR_OFFLINE, SENSOR_ONLINE] {
        tolerates::<GrilloEvent>(payload);
    }
    tolerates::<SmarterbotEvent>(LEAD);
}

/// A revision of a field other than the magnitude has no type, and is kept.
#[test]
fn other_changes_are_kept() {
    let payload = with(value(EVENT_UPDATED), "/data/changes", json!({ "depth_km": { "old": 8.5, "new": null } }));
    let event: GrilloEvent = read(&payload.to_string());
    let GrilloEvent::EventUpdated(event) = event else { panic!("{event:?}") };
    assert_eq!(event.data.changes.magnitude, None);
    assert_eq!(event.data.changes.extra.get("depth_km"), Some(&json!({ "old": 8.5, "new": null })));
}

/// An integer is also a measurement, although it is written again with a decimal point.
#[test]
fn whole_numbers_are_measurements() {
    let event = GrilloEvent::from(with(value(EVENT_DETECTED), "/data/depth_km", json!(8)));
    let GrilloEvent::EventDetected(event) = event else { panic!("{event:?}") };
    assert_eq!(event.data.depth_km, 8.0);
}

/// The names are those of the documentation. If the scheme reads the name from the body, it reads the same member.
#[test]
fn names_and_tags() {
    fn check<E: Event>(scheme: &Scheme, tag: &str, names: &[&str]) {
        assert_eq!((E::TAG, E::NAMES), (tag, names));
        if let Some(Source::Body(member)) = &scheme.event {
            assert_eq!(member, E::TAG);
        }
    }
    let gilbert = ["dossier.created", "dossier.qualified", "github.sync_completed", "chat.first_message"];
    check::<GilbertEvent>(&schemes::GILBERT, "event", &gilbert);
    check::<Gabinete360Event>(&schemes::GABINETE360, "eventType", &["price_change"]);
    let inboundflow = ["call.completed", "call.transferred", "appointment.booked", "lead.created"];
    check::<InboundFlowEvent>(&schemes::INBOUNDFLOW, "event", &inboundflow);
    let grillo = ["event.detected", "event.updated", "sensor.offline", "sensor.online"];
    check::<GrilloEvent>(&schemes::GRILLO, "type", &grillo);
    check::<SmarterbotEvent>(&schemes::SMARTERBOT, "Type", &["Lead", "Appointment"]);
}
