//! A step of a ledger in JavaScript (`step.js`), and the actions that JavaScript performs for it.

use hookward::UnixTime;
use hookward_gateway::{Attempt, is_refused};
use hookward_ledger::{
    About, Acceptance, AttemptId, Cell, Context, Effects, Event, Outcome, Record, RefusedRequest, Reply, Statement, Store, Value,
};
use js_sys::Array;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast as _, JsValue};
use worker::Env;

use crate::exchange::head_of;
use crate::names::{Names, with_gateway};
use crate::number::{length, limit_in_bytes, number, whole};

#[wasm_bindgen]
extern "C" {
    /// One event of a ledger, its storage, and the actions for it.
    #[wasm_bindgen(extends = Names)]
    pub type Step;

    /// Assigns a number to a statement.
    #[wasm_bindgen(method, js_name = nameStatement)]
    fn name_statement(this: &Step, number: u32, text: &str);

    #[wasm_bindgen(method, getter)]
    fn path(this: &Step) -> String;
    /// Returns a text of the event.
    #[wasm_bindgen(method)]
    fn text(this: &Step, name: &str) -> Option<String>;
    /// Returns a number of the event.
    #[wasm_bindgen(method)]
    fn number(this: &Step, name: &str) -> f64;
    /// Returns the length of the body to accept.
    #[wasm_bindgen(method)]
    fn length(this: &Step) -> f64;
    /// Returns the body of an alert.
    #[wasm_bindgen(method)]
    fn whole(this: &Step) -> Vec<u8>;
    /// Returns a part of the body to accept.
    #[wasm_bindgen(method)]
    fn part(this: &Step, start: f64, end: f64) -> JsValue;
    /// Runs a statement, and returns a list of lists.
    #[wasm_bindgen(method, catch)]
    fn run(this: &Step, statement: u32, values: &Array) -> Result<Array, JsValue>;
    /// Reads a stored body.
    #[wasm_bindgen(method, catch)]
    fn load(this: &Step, statement: u32, id: f64, parts: f64) -> Result<Vec<u8>, JsValue>;

    #[wasm_bindgen(method, js_name = setAlarm)]
    fn set_alarm(this: &Step, at: f64);
    #[wasm_bindgen(method, js_name = setReply)]
    fn set_reply(this: &Step, reply: &str, number: f64, text: Option<&str>);
    #[wasm_bindgen(method, js_name = toSend)]
    fn to_send(this: &Step, key: &str, origin: f64, number: f64, seq: f64, body: f64, parts: f64);
    #[wasm_bindgen(method, js_name = toAlert)]
    fn to_alert(this: &Step, kind: f64, origin: f64, count: f64, json: &str);
    #[wasm_bindgen(method, js_name = toAttempt)]
    fn to_attempt(this: &Step, origin: &str, headers: &str, signature: &str, timeout: f64, limit: f64, webhook_id: &str);
}

/// Updates the storage to the current schema. Returns whether the storage can be used.
///
/// # Errors
/// Returns the error that the storage threw.
#[wasm_bindgen]
pub fn migrate(step: &Step) -> Result<bool, JsValue> {
    for statement in Statement::ALL {
        step.name_statement(*statement as u32, statement.sql());
    }
    if is_refused(&step.path()) {
        return hookward_ledger::migrate_refused(&mut Storage(step)).map(|()| true);
    }
    hookward_ledger::migrate(&mut Storage(step))
}

/// Makes one step, in the transaction that JavaScript began. `alarm` is NaN if no alarm is known.
///
/// # Errors
/// Returns the error that the storage threw. Returns a text if no usable route has the path, or if the event is unknown.
#[wasm_bindgen]
pub fn advance(env: &Env, step: &Step, now: f64, high: u32, low: u32, alarm: f64, stored: f64) -> Result<(), JsValue> {
    let random = (u64::from(high) << 32) | u64::from(low);
    let alarm = (!alarm.is_nan()).then(|| whole(alarm));
    let context = Context { now: whole(now), random, alarm, stored: u64::try_from(whole(stored)).unwrap_or(0) };
    let texts = Texts::read(step);
    with_gateway(env, step.as_ref(), |gateway| {
        let path = step.path();
        let advance = |event: &Event<'_>| {
            let effects = if is_refused(&path) {
                hookward_ledger::step_refused(&mut Storage(step), event, &context)?
            } else {
                // Waiting deliveries are kept until a route has this path again.
                let policy = gateway.policy(&path).ok_or_else(|| JsValue::from_str("No valid route has this path."))?;
                hookward_ledger::step(&mut Storage(step), policy, event, &context)?
            };
            carry_out(step, &effects);
            Ok(())
        };
        let done = match step.text("request") {
            Some(request) => {
                let cursor = step.text("cursor");
                gateway.operation(&path, &head_of(&request), cursor.as_deref(), |operation| advance(&Event::Operate(operation)))
            }
            None => texts.event(step).map(|event| advance(&event)),
        };
        done.unwrap_or_else(|| Err(JsValue::from_str("The event is unknown.")))
    })
}

/// Creates the request of an attempt from the stored delivery, with a new signature.
///
/// # Errors
/// Returns the error that the storage threw, or a text if the delivery is no longer stored.
#[wasm_bindgen]
pub fn attempt(env: &Env, step: &Step, origin: u32, seq: f64, body: f64, parts: f64, now: f64) -> Result<(), JsValue> {
    let gone = || JsValue::from_str("The delivery of an attempt is gone.");
    let mut content =
        Storage(step).run(Statement::Content, &[Value::Integer(whole(seq))])?.into_iter().next().ok_or_else(gone)?;
    let id = content.take_text(0).unwrap_or_default();
    let headers = content.take_text(5).ok_or_else(gone)?;
    let bytes = step.load(Statement::Body as u32, body, parts)?;
    with_gateway(env, step.as_ref(), |gateway| {
        let now = UnixTime::from_millis(whole(now));
        let attempt = gateway.attempt(&step.path(), origin as usize, &bytes, &id, now).ok_or_else(gone)?;
        step.send(&attempt, &headers);
        Ok(())
    })
}

/// Creates the request of an alert, if the route has an address for alerts.
#[wasm_bindgen]
pub fn alert(env: &Env, step: &Step, now: f64) {
    with_gateway(env, step.as_ref(), |gateway| {
        if let Some(alert) = gateway.alert(&step.path(), &step.whole(), UnixTime::from_millis(whole(now))) {
            step.send(&alert, r#"{"content-type":"application/json"}"#);
        }
    });
}

impl Step {
    fn send(&self, attempt: &Attempt<'_>, headers: &str) {
        let (timeout, limit) = (f64::from(attempt.timeout), limit_in_bytes(attempt.limit));
        self.to_attempt(attempt.origin, headers, &attempt.signature, timeout, limit, &attempt.id);
    }
}

fn carry_out(step: &Step, effects: &Effects) {
    if let Some(at) = effects.alarm {
        step.set_alarm(number(at));
    }
    let page;
    let (word, value, text) = match &effects.reply {
        Reply::None => ("none", 0, None),
        Reply::First { holder } => ("first", *holder, None),
        Reply::Accepted => ("accepted", 0, None),
        Reply::Duplicate => ("duplicate", 0, None),
        Reply::InFlight { retry_after } => ("in_flight", *retry_after, None),
        Reply::Full => ("full", 0, None),
        Reply::TooLarge => ("too_large", 0, None),
        Reply::Settled(settled) => ("settled", i64::from(*settled), None),
        Reply::Status { ok, json } => ("status", i64::from(*ok), Some(&**json)),
        Reply::Json(json) => ("json", 0, Some(&**json)),
        Reply::Page { records, until } => {
            page = records.iter().map(|(seq, record)| [&*seq.to_string(), " ", record].concat()).collect::<Vec<_>>().join("\n");
            ("page", until.unwrap_or(-1), Some(&*page))
        }
        Reply::NotFound => ("not_found", 0, None),
        Reply::NotPossible => ("not_possible", 0, None),
    };
    step.set_reply(word, number(value), text);
    for send in &effects.sends {
        step.to_send(
            &send.key,
            number(send.origin),
            number(send.number),
            number(send.seq),
            number(send.body),
            number(send.parts),
        );
    }
    for alert in &effects.alerts {
        step.to_alert(number(alert.kind), number(alert.origin), number(alert.count), &alert.json);
    }
}

/// The texts of an event, which an [`Event`] borrows.
struct Texts {
    kind: String,
    key: String,
    order_key: Option<String>,
    webhook_id: String,
    delivery_id: Option<String>,
    event: Option<String>,
    scheme: String,
    tenant: Option<String>,
    headers: String,
    retry_after: Option<String>,
    webhook_delivery: Option<String>,
    excerpt: String,
    error: Option<String>,
    about: String,
    body: Option<String>,
}

impl Texts {
    fn read(step: &Step) -> Self {
        let text = |name| step.text(name);
        Self {
            kind: text("type").unwrap_or_default(),
            key: text("key").unwrap_or_default(),
            order_key: text("orderKey"),
            webhook_id: text("webhookId").unwrap_or_default(),
            delivery_id: text("deliveryId"),
            event: text("event"),
            scheme: text("scheme").unwrap_or_default(),
            tenant: text("tenant"),
            headers: text("headers").unwrap_or_default(),
            retry_after: text("retryAfter"),
            webhook_delivery: text("webhookDelivery"),
            excerpt: text("excerpt").unwrap_or_default(),
            error: text("error"),
            about: text("about").unwrap_or_default(),
            body: text("body"),
        }
    }

    fn event(&self, step: &Step) -> Option<Event<'_>> {
        let number = |name| whole(step.number(name));
        let about = About {
            webhook_id: &self.webhook_id,
            delivery_id: self.delivery_id.as_deref(),
            event: self.event.as_deref(),
            scheme: &self.scheme,
            tenant: self.tenant.as_deref(),
        };
        let key = &*self.key;
        Some(match &*self.kind {
            "reserve" => Event::Reserve { key, lease: number("lease"), about },
            "look_up" => Event::LookUp { key },
            "complete" => Event::Complete { key, holder: number("holder") },
            "release" => Event::Release { key, holder: number("holder") },
            "accept" => {
                let body = usize::try_from(whole(step.length())).unwrap_or(0);
                Event::Accept(Acceptance { key, about, headers: &self.headers, body, order_key: self.order_key.as_deref() })
            }
            "refuse" => Event::Refuse(RefusedRequest {
                about: &self.about,
                headers: &self.headers,
                length: self.body.is_some().then(|| number("length")),
                body: self.body.as_deref(),
            }),
            "wake" => Event::Wake,
            "attempted" => {
                let attempt = AttemptId { key, origin: number("origin"), number: number("number") };
                Event::Attempted { attempt, outcome: self.outcome(step), took: number("took") }
            }
            "alerted" => Event::Alerted {
                kind: number("kind"),
                origin: number("origin"),
                count: number("count"),
                sent: number("sent") != 0,
            },
            _ => return None,
        })
    }

    fn outcome(&self, step: &Step) -> Outcome<'_> {
        match &self.error {
            Some(error) => Outcome::NoResponse { error },
            None => Outcome::Response {
                status: u16::try_from(whole(step.number("status"))).unwrap_or(0),
                retry_after: self.retry_after.as_deref(),
                webhook_delivery: self.webhook_delivery.as_deref(),
                excerpt: &self.excerpt,
            },
        }
    }
}

/// The SQLite of a Durable Object.
struct Storage<'s>(&'s Step);

impl Store for Storage<'_> {
    type Error = JsValue;

    fn run(&mut self, statement: Statement, values: &[Value<'_>]) -> Result<Vec<Record>, JsValue> {
        let bound = Array::new();
        for value in values {
            bound.push(&match *value {
                Value::Null => JsValue::NULL,
                Value::Integer(value) => JsValue::from_f64(number(value)),
                Value::Text(text) => JsValue::from_str(text),
                Value::Body { start, end } => self.0.part(length(start), length(end)),
            });
        }
        let rows = self.0.run(statement as u32, &bound)?;
        Ok(rows.iter().map(|row| Record(row.unchecked_into::<Array>().iter().map(|cell| cell_of(&cell)).collect())).collect())
    }
}

fn cell_of(value: &JsValue) -> Cell {
    match (value.as_f64(), value.as_string()) {
        (Some(value), _) => Cell::Integer(whole(value)),
        (None, Some(text)) => Cell::Text(text),
        (None, None) => Cell::Null,
    }
}
