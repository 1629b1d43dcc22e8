//! The world around a ledger: the state that is lost when the ledger is killed, and the state that remains.

use std::format;
use std::string::{String, ToString as _};
use std::vec;
use std::vec::Vec;

use super::history::{Behaviour, Disaster, Happening, Incident, Setting};
use super::promises::Promises;
use crate::tests::mutants;
use crate::tests::sqlite_store::SqliteStore;
use crate::{About, Acceptance, AttemptId, Context, Effects, Event, Operation, OriginLimits, Outcome, Policy, Reply, Send};

const SECOND: i64 = 1000;

pub(super) struct World {
    pub(super) store: SqliteStore,
    pub(super) policy: Policy,
    pub(super) now: i64,
    /// The latest time that the clock has ever shown.
    pub(super) latest: i64,
    /// The alarm of the runtime, which remains after the process ends.
    pub(super) alarm: Option<i64>,
    /// The alarm, as far as the process knows it.
    known_alarm: Option<i64>,
    /// The requests to the origin for attempts, which end with the process.
    in_flight: Vec<Send>,
    /// The requests to the origin that are being proxied, by key and holder.
    proxied: Vec<(String, i64)>,
    /// The time at which the runtime runs the failed handler of the alarm again.
    pub(super) retried_at: i64,
    pub(super) concurrency: usize,
    is_ordered: bool,
    pub(super) promises: Promises,
}

impl World {
    pub(super) fn new(setting: &Setting) -> Self {
        let mut policy = Policy {
            origins: vec![OriginLimits { concurrency: setting.concurrency, rate: setting.rate }; setting.origins],
            ..Policy::default()
        };
        if setting.short_schedule {
            policy.schedule = vec![0, SECOND, 10 * SECOND];
        }
        if !setting.keeps_bodies {
            policy.body_retention = 0;
        }
        Self {
            store: SqliteStore::new(),
            policy,
            now: 1_800_000_000_000,
            latest: 1_800_000_000_000,
            alarm: None,
            known_alarm: None,
            in_flight: Vec::new(),
            proxied: Vec::new(),
            retried_at: 0,
            concurrency: usize::try_from(setting.concurrency).unwrap(),
            is_ordered: setting.is_ordered,
            promises: Promises::default(),
        }
    }

    pub(super) fn happen(&mut self, incident: &Incident) -> Result<(), String> {
        match incident.happening {
            Happening::Deliver(number) => self.deliver(number, incident),
            Happening::Proxy(number) => self.proxy(number, incident),
            Happening::Respond { which, takes } => self.respond(which, takes, incident),
            Happening::Finish { which, behaviour } => self.finish(which, behaviour, incident),
            Happening::Alarm => self.ring(incident),
            Happening::Wake => self.step(&Event::Wake, incident).map(drop),
            Happening::Pass(time) => {
                self.pass(i64::from(time));
                Ok(())
            }
            Happening::ClockGoesBack(time) => {
                self.pass(-i64::from(time));
                Ok(())
            }
            Happening::Redeliver(number) => {
                let key = format!("a{number}");
                self.promises.allow_repeat(&key);
                self.operate(Operation::Redeliver { key: &key }, incident)
            }
            Happening::RedeliverDead => {
                self.promises.allow_all_duplicates();
                self.operate(Operation::RedeliverDead, incident)
            }
            Happening::Erase(number) => {
                let key = format!("a{number}");
                self.promises.excuse(&key);
                self.operate(Operation::Erase { key: &key }, incident)
            }
            Happening::Dismiss(number) => self.operate(Operation::Dismiss { key: &format!("a{number}") }, incident),
            Happening::Pause => self.operate(Operation::Pause, incident),
            Happening::Resume => self.operate(Operation::Resume, incident),
        }
    }

    fn pass(&mut self, time: i64) {
        self.now += time;
        self.latest = self.latest.max(self.now);
    }

    fn operate(&mut self, operation: Operation<'_>, incident: &Incident) -> Result<(), String> {
        self.step(&Event::Operate(operation), incident).map(drop)
    }

    fn deliver(&mut self, number: u8, incident: &Incident) -> Result<(), String> {
        let key = format!("a{number}");
        let about = About { webhook_id: &key, scheme: "gilbert", ..About::default() };
        let order_key = (self.is_ordered && number >= 6).then_some("order");
        let body = if number == 0 { 0 } else { 10 };
        let acceptance = Acceptance { key: &key, about, headers: "{}", body, order_key };
        self.promises.send(&key);
        match self.step(&Event::Accept(acceptance), incident)? {
            Some(Reply::Accepted) => self.promises.acknowledge(&key, false),
            Some(Reply::Duplicate) => self.promises.acknowledge(&key, true),
            Some(other) => Err(format!("an acceptance gets {other:?}")),
            None => Ok(()),
        }
    }

    fn proxy(&mut self, number: u8, incident: &Incident) -> Result<(), String> {
        let key = format!("p{number}");
        let about = About { webhook_id: &key, scheme: "gilbert", ..About::default() };
        match self.step(&Event::Reserve { key: &key, lease: 10 * SECOND, about }, incident)? {
            Some(Reply::First { holder }) => {
                self.promises.go_through(&key, (self.now, self.latest), 10 * SECOND, self.policy.key_window)?;
                self.proxied.push((key, holder));
                Ok(())
            }
            Some(Reply::Duplicate) => self.promises.be_duplicate(&key),
            Some(Reply::InFlight { .. }) | None => Ok(()),
            Some(other) => Err(format!("a reservation gets {other:?}")),
        }
    }

    fn respond(&mut self, which: u8, takes: bool, incident: &Incident) -> Result<(), String> {
        if self.proxied.is_empty() {
            return Ok(());
        }
        let (key, holder) = self.proxied.remove(usize::from(which) % self.proxied.len());
        let event = if takes {
            self.promises.take_proxied(&key);
            Event::Complete { key: &key, holder }
        } else {
            Event::Release { key: &key, holder }
        };
        match self.step(&event, incident)? {
            Some(Reply::Settled(settled)) => self.promises.settle(&key, takes && settled, self.now),
            _ => self.promises.lose_settlement(&key),
        }
        Ok(())
    }

    /// Ends an attempt. The origin may have accepted the delivery, and the ledger may receive the outcome.
    fn finish(&mut self, which: u8, behaviour: Behaviour, incident: &Incident) -> Result<(), String> {
        if self.in_flight.is_empty() {
            return Ok(());
        }
        let send = self.in_flight.remove(usize::from(which) % self.in_flight.len());
        let response = |status, retry_after, webhook_delivery| Outcome::Response {
            status,
            retry_after,
            webhook_delivery,
            excerpt: "said the origin",
        };
        let seconds = match behaviour {
            Behaviour::AsksToWait(seconds) => seconds.to_string(),
            _ => String::new(),
        };
        let outcome = match behaviour {
            Behaviour::Takes => response(204, None, None),
            Behaviour::Fails(status) => response(status, None, None),
            Behaviour::AsksToWait(_) => response(429, Some(seconds.as_str()), None),
            Behaviour::IsGone => response(410, None, None),
            Behaviour::Aborts => response(400, None, Some("abort-message")),
            Behaviour::IsSilent { .. } => Outcome::NoResponse { error: "origin_timeout" },
        };
        let takes = matches!(behaviour, Behaviour::Takes | Behaviour::IsSilent { takes: true });
        if takes {
            self.promises.take(&send);
        }
        let attempt = AttemptId { key: &send.key, origin: send.origin, number: send.number };
        let reply = self.step(&Event::Attempted { attempt, outcome, took: 20 }, incident)?;
        if takes && (behaviour != Behaviour::Takes || reply.is_none()) {
            // The ledger cannot know that the origin accepted the delivery.
            self.promises.allow_repeat_of(&send);
        }
        Ok(())
    }

    /// Lets the alarm go off, if it is set.
    fn ring(&mut self, incident: &Incident) -> Result<(), String> {
        let Some(alarm) = self.alarm.take() else { return Ok(()) };
        self.known_alarm = None;
        self.pass((alarm - self.now).max(0));
        let reply = self.step(&Event::Wake, incident)?;
        if reply.is_none() {
            // The runtime runs a handler again that was killed. The handler itself catches the errors of the storage.
            let again = self.now + if matches!(incident.disaster, Disaster::StorageFails(_)) { 30 } else { 2 } * SECOND;
            self.alarm = Some(self.alarm.map_or(again, |alarm| alarm.min(again)));
            self.retried_at = again;
        }
        self.check()
    }

    /// Makes a step in the way that a caller must. Returns the reply if it arrives.
    fn step(&mut self, event: &Event<'_>, incident: &Incident) -> Result<Option<Reply>, String> {
        if let Disaster::StorageFails(after) = incident.disaster {
            self.store.fails_after = Some(u32::from(after));
        }
        let context = Context { now: self.now, random: incident.random, alarm: self.known_alarm, stored: 0 };
        let before = self.rows();
        let Ok(effects) = self.store.step(&self.policy, event, &context) else {
            self.known_alarm = None;
            return Ok(None);
        };
        if let Some(alarm) = effects.alarm
            && alarm <= self.now
        {
            return Err("an alarm is set in the past".to_string());
        }
        if incident.disaster == Disaster::KilledBefore {
            self.store.execute("ROLLBACK");
            // A ledger that acknowledges first has already done so.
            let reply = mutants::is_on(crate::mutant::Mutant::AcknowledgesFirst).then_some(effects.reply);
            self.be_killed();
            return Ok(reply);
        }
        if let Some(alarm) = effects.alarm {
            self.alarm = Some(alarm);
            self.known_alarm = Some(alarm);
        }
        self.store.execute("COMMIT");
        let after = self.rows();
        self.promises.see_step(&before, &after, &effects, self.now, &self.policy)?;
        if let Disaster::KilledAfter { sends_were_taken } = incident.disaster {
            for send in &effects.sends {
                if sends_were_taken {
                    self.promises.take(send);
                }
                self.promises.allow_repeat_of(send);
            }
            self.be_killed();
            if *event != Event::Wake {
                self.check()?;
            }
            return Ok(None);
        }
        if *event == Event::Wake {
            self.check_places(&after)?;
        }
        let reply = self.perform(effects, incident)?;
        if *event != Event::Wake || self.alarm.is_some() {
            self.check()?;
        }
        Ok(Some(reply))
    }

    fn perform(&mut self, effects: Effects, incident: &Incident) -> Result<Reply, String> {
        for send in effects.sends {
            // If another attempt is still in flight, its lease has ended, and the origin may accept both.
            if self.in_flight.iter().any(|other| (&other.key, other.origin) == (&send.key, send.origin)) {
                self.promises.allow_repeat_of(&send);
            }
            self.in_flight.push(send);
        }
        for alert in effects.alerts {
            self.promises.report(&alert);
            let event = Event::Alerted {
                kind: alert.kind,
                origin: alert.origin,
                count: alert.count,
                sent: !incident.random.is_multiple_of(4),
            };
            self.step(&event, &Incident { disaster: Disaster::None, ..*incident })?;
        }
        Ok(effects.reply)
    }

    /// Loses everything that only the process knew. The ledger does not learn the outcome of the requests that are in flight.
    fn be_killed(&mut self) {
        self.known_alarm = None;
        mutants::forget();
        for send in std::mem::take(&mut self.in_flight) {
            self.promises.take(&send);
            self.promises.allow_repeat_of(&send);
        }
        for (key, _) in std::mem::take(&mut self.proxied) {
            self.promises.lose_settlement(&key);
        }
    }

    fn check(&mut self) -> Result<(), String> {
        let rows = self.rows();
        self.promises.check_stored(&rows, &self.policy)?;
        self.check_alarm(&rows)
    }

    /// Lets time pass without failures, while the origin accepts everything. Every open delivery must then end.
    pub(super) fn come_to_rest(&mut self) -> Result<(), String> {
        let calm = |random| Incident { happening: Happening::Wake, disaster: Disaster::None, random };
        self.operate(Operation::Resume, &calm(1))?;
        for round in 0..4000 {
            while !self.in_flight.is_empty() {
                self.finish(0, Behaviour::Takes, &calm(round))?;
            }
            let open = self.rows().values().any(|stored| stored.state.is_open());
            let unsent = self.store.numbers("SELECT count FROM alerts WHERE count > 0");
            if !open && unsent.is_empty() {
                let rows = self.rows();
                return self.promises.check_end(&rows, &self.policy);
            }
            if self.alarm.is_none() {
                return Err("something is due and no alarm is set".to_string());
            }
            self.ring(&calm(round))?;
        }
        Err("the ledger does not come to rest".to_string())
    }
}
