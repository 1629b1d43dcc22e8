//! Creates the re-serialized body.

use std::collections::BTreeMap;

use serde_json::value::RawValue;

use crate::{number, text};

/// The maximum depth of nesting, the same as serde_json's. No provider nests deeper. The limit of a runtime depends on its stack.
/// Each level copies its contents once more, so the limit bounds the work that a forged body can cause.
const MAX_DEPTH: usize = 128;

/// Returns `JSON.stringify(JSON.parse(body))` as in JavaScript. `None` if the body is not JSON in strict UTF-8, or is nested too
/// deep.
pub fn stringify(body: &[u8]) -> Option<String> {
    // The printer requires valid JSON.
    let raw: &RawValue = serde_json::from_slice(body).ok()?;
    let mut printer = Printer { rest: raw.get() };
    let mut out = String::with_capacity(body.len());
    printer.value(&mut out, MAX_DEPTH)?;
    Some(out)
}

/// A printer of valid JSON, as JavaScript prints it. `rest` is the text that is not yet printed.
struct Printer<'b> {
    rest: &'b str,
}

impl<'b> Printer<'b> {
    fn value(&mut self, out: &mut String, depth: usize) -> Option<()> {
        let depth = depth.checked_sub(1)?;
        self.skip_space();
        match self.rest.as_bytes().first()? {
            b'{' => self.object(out, depth),
            b'[' => self.list(out, depth),
            b'"' => {
                text::stringify(self.text()?, out);
                Some(())
            }
            first => {
                let is_number = *first == b'-' || first.is_ascii_digit();
                let written = self.take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'+' | b'.'))?;
                let printed = if is_number { number::stringify(written) } else { written.to_owned() };
                out.push_str(&printed);
                Some(())
            }
        }
    }

    fn list(&mut self, out: &mut String, depth: usize) -> Option<()> {
        self.skip(1)?;
        out.push('[');
        while !self.ends_with(b']')? {
            if !out.ends_with('[') {
                out.push(',');
            }
            self.value(out, depth)?;
        }
        out.push(']');
        Some(())
    }

    /// Prints an object: names that are whole numbers first, then the other names in their order. A repeated name has the place
    /// of the first and the value of the last.
    fn object(&mut self, out: &mut String, depth: usize) -> Option<()> {
        self.skip(1)?;
        let mut places = BTreeMap::new();
        let mut members: Vec<(String, String)> = Vec::new();
        while !self.ends_with(b'}')? {
            let (mut name, mut value) = (String::new(), String::new());
            text::stringify(self.text()?, &mut name);
            self.skip_space();
            self.skip(1)?;
            self.value(&mut value, depth)?;
            let place = *places.entry(name.clone()).or_insert(members.len());
            match members.get_mut(place) {
                Some(member) => member.1 = value,
                None => members.push((name, value)),
            }
        }
        members.sort_by_key(|(name, _)| index(name).map_or(u64::MAX, u64::from));
        out.push('{');
        for (at, (name, value)) in members.iter().enumerate() {
            let comma = if at == 0 { "" } else { "," };
            out.extend([comma, name, ":", value]);
        }
        out.push('}');
        Some(())
    }

    /// Returns whether the next byte is the end of a list or an object. Skips that byte, or the comma before the next entry.
    fn ends_with(&mut self, end: u8) -> Option<bool> {
        self.skip_space();
        if self.rest.as_bytes().first() == Some(&b',') {
            self.skip(1)?;
            self.skip_space();
        }
        let ends = *self.rest.as_bytes().first()? == end;
        if ends {
            self.skip(1)?;
        }
        Some(ends)
    }

    /// Reads a text and returns it as it is written, without its quotes.
    fn text(&mut self) -> Option<&'b str> {
        self.skip(1)?;
        let mut escaped = false;
        let text = self.take_while(|byte| {
            let goes_on = escaped || byte != b'"';
            escaped = !escaped && byte == b'\\';
            goes_on
        })?;
        self.skip(1)?;
        Some(text)
    }

    fn take_while(&mut self, mut goes_on: impl FnMut(u8) -> bool) -> Option<&'b str> {
        let length = self.rest.bytes().position(|byte| !goes_on(byte)).unwrap_or(self.rest.len());
        let (taken, rest) = self.rest.split_at_checked(length)?;
        self.rest = rest;
        Some(taken)
    }

    fn skip(&mut self, bytes: usize) -> Option<()> {
        self.rest = self.rest.get(bytes..)?;
        Some(())
    }

    fn skip_space(&mut self) {
        self.rest = self.rest.trim_ascii_start();
    }
}

/// Returns the number of a name that is an array index (ECMAScript): a whole number in canonical form, below 2^32 - 1.
fn index(name: &str) -> Option<u32> {
    let digits = name.strip_prefix('"')?.strip_suffix('"')?;
    let is_spelled_so = digits == "0" || (!digits.starts_with('0') && digits.bytes().all(|byte| byte.is_ascii_digit()));
    digits.parse().ok().filter(|number| is_spelled_so && *number != u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::stringify;

    /// JSON texts, and the output of Node 20 for each.
    const PRINTED: [(&str, &str); 12] = [
        ("{ \"b\" : 1 , \"a\" : [ ] }", r#"{"b":1,"a":[]}"#),
        (r#"{"b":1,"2":2,"a":3,"1":4,"01":5,"b":6}"#, r#"{"1":4,"2":2,"b":6,"a":3,"01":5}"#),
        (r#"{"4294967295":1,"4294967294":2}"#, r#"{"4294967294":2,"4294967295":1}"#),
        ("[1E3,1.0,-0,1e21,1e-7,0.1,12345678901234567890,1e999]", "[1000,1,0,1e+21,1e-7,0.1,12345678901234567000,null]"),
        (r#""\/\u0041\u00e9\u001F\u007f\u2028""#, "\"/Aé\\u001f\u{7f}\u{2028}\""),
        (r#""\u0008\u000a\u0022\u005C\b\n\"\\""#, r#""\b\n\"\\\b\n\"\\""#),
        (r#""\uD83D\uDE00 \ud83d \uDE00 \ud83d\u0041""#, r#""😀 \ud83d \ude00 \ud83dA""#),
        (r#"{"\u0061":1,"a":2}"#, r#"{"a":2}"#),
        (r#"{"__proto__":{"a":1}}"#, r#"{"__proto__":{"a":1}}"#),
        (" \t\r\n[ null , true,false ]", "[null,true,false]"),
        (r"[[],[[]],{},[{}]]", "[[],[[]],{},[{}]]"),
        (r#"["[",["]"]]"#, r#"["[",["]"]]"#),
    ];

    #[test]
    fn prints_as_javascript_does() {
        for (body, printed) in PRINTED {
            assert_eq!(stringify(body.as_bytes()).as_deref(), Some(printed), "{body}");
        }
    }

    #[test]
    fn what_is_not_json_in_utf8_has_no_other_form() {
        for body in [&b""[..], b"{", b"[1,]", b"{\"a\":1}x", b"\"\xff\"", b"\xef\xbb\xbf{}", b"01", b"'a'", b"\"\n\""] {
            assert_eq!(stringify(body), None, "{body:?}");
        }
    }

    #[test]
    fn what_is_nested_too_deep_has_no_other_form() {
        let nested = |depth: usize| ["[".repeat(depth), "]".repeat(depth)].concat();
        assert_eq!(stringify(nested(128).as_bytes()), Some(nested(128)));
        assert_eq!(stringify(nested(129).as_bytes()), None);
        assert_eq!(stringify(nested(100_000).as_bytes()), None);
    }
}
