//! The codes of what may be wrong with a request, and the message of each: one table.
//!
//! In a message, `{scheme}` is the provider that the caller asked about, `{header}` the header, `{other}` the other scheme and
//! `{skew}` the seconds of a [`Finding`](super::Finding). No message holds a secret, a signature or a body.
//! It tells what the request shows and what to do about it, so that nobody has to look a code up.

/// What a finding is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Subject {
    /// The bytes given are not the bytes signed.
    Body,
    /// The key is not the one that the provider signs with.
    Secret,
    /// The signature is written in another way than the scheme says.
    Signature,
    /// The signature is not an HMAC-SHA256.
    Algorithm,
    /// The timestamp, or its part in what is signed.
    Timestamp,
    /// A header is missing, renamed or repeated.
    Header,
    /// The request is another provider's.
    Scheme,
}

macro_rules! codes {
    ($($subject:ident { $($name:ident $code:literal $message:literal)* })*) => {
        /// What is wrong with a request. Its [`as_str`](Self::as_str) is stable, and what programs compare.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[allow(missing_docs, reason = "the message of each is what it means")]
        #[non_exhaustive]
        pub enum Code { $($($name,)*)* }

        impl Code {
            /// Every code, by subject.
            pub const ALL: &'static [Self] = &[$($(Self::$name,)*)*];

            /// Returns the code as programs know it, such as `body_reserialized_compact`.
            pub const fn as_str(self) -> &'static str {
                match self { $($(Self::$name => $code,)*)* }
            }

            /// Returns what it is about.
            pub const fn subject(self) -> Subject {
                match self { $($(Self::$name => Subject::$subject,)*)* }
            }

            /// Returns the message for the operator: what it means and what to do.
            ///
            /// It has places in braces for the details of a finding.
            pub const fn message(self) -> &'static str {
                match self { $($(Self::$name => $message,)*)* }
            }
        }
    };
}

codes! {
    Body {
        BodyReserializedCompact "body_reserialized_compact"
            "The signature is over this JSON without white space, and the body given has other white space or escapes: something \
             parsed it and wrote it again. Verify the raw bytes, before any JSON parser sees them."
        BodyReserializedJavascript "body_reserialized_javascript"
            "The signature is over JSON.stringify of this body, which writes numbers and the order of members its own way. Verify \
             the raw bytes; where the provider itself signs JSON.stringify of what it sends, use a scheme with \"reserialized\", \
             and leave the option reserialize on."
        BodyReserializedPython "body_reserialized_python"
            "The signature is over this JSON as Python's json.dumps writes it: a space behind every comma and colon, and \\u \
             escapes. The body given was parsed and written again by something else. Verify the raw bytes, not a parsed body."
        BodyReserializedPythonUnicode "body_reserialized_python_unicode"
            "The signature is over this JSON with a space behind every comma and colon, as Python's \
             json.dumps(ensure_ascii=False) writes it. The body given was parsed and written again. Verify the raw bytes."
        BodyReserializedAscii "body_reserialized_ascii"
            "The signature is over this JSON without white space and with \\u escapes for all that is not ASCII, as Python's \
             separators=(',', ':') and PHP's JSON_UNESCAPED_SLASHES write it. The body given was parsed and written again. Verify \
             the raw bytes."
        BodyReserializedPhp "body_reserialized_php"
            "The signature is over this JSON as PHP's json_encode writes it, with \\/ and \\u escapes. The body given was parsed and \
             written again: in PHP verify file_get_contents('php://input'), elsewhere the raw bytes."
        BodyReserializedPhpUnicode "body_reserialized_php_unicode"
            "The signature is over this JSON with \\/ for every slash, as PHP's json_encode with JSON_UNESCAPED_UNICODE writes it. \
             The body given was parsed and written again. Verify the raw bytes."
        BodyReserializedPhpPretty "body_reserialized_php_pretty"
            "The signature is over this JSON as PHP's json_encode with JSON_PRETTY_PRINT writes it. The body given was parsed and \
             written again. Verify the raw bytes."
        BodyReserializedDotnet "body_reserialized_dotnet"
            "The signature is over this JSON as .NET's System.Text.Json writes it, with \\u0022, \\u003C, \\u002B and the like. The \
             body given was parsed and written again. Verify the raw bytes, read from Request.Body before model binding."
        BodyReserializedDotnetIndented "body_reserialized_dotnet_indented"
            "The signature is over this JSON as .NET's System.Text.Json writes it with WriteIndented. The body given was parsed and \
             written again. Verify the raw bytes."
        BodyReserializedNewtonsoft "body_reserialized_newtonsoft"
            "The signature is over this JSON as Newtonsoft's Json.NET writes it, with escapes for the line separators of Unicode. \
             The body given was parsed and written again. Verify the raw bytes."
        BodyReserializedGo "body_reserialized_go"
            "The signature is over this JSON with \\u003c, \\u003e and \\u0026, as Go's encoding/json and Rails' to_json write it. \
             The body given was parsed and written again. Verify the raw bytes: io.ReadAll(r.Body), request.raw_post."
        BodyReserializedGoSorted "body_reserialized_go_sorted"
            "The signature is over this JSON as Go writes a map: members sorted, and \\u003c for <. The body given was parsed and \
             written again. Verify the raw bytes."
        BodyReserializedGson "body_reserialized_gson"
            "The signature is over this JSON as Java's Gson writes it, with \\u003d for = and \\u0027 for '. The body given was parsed \
             and written again. Verify the raw bytes."
        BodyReserialized2Spaces "body_reserialized_2_spaces"
            "The signature is over this JSON indented by two spaces, as JSON.stringify(value, null, 2) writes it. The body given was \
             parsed and written again. Verify the raw bytes."
        BodyReserialized4Spaces "body_reserialized_4_spaces"
            "The signature is over this JSON indented by four spaces. The body given was parsed and written again. Verify the raw \
             bytes."
        BodyReserializedTab "body_reserialized_tab"
            "The signature is over this JSON indented by tabs. The body given was parsed and written again. Verify the raw bytes."
        BodyReserializedSorted "body_reserialized_sorted"
            "The signature is over this JSON with its members sorted. The body given has them in another order, so it was parsed and \
             written again, or only the sender sorts. Verify the raw bytes."
        BodyReserializedSortedPython "body_reserialized_sorted_python"
            "The signature is over this JSON as Python's json.dumps(sort_keys=True) writes it. The body given was parsed and written \
             again. Verify the raw bytes."
        BodyReserializedColonSpace "body_reserialized_colon_space"
            "The signature is over this JSON with a space behind every colon and none behind a comma. The body given was parsed and \
             written again. Verify the raw bytes."
        BodyEmptyObjectLost "body_empty_object_lost"
            "The signature is over this JSON with {} where the body given has []: PHP's json_decode($body, true) makes one of the \
             other. Verify file_get_contents('php://input')."
        BodyNumberSpelling "body_number_spelling"
            "The signature is over this JSON with a number written otherwise, such as 10.00 for 10: a JSON parser forgot how it was \
             written. Verify the raw bytes."
        BodyNumberPrecision "body_number_precision"
            "The body given has a number that looks rounded by a parser that holds numbers as floating point, as JavaScript does. The \
             digits signed cannot be found again. Verify the raw bytes."
        BodyReserialized "body_reserialized"
            "The body given looks parsed and written again, in a way that cannot be undone: numbers, escapes or the order of members \
             may be lost. Verify the raw bytes, before any parser sees them."
        BodyTrailingNewlineAdded "body_trailing_newline_added"
            "The body given ends with a newline that was not signed: an editor, echo or a here-document adds one. Verify the bytes as \
             they were received; with curl send --data-binary, with a shell printf '%s'."
        BodyTrailingNewlineRemoved "body_trailing_newline_removed"
            "The signature is over the body with a newline at its end, and the body given has none: something trimmed it. Verify the \
             bytes as they were received."
        BodyWhitespaceAdded "body_whitespace_added"
            "The body given has white space around it that was not signed. Verify the bytes as they were received."
        BodyNulPadded "body_nul_padded"
            "The body given ends with NUL bytes that were not signed: a buffer was passed on with more than was read into it. Give as \
             many bytes as were received."
        BodyCrlf "body_crlf"
            "The body given has CR LF where LF was signed: something changed its line ends. Read it as binary, not as text."
        BodyLf "body_lf"
            "The body given has LF where CR LF was signed: something changed its line ends. Read it as binary, not as text."
        BodyBomAdded "body_bom_added"
            "The body given begins with a byte order mark that was not signed. Read and write it as binary, not as text."
        BodyBomRemoved "body_bom_removed"
            "The signature is over the body with a byte order mark before it, which something took away: most text decoders do. Read \
             the body as binary."
        BodyDoubleUtf8 "body_double_utf8"
            "The body given was read as Latin-1 or Windows-1252 and written as UTF-8, so that every character beyond ASCII became two \
             or more. Read it as binary, or as UTF-8."
        BodyLatin1 "body_latin1"
            "The body given is in Latin-1, and the signature is over its UTF-8. Something encoded it anew. Read it as binary."
        BodyLossyUtf8 "body_lossy_utf8"
            "The body given has the character U+FFFD, which decoders put where bytes were not valid in the encoding they expected. \
             What was there is lost. Read the body as binary, not as text."
        BodyWindows1252 "body_windows_1252"
            "The body given is in Windows-1252, and the signature is over its UTF-8. Something encoded it anew. Read it as binary."
        BodyUtf16 "body_utf16"
            "The body given is in UTF-16, and the signature is over its UTF-8. Read it as binary, and do not re-encode it."
        BodyFormPayload "body_form_payload"
            "The signature is over the JSON alone, and the body given is the form that carries it. Verify the decoded value of the \
             field, if the provider documents that."
        BodyFormEncoded "body_form_encoded"
            "The signature is over a body of the type application/x-www-form-urlencoded, and the body given is what a form parser made \
             of it. Verify the raw bytes, before the form is parsed."
        BodyFormReencoded "body_form_reencoded"
            "The signature is over the form with other percent escapes, + or %20 for a space: something parsed it and wrote it again. \
             Verify the raw bytes."
        BodyUrlEncoded "body_url_encoded"
            "The body given is percent-encoded, and the signature is over the decoded bytes. Do not encode the body on its way."
        BodyBase64 "body_base64"
            "The body given is base 64 of the bytes signed. Decode it first: on AWS Lambda, Buffer.from(event.body, 'base64') where \
             event.isBase64Encoded is true."
        BodyBase64Decoded "body_base64_decoded"
            "The signature is over the base 64 of the body given. Verify the body before it is decoded."
        BodySignedEmpty "body_signed_empty"
            "The signature is over an empty body, and the body given is not empty. Either the request was signed before its body was \
             set, or this provider leaves the body out."
        BodyEmpty "body_empty"
            "The body given is empty, or the {} that a parser leaves of nothing. Something read the request's stream before: a body \
             parser, a logger, a proxy. Get the raw bytes before that."
        BodyDoubleStringified "body_double_stringified"
            "The body given is a JSON string that holds the bytes signed: it was stringified twice. Give the text itself."
        BodyStringifiedBySender "body_stringified_by_sender"
            "The signature is over the body as a JSON string: the sender stringifies it twice before it signs. Verify the raw bytes; if \
             these are the raw bytes, the sender signs something else than it sends."
        BodyEnvelope "body_envelope"
            "The body given is an event that has the request's body in a field. Verify that field: event.body on AWS Lambda, decoded \
             from base 64 where event.isBase64Encoded is true."
        BodyHtmlEscaped "body_html_escaped"
            "The body given has HTML escapes such as &quot; that were not signed. Take the body before it is escaped for a page."
        BodySlashesAdded "body_slashes_added"
            "The body given has backslashes before quotes that were not signed, as PHP's addslashes and WordPress add them. Verify \
             file_get_contents('php://input')."
        BodyPythonBytes "body_python_bytes"
            "The body given is Python's way to print bytes, b'…'. Pass the bytes, not str() of them."
        BodyNotJson "body_not_json"
            "The body given is not JSON but a parsed object as a language prints it, such as {'a': 1}. The bytes signed cannot be found \
             again from it. Verify the raw bytes."
        BodyObjectObject "body_object_object"
            "The body given is [object Object]: a parsed object was made into text. The bytes signed are lost. Verify the raw bytes; with \
             Express, mount express.raw() on this route."
        BodyParsedAsForm "body_parsed_as_form"
            "The body given is what a form parser makes of JSON: an object with the JSON for a name. Verify the raw bytes, before any \
             parser sees them."
        BodyCompressed "body_compressed"
            "The body given is compressed, and most providers sign what is inside. Decompress it before it is verified, or have the \
             server do so."
        BodyDecompressed "body_decompressed"
            "The header {header} says that the body came compressed, and the body given is not. If the provider signs the compressed \
             bytes, verify before it is decompressed."
        BodyContentLength "body_content_length"
            "The body given has another length than the header {header} says: it was cut off, parsed and written again, re-encoded or \
             decompressed on its way. Verify the raw bytes."
        BodyTooLarge "body_too_large"
            "The body is longer than the verifier accepts. Raise the limit if {scheme} sends bodies that long."
    }
    Secret {
        SecretTrailingNewline "secret_trailing_newline"
            "The secret given ends with a newline that is not part of it. Remove it where the secret is read from: a file, \
             echo without -n, a secret manager."
        SecretTrailingWhitespace "secret_trailing_whitespace"
            "The secret given has white space behind it that is not part of it. Remove it where the secret is stored."
        SecretWhitespace "secret_whitespace"
            "The secret given has white space in front of it or around it that is not part of it. Remove it where the secret is stored."
        SecretQuoted "secret_quoted"
            "The secret given has quotes around it that are not part of it. Remove them where it is stored; docker --env-file and some \
             .env readers keep quotes."
        SecretInvisible "secret_invisible"
            "The secret given has characters that cannot be seen, such as a byte order mark or a zero-width space. Copy it anew, and \
             save the file that holds it as UTF-8 without a mark."
        SecretEscapedNewline "secret_escaped_newline"
            "The secret given has the two characters \\n where a newline was meant, or at its end where nothing was. Store it without."
        SecretNewlineMissing "secret_newline_missing"
            "The signature was made with a newline at the end of the secret. The sender's secret has one: have it removed there, or give \
             the secret with it."
        SecretBom "secret_bom"
            "The secret given begins with a byte order mark. Save the file that holds it as UTF-8 without one."
        SecretPrefix "secret_prefix"
            "The secret given has a prefix in front, such as Bearer, that is not part of it. Give what is behind it."
        SecretWhsecPrefix "secret_whsec_prefix"
            "The secret given has whsec_ in front, and the provider signs with what is behind it. Give that."
        SecretV1WhsecPrefix "secret_v1_whsec_prefix"
            "The secret given has v1,whsec_ in front, and the provider signs with what is behind it. Give it without the v1, or, where \
             this scheme does not decode secrets, what is behind whsec_."
        SecretWhsecMissing "secret_whsec_missing"
            "The provider signs with whsec_ in front of the secret. Give it whole, as the provider shows it."
        SecretNameAndValue "secret_name_and_value"
            "The secret given is a whole line, NAME=value. Give the value."
        SecretComment "secret_comment"
            "The secret given has a comment behind it, as in a line of a .env file. Give the value alone."
        SecretUrlEncoded "secret_url_encoded"
            "The secret given is percent-encoded. Decode it, or store it as the provider shows it."
        SecretList "secret_list"
            "The secret given is several secrets in one text, and one of them is right. Give them as a list: secrets: text.split(',')."
        SecretCase "secret_case"
            "The secret given differs from the right one in upper and lower case. Copy it as the provider shows it."
        SecretBase64Decode "secret_base64_decode"
            "The sender signs with what the secret given is the base 64 of. Decode it and give the bytes, or use a scheme whose \
             secretEncoding is base64 or whsec. Bytes are never decoded: give an encoded secret as text."
        SecretHexDecode "secret_hex_decode"
            "The sender signs with what the secret given is the hex of. Decode it and give the bytes, or use a scheme whose \
             secretEncoding is hex. Bytes are never decoded: give an encoded secret as text."
        SecretBase64Encode "secret_base64_encode"
            "The sender signs with the text of the secret, and the secret given is what its base 64 decodes to. Give the text as the \
             provider shows it."
        SecretHexEncode "secret_hex_encode"
            "The sender signs with the text of the secret, and the secret given is what its hex decodes to. Give the text as the provider \
             shows it."
        SecretNotDecoded "secret_not_decoded"
            "The sender signs with the text of the secret, and does not decode it as this scheme says. Give the text's bytes as the key, \
             or have the sender decode it."
        SecretHashed "secret_hashed"
            "The provider signs with the SHA-256 of the secret in hex, rather than the secret. Give that as the secret."
        SecretEmptyAtSender "secret_empty_at_sender"
            "The signature was made with an empty secret, or with the word undefined, null or None for one: the sender's secret is not \
             set. Anybody can make such a signature. Set the secret at the sender."
        SecretVariableName "secret_variable_name"
            "The secret given looks like the name of an environment variable, not like its value. Read the variable."
        SecretUnexpandedVariable "secret_unexpanded_variable"
            "The secret given is a reference to a variable that nothing replaced by its value. Read the variable, or have the shell, the \
             CI or the template fill it in."
        SecretPlaceholder "secret_placeholder"
            "The secret given looks like a placeholder from an example, or like a masked one. Give the one that {scheme} shows for this \
             endpoint."
        SecretMalformed "secret_malformed"
            "A secret given is not in the encoding that this scheme's secrets have, so no verifier can be built with it. Copy it whole, as \
             the provider shows it."
        SecretDifferent "secret_different"
            "Nothing that was tried makes the signature match. Most often the secret is another one: that of another endpoint, of test \
             in place of live, or an old one. Copy it anew from {scheme}. Else the body is not what was sent."
    }
    Signature {
        SignatureHex "signature_hex"
            "The signature in {header} is in hex, and the scheme says base 64. Set the scheme's signature.encoding to hex."
        SignatureBase64 "signature_base64"
            "The signature in {header} is in base 64, and the scheme says hex. Set the scheme's signature.encoding to base64."
        SignatureBase64Url "signature_base64url"
            "The signature in {header} is in base 64 of the alphabet for URLs. The sender has to write it as the scheme says."
        SignatureBase64Unpadded "signature_base64_unpadded"
            "The signature in {header} has lost the = at its end. The sender, or something on the way, has to keep it."
        SignatureBase64OfHex "signature_base64_of_hex"
            "The signature in {header} is the base 64 of the hex text. The sender encodes it twice."
        SignatureHexSeparated "signature_hex_separated"
            "The signature in {header} is hex with signs between the bytes, as .NET's BitConverter.ToString writes it. The sender has to \
             write it without."
        SignaturePercentEncoded "signature_percent_encoded"
            "The signature in {header} was percent-encoded, or lost its + to a space. The sender has to write it as it is."
        SignaturePrefixMissing "signature_prefix_missing"
            "The signature in {header} lacks what stands in front of it in this scheme. Set the scheme's signature.syntax \
             to what the sender writes, or give the header's whole value."
        SignaturePrefixExtra "signature_prefix_extra"
            "The signature in {header} has a prefix in front that this scheme does not know. Set the scheme's \
             signature.syntax to what the sender writes."
        SignaturePrefixWrong "signature_prefix_wrong"
            "The signature in {header} has another prefix or field name in front than this scheme says. Set the scheme's \
             signature.syntax to what the sender writes."
        SignatureSeparator "signature_separator"
            "The list that the signature in {header} stands in is separated in another way than this scheme says. Set the \
             scheme's signature.syntax to what the sender writes."
        SignatureQuoted "signature_quoted"
            "The value of {header} is in quotes. Take them away."
        SignatureTruncated "signature_truncated"
            "The signature in {header} is shorter than one of this scheme: it was cut off by a column, a log or a proxy, or is of another \
             algorithm. A shortened signature is never accepted."
        SignatureTooMany "signature_too_many"
            "The header {header} has more signatures than are checked. The sender has to list fewer."
        SignaturePlaceholder "signature_placeholder"
            "The header {header} holds no signature but a word such as undefined or a template that was not filled in. The sender's code \
             did not compute it."
        SignatureMalformed "signature_malformed"
            "The header {header} holds nothing that could be a signature of this scheme. See that the sender signs, and that this is the \
             right header."
    }
    Algorithm {
        AlgorithmSha1 "algorithm_sha1"
            "The signature is an HMAC-SHA1. hookward verifies HMAC-SHA256 alone: choose that at the provider, or its header that has it."
        AlgorithmSha384 "algorithm_sha384"
            "The signature is an HMAC-SHA384. hookward verifies HMAC-SHA256 alone: choose that at the provider."
        AlgorithmSha512 "algorithm_sha512"
            "The signature is an HMAC-SHA512. hookward verifies HMAC-SHA256 alone: choose that at the provider."
        AlgorithmDigest "algorithm_sha256_unkeyed"
            "The signature is a bare SHA-256 of the content, with no secret in it. Anybody can make one, so it proves nothing. The sender \
             has to use HMAC-SHA256."
        AlgorithmDigestOther "algorithm_unkeyed"
            "The signature is a bare hash of the content, with no secret in it. Anybody can make one, so it proves nothing. The sender \
             has to use HMAC-SHA256."
        AlgorithmSecretBody "algorithm_sha256_secret_body"
            "The signature is a bare SHA-256 of the secret and the content, not an HMAC. Such a hash can be extended by anybody. The \
             sender has to use HMAC-SHA256."
        AlgorithmBodySecret "algorithm_sha256_body_secret"
            "The signature is a bare SHA-256 of the content and the secret, not an HMAC. The sender has to use HMAC-SHA256."
        AlgorithmSwapped "algorithm_swapped"
            "The signature is an HMAC with the content as the key and the secret as the message: the sender passes them in the wrong \
             order."
        AlgorithmDigestSigned "algorithm_digest_signed"
            "The signature is an HMAC of the content's SHA-256 in hex, not of the content. The sender hashes it once too often."
    }
    Timestamp {
        TimestampTooOld "timestamp_too_old"
            "The delivery was signed {skew} s ago, which is outside the window. It is a replay or came late, or the clock here is ahead. \
             To look at an old delivery, give the time it was received as now."
        TimestampTooNew "timestamp_too_new"
            "The delivery was signed {skew} s in the future, which is outside the window. The clock here is behind, or the sender's is \
             ahead. Set both by NTP."
        TimestampMilliseconds "timestamp_milliseconds"
            "The timestamp is in milliseconds where it is sent, where it is signed, or in both, and the scheme says otherwise. If in both, set \
             the unit of the scheme's timestamp to ms; if not, the sender has to send the text that it signs."
        TimestampSeconds "timestamp_seconds"
            "The timestamp is in seconds where it is sent, where it is signed, or in both, and the scheme says otherwise. If in both, set the \
             unit of the scheme's timestamp to s; if not, the sender has to send the text that it signs."
        TimestampRfc3339 "timestamp_rfc3339"
            "The timestamp is a date and time in text where it is sent, where it is signed, or in both, and the scheme says a number. If in \
             both, set the unit of the scheme's timestamp to rfc3339; if not, the sender has to send the text that it signs."
        TimestampMalformed "timestamp_malformed"
            "The timestamp is missing from its place, or neither digits alone nor an RFC 3339 date and time. The sender has to write it as \
             the scheme says."
        TimestampRepeated "timestamp_repeated"
            "The header {header} has the timestamp's field more than once, and which of them was signed cannot be known. The sender \
             has to write it once; look for something on the way that adds to the header."
        TimestampNotSigned "timestamp_not_signed"
            "The signature is over the body without the timestamp, which the scheme puts in front. Anybody could change such a \
             timestamp. Make a scheme whose signedContent is {body}, or have the sender sign the timestamp."
        TimestampSigned "timestamp_signed"
            "The signature covers the timestamp in {header} too, and the scheme leaves it out. Make a scheme that has it in \
             signedContent and names its header."
        TimestampSeparator "timestamp_separator"
            "The signature is over the timestamp and the body with something else between or around them than the scheme says. Correct \
             the scheme's signedContent."
        TimestampOrder "timestamp_order"
            "The signature is over the body with the timestamp behind it, and the scheme puts it in front."
        TimestampOtherHeader "timestamp_other_header"
            "The signature covers the time in {header}, and the scheme takes it from elsewhere. Name that header in the scheme's \
             timestamp."
    }
    Header {
        HeaderMissing "header_missing"
            "The header {header} is not there. Either {scheme} does not sign this delivery, since no secret is set there, or something \
             on the way removed the header, or this is not a delivery of {scheme}."
        HeaderEmpty "header_empty"
            "The header {header} is there and empty. The sender sets it from something that it does not have, or something on the way \
             blanked it."
        HeaderRenamed "header_renamed"
            "What the scheme expects is in the header {header}: a proxy or a framework gave it another name. Have it passed on under its \
             own, or give the headers under the names that the scheme knows."
        HeaderDuplicated "header_duplicated"
            "The header {header} is there more than once. Look for a proxy that adds headers or \
             merges requests, and have one copy sent."
        HeaderAmbiguous "header_ambiguous"
            "The header {header} is signed, and has a character that would let the border between two signed parts be moved, so it is \
             never accepted. The sender has to use an id of visible ASCII without the separator."
    }
    Scheme {
        SchemeOther "scheme_other"
            "This is a delivery as the scheme {other} describes it, not {scheme}. Use that scheme, or look which endpoint the request \
             was meant for."
    }
}

impl serde::Serialize for Code {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}
