//! The codes of what may be wrong with a request, and the message of each: one table.
//!
//! In a message, `{scheme}` is the provider that the caller asked about, `{header}` the header, `{other}` the other scheme, `{signature}`
//! whose signature it is and `{skew}` the seconds of a [`Finding`](super::Finding). `{is}` is "looks like" where the finding is
//! likely, so that no more is claimed than is known. `{algorithm}` and `{encoding}` are the scheme's. No message holds a secret, a signature or a body.
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
    /// The signature is not computed as the scheme says.
    Algorithm,
    /// The timestamp, or its part in what is signed.
    Timestamp,
    /// A header is missing, renamed or repeated.
    Header,
    /// The url or the method is not the one signed.
    Url,
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
            "The body is the JSON that was signed, written again. The signed body has no white space. Something parsed it and \
             printed it. Verify the raw bytes, before any JSON parser sees them."
        BodyReserializedJavascript "body_reserialized_javascript"
            "The body is the JSON that was signed, written again. The signed body is as JSON.stringify writes it, which writes \
             numbers and the order of members its own way. Verify the raw bytes; where the provider itself signs \
             JSON.stringify of what it sends, use a scheme with \"reserialized\", and leave the option reserialize on."
        BodyReserializedPython "body_reserialized_python"
            "The body is the JSON that was signed, written again. The signed body is as Python's json.dumps writes it: a space \
             after every comma and colon, and \\u escapes. Something else parsed it and printed it. Verify the raw bytes, not \
             a parsed body."
        BodyReserializedPythonUnicode "body_reserialized_python_unicode"
            "The body is the JSON that was signed, written again. The signed body is as Python's \
             json.dumps(ensure_ascii=False) writes it: a space after every comma and colon. Verify the raw bytes."
        BodyReserializedAscii "body_reserialized_ascii"
            "The body is the JSON that was signed, written again. The signed body has no white space, and \\u escapes for all \
             that is not ASCII, as Python's separators=(',', ':') and PHP's JSON_UNESCAPED_SLASHES write it. Verify the raw \
             bytes."
        BodyReserializedPhp "body_reserialized_php"
            "The body is the JSON that was signed, written again. The signed body is as PHP's json_encode writes it, with \\/ \
             and \\u escapes. In PHP verify file_get_contents('php://input'), elsewhere the raw bytes."
        BodyReserializedPhpUnicode "body_reserialized_php_unicode"
            "The body is the JSON that was signed, written again. The signed body has \\/ for every slash: PHP's json_encode \
             with JSON_UNESCAPED_UNICODE and Swift's JSONEncoder write it so. Verify the raw bytes."
        BodyReserializedPhpPretty "body_reserialized_php_pretty"
            "The body is the JSON that was signed, written again. The signed body is as PHP's json_encode with \
             JSON_PRETTY_PRINT writes it. Verify the raw bytes."
        BodyReserializedPhpHex "body_reserialized_php_hex"
            "The body is the JSON that was signed, written again. The signed body is as PHP's json_encode with the JSON_HEX \
             flags writes it, which Symfony sets: \\u003C, \\u003E, \\u0026, \\u0027 and \\u0022. Verify the raw bytes."
        BodyReserializedMeta "body_reserialized_meta"
            "The body is the JSON that was signed, written again. The signed body has the escapes that Meta writes: \\/, \
             \\u003C, \\u0025 and \\u0040, and \\u escapes in lower case for all that is not ASCII. Verify the raw bytes, \
             before any JSON parser sees them."
        BodyReserializedDotnet "body_reserialized_dotnet"
            "The body is the JSON that was signed, written again. The signed body is as .NET's System.Text.Json writes it, \
             with \\u0022, \\u003C, \\u002B and the like. Verify the raw bytes, read from Request.Body before model binding."
        BodyReserializedDotnetIndented "body_reserialized_dotnet_indented"
            "The body is the JSON that was signed, written again. The signed body is as .NET's System.Text.Json writes it with \
             WriteIndented. Verify the raw bytes."
        BodyReserializedAspnet "body_reserialized_aspnet"
            "The body is the JSON that was signed, written again. The signed body is as ASP.NET's JavaScriptSerializer writes \
             it, with \\u003c, \\u003e, \\u0026 and \\u0027. Verify the raw bytes."
        BodyReserializedNewtonsoft "body_reserialized_newtonsoft"
            "The body is the JSON that was signed, written again. The signed body is as Newtonsoft's Json.NET writes it, with \
             escapes for the line separators of Unicode. Verify the raw bytes."
        BodyReserializedSeparators "body_reserialized_separators"
            "The body is the JSON that was signed, written again. The signed body has escapes for U+2028 and U+2029: Go \
             without SetEscapeHTML and PHP with JSON_UNESCAPED_UNICODE write it so. Verify the raw bytes."
        BodyReserializedGo "body_reserialized_go"
            "The body is the JSON that was signed, written again. The signed body has \\u003c, \\u003e and \\u0026, as Go's \
             encoding/json and Rails' to_json write it. Verify the raw bytes: io.ReadAll(r.Body), request.raw_post."
        BodyReserializedGoIndented "body_reserialized_go_indented"
            "The body is the JSON that was signed, written again. The signed body is as Go's json.MarshalIndent writes it: \
             indented, with \\u003c, \\u003e and \\u0026. Verify the raw bytes: io.ReadAll(r.Body)."
        BodyReserializedGoSorted "body_reserialized_go_sorted"
            "The body is the JSON that was signed, written again. The signed body is as Go writes a map: members sorted, and \
             \\u003c for <. Verify the raw bytes."
        BodyReserializedGson "body_reserialized_gson"
            "The body is the JSON that was signed, written again. The signed body is as Java's Gson writes it, with \\u003d \
             for = and \\u0027 for '. Verify the raw bytes."
        BodyReserializedJackson "body_reserialized_jackson"
            "The body is the JSON that was signed, written again. The signed body has \\u escapes in upper case, as Jackson's \
             ESCAPE_NON_ASCII writes them. Verify the raw bytes."
        BodyReserialized2Spaces "body_reserialized_2_spaces"
            "The body is the JSON that was signed, written again. The signed body is indented by two spaces: \
             JSON.stringify(value, null, 2) and jq write it so. Verify the raw bytes."
        BodyReserialized4Spaces "body_reserialized_4_spaces"
            "The body is the JSON that was signed, written again. The signed body is indented by four spaces. Verify the raw \
             bytes."
        BodyReserializedTab "body_reserialized_tab"
            "The body is the JSON that was signed, written again. The signed body is indented by tabs. Verify the raw bytes."
        BodyReserializedSorted "body_reserialized_sorted"
            "The body is the JSON that was signed, written again. The signed body has its members sorted, and the body has \
             them in another order: it was parsed and printed, or only the sender sorts. Verify the raw bytes."
        BodyReserializedSortedPython "body_reserialized_sorted_python"
            "The body is the JSON that was signed, written again. The signed body is as Python's json.dumps(sort_keys=True) \
             writes it. Verify the raw bytes."
        BodyReserializedColonSpace "body_reserialized_colon_space"
            "The body is the JSON that was signed, written again. The signed body has a space after every colon and none after \
             a comma. Verify the raw bytes."
        BodyEmptyObjectLost "body_empty_object_lost"
            "The body has [] where {} was signed. PHP's json_decode($body, true) makes one of the other. Verify \
             file_get_contents('php://input')."
        BodyNumberSpelling "body_number_spelling"
            "The body has a number that was signed in another spelling, such as 10.00. A JSON parser does not keep the \
             spelling. Verify the raw bytes."
        BodyNumberPrecision "body_number_precision"
            "The body has a number that looks rounded. A parser that holds numbers as floating point does that, as \
             JavaScript's. The signed digits cannot be restored. Verify the raw bytes."
        BodyReserialized "body_reserialized"
            "The body may have been parsed and written again. White space, escapes, the spelling of numbers or the order of \
             members may be lost, and cannot be restored. Verify the raw bytes, before any parser sees them."
        BodyTrailingNewlineAdded "body_trailing_newline_added"
            "The body ends with a newline that was not signed. An editor, echo or a here-document adds one. Verify the bytes as \
             they were received; with curl send --data-binary, with a shell printf '%s'."
        BodyTrailingNewlineRemoved "body_trailing_newline_removed"
            "The signed body ended with a newline, and this one does not. Something trimmed it; curl -d @file does, and \
             --data-binary does not. Verify the bytes as they were received."
        BodyLineBreaksLost "body_line_breaks_lost"
            "The body lost its line breaks. curl -d @file removes them: send with --data-binary @file. Elsewhere verify the \
             bytes as they were received."
        BodyWhitespaceAdded "body_whitespace_added"
            "The body has white space around it that was not signed. Verify the bytes as they were received."
        BodyNulPadded "body_nul_padded"
            "The body ends with NUL bytes that were not signed. A whole buffer was passed, of which only a part was filled. \
             Pass only the bytes received."
        BodyCrlf "body_crlf"
            "The body has CR LF where LF was signed. Something changed its line ends. Read it as binary, not as text."
        BodyLf "body_lf"
            "The body has LF where CR LF was signed. Something changed its line ends. Read it as binary, not as text."
        BodyBomAdded "body_bom_added"
            "The body begins with a byte order mark that was not signed. Read and write it as binary, not as text."
        BodyBomRemoved "body_bom_removed"
            "The body lacks the byte order mark that was signed. Most text decoders remove it. Read the body as binary."
        BodyDoubleUtf8 "body_double_utf8"
            "The body was encoded as UTF-8 twice. It was read as Latin-1 or Windows-1252 between, so every character beyond \
             ASCII became two or more. Read it as binary, or as UTF-8."
        BodyLatin1 "body_latin1"
            "The body is in Latin-1, and its UTF-8 was signed. Something encoded it again. Read it as binary."
        BodyLossyUtf8 "body_lossy_utf8"
            "The body has the character U+FFFD, which may replace bytes that were lost. Decoders put it where bytes were not \
             valid in the encoding they expected. Read the body as binary, not as text."
        BodyWindows1252 "body_windows_1252"
            "The body is in Windows-1252, and its UTF-8 was signed. Something encoded it again. Read it as binary."
        BodyUtf16 "body_utf16"
            "The body is in UTF-16, and its UTF-8 was signed. Read it as binary, and do not encode it again."
        BodyFormPayload "body_form_payload"
            "The body is a form, and the JSON in one field was signed. Verify the decoded value of the field, if the provider \
             documents that."
        BodyFormEncoded "body_form_encoded"
            "The body is the decoded content of a form, and the form itself was signed. Its type was \
             application/x-www-form-urlencoded. Verify the raw bytes, before the form is parsed."
        BodyFormReencoded "body_form_reencoded"
            "The body is the signed form, written again. It has other percent escapes, or + for %20: something parsed it and \
             printed it. Verify the raw bytes."
        BodyUrlEncoded "body_url_encoded"
            "The body is percent-encoded, and the decoded bytes were signed. Do not encode the body before it is verified."
        BodyBase64 "body_base64"
            "The body is the base64 encoding of the signed bytes. Decode it first: on AWS Lambda with Buffer.from(event.body, \
            'base64'), \
             where event.isBase64Encoded has to be true."
        BodyBase64Decoded "body_base64_decoded"
            "The body was decoded from base64, and the base64 text was signed. Verify the body before it is decoded."
        BodyBase64Flag "body_base64_flag"
            "The event's isBase64Encoded does not fit its body. A program that decodes by it gets other bytes than those \
             signed. Correct it where the event is created: in a test's fixture, or by the gateway's binary media types."
        BodyHex "body_hex"
            "The body is the signed bytes in hex. Decode it first, or do not encode it."
        BodyBytesPrinted "body_bytes_printed"
            "The body is the signed bytes, printed as a list of numbers. JSON.stringify or String of a Buffer or Uint8Array \
             prints it so. Pass the bytes themselves."
        BodySignedEmpty "body_signed_empty"
            "The signature is over an empty body, and the body is not empty. Either the request was signed before its body was \
             set, or this provider does not sign the body."
        BodyEmpty "body_empty"
            "The body is empty, or is the {} that a parser returns for none. Something may have read the request's stream \
             first: a body parser, a logger, a proxy. Get the raw bytes before that."
        BodyDoubleStringified "body_double_stringified"
            "The body is a JSON string that contains the signed bytes. It was stringified twice. Pass the text itself."
        BodyStringifiedBySender "body_stringified_by_sender"
            "The signature is over the body as a JSON string. The sender stringifies it twice before it signs. Verify the raw \
             bytes; if these are the raw bytes, the sender signs other bytes than it sends."
        BodyEnvelope "body_envelope"
            "The body is an event that has the signed body in a field. Verify that field: event.body on AWS Lambda, decoded \
            from base64 if event.isBase64Encoded is true."
        BodyHtmlEscaped "body_html_escaped"
            "The body has HTML escapes that were not signed, such as &quot;. Use the body before it is escaped for a page."
        BodySlashesAdded "body_slashes_added"
            "The body has backslashes before quotes that were not signed. PHP's addslashes and WordPress add them. Verify \
             file_get_contents('php://input')."
        BodyPythonBytes "body_python_bytes"
            "The body is the signed bytes as Python prints them, b'…'. Pass the bytes, not str() of them."
        BodyNotJson "body_not_json"
            "The body looks like a parsed object, printed by a language, such as {'a': 1}. The signed bytes cannot be restored \
             from it. Verify the raw bytes."
        BodyObjectObject "body_object_object"
            "The body is [object Object]: a parsed object was converted to text. The signed bytes are lost. Verify the raw \
             bytes; with Express, mount express.raw() on this route."
        BodyParsedAsForm "body_parsed_as_form"
            "The body is JSON that was parsed as a form. It is an object whose name is the JSON. Verify the raw bytes, before \
             any parser sees them."
        BodyCompressed "body_compressed"
            "The body is still compressed. Most providers sign what is inside: decompress it before it is verified, in an \
             adapter with the option decompress: true."
        BodyDecompressed "body_decompressed"
            "The body was compressed, according to {header}, and has been decompressed. If the provider signs the compressed \
             bytes, verify before it is decompressed."
        BodyContentLength "body_content_length"
            "The body does not have the length in {header}. It was truncated, parsed and printed again, re-encoded or \
             decompressed. Verify the raw bytes."
        BodyTooLarge "body_too_large"
            "The body is longer than the verifier accepts. Raise the limit if {scheme} sends bodies that long."
    }
    Secret {
        SecretTrailingNewline "secret_trailing_newline"
            "The secret ends with a newline that is not part of it. Remove it where the secret is read from: a file, echo \
             without -n, a secret manager."
        SecretTrailingWhitespace "secret_trailing_whitespace"
            "The secret ends with white space that is not part of it. Remove it where the secret is stored."
        SecretWhitespace "secret_whitespace"
            "The secret has white space around it that is not part of it. Remove it where the secret is stored."
        SecretQuoted "secret_quoted"
            "The secret has quotes around it that are not part of it. Remove them where it is stored; docker --env-file and \
             some .env readers keep quotes."
        SecretInvisible "secret_invisible"
            "The secret has invisible characters that are not part of it. A byte order mark and a zero-width space are \
             invisible. Copy it again, and save its file as UTF-8 without a byte order mark."
        SecretEscapedNewline "secret_escaped_newline"
            "The secret has \\n as two characters, instead of a newline or nothing. Remove them."
        SecretNewlineMissing "secret_newline_missing"
            "The sender's secret ends with a newline, and this one does not. Remove it at the sender, or add it here."
        SecretBom "secret_bom"
            "The secret begins with a byte order mark that is not part of it. Save its file as UTF-8 without one."
        SecretPrefix "secret_prefix"
            "The secret has a prefix that is not part of it, such as Bearer. Pass the secret without the prefix."
        SecretWhsecPrefix "secret_whsec_prefix"
            "The secret begins with whsec_, but the provider signs with the part after it. Pass it without whsec_."
        SecretV1WhsecPrefix "secret_v1_whsec_prefix"
            "The secret begins with v1, which is not part of it. Remove v1 and its comma or, if this scheme does not decode \
             secrets, also whsec_."
        SecretWhsecMissing "secret_whsec_missing"
            "The secret lacks the whsec_ that the provider signs with. Pass it exactly as the provider shows it."
        SecretNameAndValue "secret_name_and_value"
            "The secret is a whole line, NAME=value, and the provider signs with the value. Pass only the value."
        SecretComment "secret_comment"
            "The secret is followed by a comment that is not part of it. A line of a .env file can have one. Pass only the \
             value."
        SecretUrlEncoded "secret_url_encoded"
            "The secret is percent-encoded, and the provider signs with the decoded text. Decode it, or store it as the \
             provider shows it."
        SecretList "secret_list"
            "The secret is several secrets in one text, and one of them is right. Pass them as a list: secrets: \
             text.split(',')."
        SecretCase "secret_case"
            "The secret differs from the right one in upper and lower case. Copy it as the provider shows it."
        SecretBase64Decode "secret_base64_decode"
            "The secret is base64, and the sender signs with the decoded bytes. Decode it and pass the bytes, or use a scheme \
             whose secretEncoding is base64 or whsec."
        SecretBase64Twice "secret_base64_twice"
            "The secret is encoded in base64 once more than the provider shows it. A Kubernetes manifest encodes secrets, for \
             example. Decode it once."
        SecretHexDecode "secret_hex_decode"
            "The secret is hex, and the sender signs with the decoded bytes. Decode it and pass the bytes, or use a scheme \
             whose secretEncoding is hex."
        SecretBytesEncoded "secret_bytes_encoded"
            "The secret was passed as bytes, which are never decoded. Pass the text, as the provider shows it."
        SecretBase64Encode "secret_base64_encode"
            "The secret was decoded from base64, and the sender signs with the text. Pass the text as the provider shows it."
        SecretHexEncode "secret_hex_encode"
            "The secret was decoded from hex, and the sender signs with the text. Pass the text as the provider shows it."
        SecretNotDecoded "secret_not_decoded"
            "The sender signs with the text of the secret, and does not decode it. This scheme does. Pass the bytes of the \
             text, or have the sender decode it."
        SecretHashed "secret_hashed"
            "The sender signs with the SHA-256 of the secret, in hex. Pass that as the secret."
        SecretEmptyAtSender "secret_empty_at_sender"
            "The sender's secret is not set. The signature was computed with an empty one, or with the word undefined, null or \
             None. Anyone can compute such a signature. Set the secret at the sender."
        SecretVariableName "secret_variable_name"
            "The secret looks like the name of an environment variable, not like its value. Read the variable."
        SecretUnexpandedVariable "secret_unexpanded_variable"
            "The secret looks like a reference to a variable, not like its value. Read the variable, or have the shell, the CI \
             or the template fill it in."
        SecretPlaceholder "secret_placeholder"
            "The secret looks like a placeholder from an example, or like a masked one. Give the one that {scheme} shows for \
             this endpoint."
        SecretMalformed "secret_malformed"
            "The secret is not in the encoding that this scheme uses for secrets{detail}. No verifier can be built with it. Copy \
             it whole, as the provider shows it."
        SecretDifferent "secret_different"
            "The secret is probably another one. Nothing that was tried makes the signature match: it may be that of another \
             endpoint, of test in place of live, or an old one. Copy it again from {scheme}. Else the body is not what was \
             sent."
    }
    Signature {
        SignatureHex "signature_hex"
            "The signature in {header} is in hex, and the scheme says {encoding}. Set the scheme's signature.encoding to hex."
        SignatureBase64 "signature_base64"
            "The signature in {header} is in base64, and the scheme has {encoding}. Set the scheme's signature.encoding to \
             base64."
        SignatureBase64Url "signature_base64url"
            "The signature in {header} is in base64 for URLs, and the scheme has {encoding}. That has - and _ in place of + \
            and /. Set \
            the scheme's signature.encoding to base64url, or base64url_padded where it ends with =."
        SignatureBase64Unpadded "signature_base64_unpadded"
            "The signature in {header} has too few = at its end. The sender, or a program on the way, has to keep them."
        SignatureBase64Padded "signature_base64_padded"
            "The signature in {header} ends with =, which this scheme does not have. Set the scheme's signature.encoding to \
             base64url_padded."
        SignatureBase64OfHex "signature_base64_of_hex"
            "The signature in {header} is the base64 of the hex text. The sender encodes it twice."
        SignatureHexSeparated "signature_hex_separated"
            "The signature in {header} is hex with separators between the bytes. .NET's BitConverter.ToString writes it so. \
             The sender has to write it without."
        SignaturePercentEncoded "signature_percent_encoded"
            "The signature in {header} was percent-encoded, or lost its + to a space. The sender has to write it as it is."
        SignaturePrefixMissing "signature_prefix_missing"
            "The signature in {header} lacks the prefix that this scheme has. Set the scheme's signature.syntax to what the \
             sender writes, or pass the whole value of the header."
        SignaturePrefixExtra "signature_prefix_extra"
            "The signature in {header} has a prefix that this scheme does not know. Set the scheme's signature.syntax to what \
             the sender writes."
        SignaturePrefixWrong "signature_prefix_wrong"
            "The signature in {header} has another prefix or field name than in this scheme. Set the scheme's signature.syntax \
             to what the sender writes."
        SignatureSeparator "signature_separator"
            "The list in {header} has another separator than this scheme. Set the scheme's signature.syntax to what the sender \
             writes."
        SignatureEntryMalformed "signature_entry_malformed"
            "The list in {header} has an entry that cannot be read, at position {detail}. A verifier refuses the whole list. \
             The sender has to remove it, or write it as the scheme describes."
        SignatureSeveral "signature_several"
            "The header {header} has several signatures, and the scheme expects one. A provider sends several during a \
             rotation. Set the scheme's signature.syntax to a list: { list: { separator: \",\", prefix: \"v0=\" } } reads \
             v0=…,…, a tag instead of the prefix reads v0=…,v0=…, and neither reads …,…."
        SignatureNotAlone "signature_not_alone"
            "The header {header} has other text besides the signature. The sender has to write only the signature, as the \
             scheme describes it."
        SignatureQuoted "signature_quoted"
            "The value of {header} has quotes around it. Remove them."
        SignatureTruncated "signature_truncated"
            "The signature in {header} is shorter than one of this scheme. It was truncated by a column, a log or a proxy, or \
             is of another algorithm. A truncated signature is never accepted."
        SignatureTooMany "signature_too_many"
            "The header {header} has more signatures than are checked. The sender has to list fewer."
        SignatureOtherHeader "signature_other_header"
            "The signature that matches is in {header} instead of {own}. A provider with two secrets may sign twice, in two \
             headers. Pass the secret that belongs to {own}, or name {header} in the scheme's signature."
        SignaturePlaceholder "signature_placeholder"
            "The header {header} has a word or a template instead of a signature. For example, it is undefined if the sender's \
             code did not compute it."
        SignatureMalformed "signature_malformed"
            "The header {header} has no value that could be a signature of this scheme. Check that the sender signs, and that \
             this is the right header."
    }
    Algorithm {
        AlgorithmSha1 "algorithm_sha1"
            "The signature is an HMAC-SHA1, and the scheme has HMAC-{algorithm}. Choose that at the provider, or its header \
             that has it; else set the scheme's algorithm to sha1."
        AlgorithmSha256 "algorithm_sha256"
            "The signature is an HMAC-SHA256, and the scheme has HMAC-{algorithm}. Set the scheme's algorithm to sha256, or \
             leave it out."
        AlgorithmSha384 "algorithm_sha384"
            "The signature is an HMAC-SHA384, which hookward does not verify. The scheme has HMAC-{algorithm}. Choose that \
             at the provider."
        AlgorithmSha512 "algorithm_sha512"
            "The signature is an HMAC-SHA512, and the scheme has HMAC-{algorithm}. Choose that at the provider; else set the \
             scheme's algorithm to sha512."
        AlgorithmOther "algorithm_other"
            "The signature has {detail}. An HMAC-{algorithm} has another length, so it is of another algorithm, or was \
             changed. Choose HMAC-{algorithm} at the provider, or set the scheme's algorithm to what it signs with."
        AlgorithmDigest "algorithm_sha256_unkeyed"
            "The signature is a bare SHA-256 of the content, with no secret in it. Anyone can compute one, so it proves \
             nothing. The sender has to use HMAC-{algorithm}."
        AlgorithmDigestOther "algorithm_unkeyed"
            "The signature is a bare hash of the content, with no secret in it. Anyone can compute one, so it proves nothing. \
             The sender has to use HMAC-{algorithm}."
        AlgorithmSecretBody "algorithm_sha256_secret_body"
            "The signature is a bare SHA-256 of the secret and the content. It is not an HMAC, and anyone can extend such a \
            hash. The sender has to use HMAC-{algorithm}."
        AlgorithmBodySecret "algorithm_sha256_body_secret"
            "The signature is a bare SHA-256 of the content and the secret. It is not an HMAC. The sender has to use \
             HMAC-{algorithm}."
        AlgorithmSwapped "algorithm_swapped"
            "The sender swaps secret and content. The signature is an HMAC with the content as the key and the secret as the \
             message."
        AlgorithmDigestSigned "algorithm_digest_signed"
            "The sender hashes the content before it signs. The signature is an HMAC of the content's hash in hex, instead of \
             the content."
    }
    Timestamp {
        TimestampTooOld "timestamp_too_old"
            "The delivery was signed {skew} s ago, which is outside the window. It is a replay, it arrived late, or the clock here is \
             ahead. To explain an old delivery, pass the time of receipt as now."
        TimestampTooNew "timestamp_too_new"
            "The delivery was signed {skew} s in the future, which is outside the window. The clock of this machine is slow, \
            or the sender's is fast. Synchronize both by NTP."
        TimestampMilliseconds "timestamp_milliseconds"
            "The timestamp is in milliseconds, and the scheme expects another unit. It is so where it is sent, where it is \
            signed, or \
             in both. If in both, set the unit of the scheme's timestamp to ms; if not, the sender has to send the text that it \
             signs."
        TimestampSeconds "timestamp_seconds"
            "The timestamp is in seconds, and the scheme expects another unit. It is so where it is sent, where it is signed, \
            or in \
             both. If in both, set the unit of the scheme's timestamp to s; if not, the sender has to send the text that it \
             signs."
        TimestampRfc3339 "timestamp_rfc3339"
            "The timestamp is an RFC 3339 date and time, and the scheme expects another unit. It is so where it is sent, \
            where it \
             is signed, or in both. If in both, set the unit of the scheme's timestamp to rfc3339; if not, the sender has to \
             send the text that it signs."
        TimestampIso8601 "timestamp_iso8601"
            "The timestamp is a time without a zone, and the scheme expects another unit. If the provider means UTC, \
            set \
             the unit of the scheme's timestamp to iso8601."
        TimestampHttpDate "timestamp_http_date"
            "The timestamp is a date of HTTP, and the scheme expects another unit. An example is Mon, 21 Sep 2026 14:13:20 \
             GMT. It is so where it is sent, where it is signed, or in both. If in both, set the unit of the scheme's \
             timestamp to http_date; if not, the sender has to send the text that it signs."
        TimestampMalformed "timestamp_malformed"
            "The timestamp is missing or cannot be read. It has to be only digits, or a date and time, as the scheme expects."
        TimestampRepeated "timestamp_repeated"
            "The header {header} has the timestamp's field more than once. So the signed one is ambiguous. The sender has to \
             write it once. Look for a program on the way that adds to the header."
        TimestampNotSigned "timestamp_not_signed"
            "The signature does not cover the timestamp, which the scheme has in signedContent. Anyone could change such a \
             timestamp. Remove it from signedContent, or have the sender sign it."
        TimestampSigned "timestamp_signed"
            "The signature covers the time in {header} too, and the scheme does not have it. Add it to signedContent, and name \
             its header."
        TimestampSeparator "timestamp_separator"
            "The timestamp and the body were joined with other text than the scheme expects. Correct the scheme's \
             signedContent."
        TimestampOrder "timestamp_order"
            "The timestamp was signed after the body, and the scheme has it before. Correct the scheme's signedContent."
        TimestampOtherHeader "timestamp_other_header"
            "The signature covers the time in {header}, and the scheme uses another. Name that header in the scheme's \
             timestamp."
    }
    Header {
        HeaderMissing "header_missing"
            "The header {header} is missing. Either no secret is set at {scheme}, or a program on the way removed the header, \
             or this is not a delivery of {scheme}."
        HeaderEmpty "header_empty"
            "The header {header} is empty. The sender has no value for it, or a proxy removed the value."
        HeaderRenamed "header_renamed"
            "The header {header} has the value that the scheme expects in another. A proxy or a framework renamed it, or the \
             scheme has the wrong name. Restore the name, or correct the scheme."
        HeaderDuplicated "header_duplicated"
            "The header {header} appears more than once. Look for a proxy that adds headers or merges requests, and have one \
             copy sent."
        HeaderSplit "header_split"
            "One value of {header} was split at a comma. The pieces came as several values, or joined by a comma and a space. \
             Pass the value as one string."
        HeaderNotSigned "header_not_signed"
            "The signature does not cover {header}, which the scheme has in signedContent. Remove it there, or have the sender \
             sign it."
        HeaderSigned "header_signed"
            "The signature covers {header} too, and the scheme does not have it. Add it to signedContent."
        HeaderAmbiguous "header_ambiguous"
            "The header {header} has a character that a signed header must not have. It could move the boundary between two \
            signed parts, so it is never accepted. The sender has to use an id of visible ASCII without the separator."
    }
    Url {
        UrlMissing "url_missing"
            "{scheme} signs the url of the request, and none was passed. Pass url: the one that is set at {scheme}, with the \
             query of the request."
        UrlScheme "url_scheme"
            "Another url was signed. It begins with https:// and yours with http://, or the other way round. An app behind a \
             proxy that terminates TLS sees http. Pass the url that is set at {scheme}."
        UrlTrailingSlash "url_trailing_slash"
            "Another url was signed. Its path ends with a slash and yours does not, or the other way round. Pass the url that \
             is set at {scheme}."
        UrlPort "url_port"
            "Another url was signed. It has a port and yours does not, or the other way round. Pass the url that is set at \
             {scheme}."
        UrlQuery "url_query"
            "Another url was signed. It has no query, and yours has. A program on the way added it, or the provider signs the \
             url without it. Pass the url that is set at {scheme}."
        UrlHost "url_host"
            "Another url was signed. Its host is the one in {header}. Pass the url that is set at {scheme}, instead of the one \
             that the app sees."
        UrlPath "url_path"
            "Another url was signed. Its path is the one in {header}. A program on the way rewrote the path. Pass the url that \
             is set at {scheme}."
        UrlDecoded "url_decoded"
            "Another url was signed. It is not percent-encoded, and yours is. Pass the url as it was signed."
        UrlMethod "url_method"
            "Another method was signed. Pass the method of the request. The default is POST."
        UrlNotSigned "url_not_signed"
            "The signature does not cover the url or the method, which this scheme expects. Remove it from signedContent, or \
             have the sender sign it."
        UrlBodyHash "url_body_hash"
            "The url has the hash of another body. A program changed the body on its way, or the query of the url is that of \
             another delivery. Verify the bytes as they were received."
    }
    Scheme {
        SchemeOther "scheme_other"
            "This {is} {signature}, and you verify as {scheme}. Use the scheme {other}, or check which endpoint the request \
             was sent to."
    }
}

impl serde::Serialize for Code {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}
