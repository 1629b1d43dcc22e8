//! The Rust code of docs/COMPONENT.md, unchanged.

use wasmtime::component::{Component, Linker, bindgen};
use wasmtime::{Engine, Store};

bindgen!({ path: "../../wit", world: "webhooks" });

use exports::hookward::webhooks::types::{Options, RequestHead, SchemeSource, Secret};

pub fn verify(path: &str, secret: &str, headers: Vec<(String, Vec<u8>)>, body: &[u8], now: i64) -> wasmtime::Result<bool> {
    let engine = Engine::default();
    let component = Component::from_file(&engine, path)?;
    let mut store = Store::new(&engine, ());
    let webhooks = Webhooks::instantiate(&mut store, &component, &Linker::new(&engine))?;

    let verifiers = webhooks.hookward_webhooks_verifier().verifier();
    let source = SchemeSource::Id("gilbert".into());
    let options = Options { tolerance: None, max_body_bytes: None, reserialize: None };
    let verifier = match verifiers.call_create(&mut store, &source, &[Secret::Text(secret.into())], options)? {
        Ok(verifier) => verifier,
        Err(error) => panic!("{}", error.message),
    };

    let head = RequestHead { headers, url: None, method: None };
    Ok(match verifiers.call_verify(&mut store, verifier, &head, body, now)? {
        Ok(delivery) => {
            println!("{:?} {:?}", delivery.event, delivery.delivery_id);
            true
        }
        Err(refusal) => {
            println!("{} {}", refusal.code, refusal.message);
            false
        }
    })
}
