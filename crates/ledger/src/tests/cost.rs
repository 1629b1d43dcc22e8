//! The cost of a delivery, in statements, rows and searches. It is equal in a small ledger and in a large ledger.

use std::string::{String, ToString as _};
use std::vec::Vec;

use super::fixture::{Fixture, HOUR, refused, taken};
use super::sqlite_store::{SqliteStore, Work};
use crate::{About, Event, Operation, Statement, Store as _};

/// Fills a ledger with deliveries of every kind.
fn fill(ledger: &Fixture, count: i64) {
    let base = ledger.now - 20 * HOUR;
    ledger.store.execute(&std::format!(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {count}) INSERT INTO deliveries (seq, \
         key, origin, state, due, accepted, ended, parts, webhook_id, scheme, headers) SELECT ({base} + i) * 256, 'old' || i, 0, \
         iif(i % 10 = 0, 2, 6 + i % 3), {base} + 999 * 3600000 + i, {base} + i, {base} + i, 1, 'msg_' || i, 'gilbert', '{{}}' FROM n"
    ));
    ledger.store.execute("INSERT INTO bodies SELECT seq, x'00' FROM deliveries");
}

/// Returns the work of each step in the life of a delivery.
fn works(count: i64) -> Vec<(&'static str, Work)> {
    let mut ledger = Fixture::new();
    fill(&ledger, count);
    ledger.accept("first");
    let send = ledger.wake().into_iter().find(|send| send.key == "first").unwrap();
    ledger.end(&send, taken());
    let mut works = Vec::new();
    let mut measure = |ledger: &mut Fixture, name| {
        works.push((name, core::mem::take(&mut ledger.store.work)));
    };
    measure(&mut ledger, "before");
    ledger.accept("k");
    measure(&mut ledger, "accept");
    ledger.accept("k");
    measure(&mut ledger, "duplicate");
    let send = ledger.wake().pop().unwrap();
    measure(&mut ledger, "begin");
    ledger.end(&send, refused(503));
    measure(&mut ledger, "fail");
    ledger.now += 7000;
    let send = ledger.wake().pop().unwrap();
    measure(&mut ledger, "begin again");
    ledger.end(&send, taken());
    measure(&mut ledger, "deliver");
    let about = About::default();
    let reserved = ledger.step(&Event::Reserve { key: "p", lease: 1000, about }).reply;
    measure(&mut ledger, "reserve");
    let crate::Reply::First { holder } = reserved else { panic!("{reserved:?}") };
    ledger.step(&Event::Complete { key: "p", holder });
    measure(&mut ledger, "complete");
    ledger.operate(Operation::Show { key: "k" });
    measure(&mut ledger, "show");
    ledger.operate(Operation::Erase { key: "k" });
    measure(&mut ledger, "erase");
    works.remove(0);
    works
}

#[test]
fn a_delivery_costs_the_same_among_a_thousand_and_among_twenty_thousand() {
    let small = works(1000);
    let large = works(20_000);
    for ((name, small), (_, large)) in small.iter().zip(&large) {
        // SQLite's machine makes at least one step for each row that it reads, so equal steps mean equal rows.
        assert_eq!(small, large, "{name}");
        assert_eq!((small.full_scan_steps, small.sorts), (0, 0), "{name}");
    }
    let changes: Vec<(&str, u64)> = small.iter().map(|(name, work)| (*name, work.changes)).collect();
    let expected = [
        ("accept", 2),
        ("duplicate", 0),
        ("begin", 1),
        // The changes are the delivery, and the circuit of an origin that failed.
        ("fail", 2),
        ("begin again", 1),
        ("deliver", 2),
        ("reserve", 1),
        ("complete", 1),
        ("show", 0),
        ("erase", 2),
    ];
    assert_eq!(changes, expected);
}

#[test]
fn every_statement_finds_its_rows_by_an_index() {
    let mut store = SqliteStore::new();
    crate::migrate_refused(&mut store).unwrap();
    for statement in Statement::ALL {
        if statement.sql().starts_with("CREATE") {
            continue;
        }
        let mut explained = store.connection.prepare(&std::format!("EXPLAIN QUERY PLAN {}", statement.sql())).unwrap();
        let nulls = std::vec![rusqlite::types::Null; explained.parameter_count()];
        let details = explained.query_map(rusqlite::params_from_iter(nulls), |columns| columns.get::<_, String>(3));
        for detail in details.unwrap().map(Result::unwrap) {
            // The result of a bounded subquery is searched completely.
            let bounded = statement.sql().contains("LIMIT") && detail.contains("(subquery");
            let by_last = *statement == Statement::LastSeq && detail == "SCAN deliveries";
            assert!(
                !detail.starts_with("SCAN") || bounded || by_last || detail == "SCAN CONSTANT ROW",
                "{statement:?}: {detail}"
            );
            assert!(!detail.contains("TEMP B-TREE"), "{statement:?}: {detail}");
        }
    }
}

#[test]
fn every_statement_is_within_the_limits_of_a_durable_object() {
    let mut store = SqliteStore::new();
    for statement in Statement::ALL {
        let sql = statement.sql();
        assert!(sql.len() < 2000 && !sql.contains(';') && !sql.contains("PRAGMA"), "{statement:?}");
    }
    let columns = store.run(Statement::Count, &[6.into()]).unwrap()[0].0.len();
    assert_eq!(columns.to_string(), "2");
}
