//! Writes the index of the event types. It exports every name again, and lists the union of each scheme by the scheme's id.

use std::error::Error;
use std::fmt::Write;

use crate::rust_events::Provider;
use crate::scheme_files::SchemeFile;
use crate::typescript::HEADER;

/// The documentation of the events of all schemes.
const EVENTS: &str = "
/**
 * The events of the built-in schemes, by id.
 *
 * The types describe payloads as the provider documents them. They check nothing at run time. A signature proves who sent a payload,
 * but not that the payload has the documented members.
 */
export interface Events {
";

/// Returns the text of `index.ts`, with the providers in the order of their schemes.
pub(crate) fn text(providers: &[Provider], schemes: &[SchemeFile]) -> Result<String, Box<dyn Error>> {
    if let Some(provider) = providers.iter().find(|one| !schemes.iter().any(|file| is_of(one, &file.scheme.id))) {
        return Err(format!("src/events/{}.rs: no scheme has this id", provider.module).into());
    }
    let of = |id: &str| providers.iter().find(|provider| is_of(provider, id));
    let ordered = || schemes.iter().filter_map(|file| of(&file.scheme.id));

    let mut text = format!("{HEADER}mod.rs; run `npm run generate`.\n\n");
    for provider in ordered() {
        writeln!(text, "import type {{ {} }} from \"./{}.js\";", provider.union.name, provider.module)?;
    }
    text.push_str("import type { UnsignedBody } from \"./unsigned-body.js\";\n\n");
    for provider in ordered() {
        let structs = provider.structs.iter().map(|one| &one.name);
        writeln!(text, "export type {{")?;
        for name in std::iter::once(&provider.union.name).chain(structs) {
            writeln!(text, "  {name},")?;
        }
        writeln!(text, "}} from \"./{}.js\";", provider.module)?;
    }
    text.push_str("export type { UnknownEvent, UnknownEventName } from \"./unknown.js\";\n");
    text.push_str("export type { UnsignedBody } from \"./unsigned-body.js\";\n");

    text.push_str(EVENTS);
    for SchemeFile { scheme, .. } in schemes {
        // A scheme that many providers share does not define any events.
        let other = if scheme.unsigned_body { "UnsignedBody" } else { "Record<string, unknown>" };
        let union = of(&scheme.id).map_or(other, |provider| &provider.union.name);
        let key = if scheme.id.contains('-') { format!("\"{}\"", scheme.id) } else { scheme.id.to_string() };
        writeln!(text, "  /** {}: {} */\n  {key}: {union};", scheme.name, scheme.docs)?;
    }
    text.push_str("}\n");
    Ok(text)
}

/// Returns whether a provider belongs to a scheme. The name of its module is made from the id of the scheme.
fn is_of(provider: &Provider, id: &str) -> bool {
    provider.module == id.replace('-', "_")
}
