//! The codes of findings, with the message of each: one table.
//!
//! Messages contain placeholders. `{scheme}` is the provider that the caller named, `{header}` the header, `{other}` the other
//! scheme, `{signature}` a phrase for the signature and its provider, and `{skew}` the seconds of a [`Finding`](super::Finding).
//! `{is}` is "looks like" if the finding is likely, so that no message claims more than is known. `{algorithm}` and `{encoding}`
//! belong to the scheme. No message contains a secret, a signature or a body. A message states what the request shows and what to
//! do, so that no one has to look up a code.

/// The subject of a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Subject {
    /// The given bytes are not the signed bytes.
    Body,
    /// The key is not the key with which the provider signs.
    Secret,
    /// The signature is not written as the scheme specifies.
    Signature,
    /// The signature is not computed as the scheme specifies.
    Algorithm,
    /// The timestamp is wrong, or its part in the signed content.
    Timestamp,
    /// A header is missing, renamed or repeated.
    Header,
    /// The URL or the method is not the signed one.
    Url,
    /// The request belongs to a different provider.
    Scheme,
}

macro_rules! codes {
    ($($subject:ident { $($name:ident $code:literal $message:literal)* })*) => {
        /// The code of a finding. Its [`as_str`](Self::as_str) is stable, so programs can compare it.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[allow(missing_docs, reason = "the message of each is what it means")]
        #[non_exhaustive]
        pub enum Code { $($($name,)*)* }

        impl Code {
            /// Every code, grouped by subject.
            pub const ALL: &'static [Self] = &[$($(Self::$name,)*)*];

            /// Returns the code as a string, such as `body_reserialized_compact`.
            pub const fn as_str(self) -> &'static str {
                match self { $($(Self::$name => $code,)*)* }
            }

            /// Returns the subject of the code.
            pub const fn subject(self) -> Subject {
                match self { $($(Self::$name => Subject::$subject,)*)* }
            }

            /// Returns the message for the operator: the meaning, and what to do.
            ///
            /// The message contains placeholders in braces for the details of a finding.
            pub const fn message(self) -> &'static str {
                match self { $($(Self::$name => $message,)*)* }
            }
        }
    };
}

codes! {
    Body {
        BodyReserializedCompact "body_reserialized_compact"
            "The body is a re-serialized copy of the signed JSON. The signed body has no white space. Verify the raw \
             bytes, before any JSON parser reads them."
        BodyReserializedJavascript "body_reserialized_javascript"
            "The body is a re-serialized copy of the signed JSON. The signed body is the output of JSON.stringify, which \
             has its own format of numbers and order of members. Verify the raw bytes. If they do not match \
             either, the provider signs other bytes than it sends. Then use a scheme that sets \"reserialized\", and keep \
             the option reserialize on."
        BodyReserializedPython "body_reserialized_python"
            "The body is a re-serialized copy of the signed JSON. The signed body is the output of Python's json.dumps: \
             a space after each comma and colon, and \\u escapes. Verify the raw bytes, before any JSON parser reads \
             them."
        BodyReserializedPythonUnicode "body_reserialized_python_unicode"
            "The body is a re-serialized copy of the signed JSON. The signed body is the output of Python's \
             json.dumps(ensure_ascii=False): a space after each comma and colon. Verify the raw bytes."
        BodyReserializedAscii "body_reserialized_ascii"
            "The body is a re-serialized copy of the signed JSON. The signed body has \\u escapes for every character \
             that is not ASCII, and no white space. It is the output of Python's json.dumps with separators=(',', ':'), \
             or of PHP's json_encode with JSON_UNESCAPED_SLASHES. Verify the raw bytes."
        BodyReserializedPhp "body_reserialized_php"
            "The body is a re-serialized copy of the signed JSON. The signed body is the output of PHP's json_encode, \
             with \\/ and \\u escapes. In PHP, verify file_get_contents('php://input'). Elsewhere, verify the raw bytes."
        BodyReserializedPhpUnicode "body_reserialized_php_unicode"
            "The body is a re-serialized copy of the signed JSON. The signed body has \\/ for every slash. It is the \
             output of PHP's json_encode with JSON_UNESCAPED_UNICODE, or of Swift's JSONEncoder. Verify the raw bytes."
        BodyReserializedPhpPretty "body_reserialized_php_pretty"
            "The body is a re-serialized copy of the signed JSON. The signed body is the output of PHP's json_encode \
             with JSON_PRETTY_PRINT. Verify the raw bytes."
        BodyReserializedPhpHex "body_reserialized_php_hex"
            "The body is a re-serialized copy of the signed JSON. The signed body is the output of PHP's json_encode \
             with the JSON_HEX flags, which Symfony sets. They escape <, >, &, ' and \" as \\u003C, \\u003E, \\u0026, \
             \\u0027 and \\u0022. Verify the raw bytes."
        BodyReserializedMeta "body_reserialized_meta"
            "The body is a re-serialized copy of the signed JSON. The signed body has the escapes that Meta uses: \\/, \
             \\u003C, \\u0025, \\u0040, and lowercase \\u escapes for every character that is not ASCII. Verify the raw \
             bytes, before any JSON parser reads them."
        BodyReserializedDotnet "body_reserialized_dotnet"
            "The body is a re-serialized copy of the signed JSON. The signed body is the output of .NET's \
             System.Text.Json, with escapes such as \\u0022, \\u003C and \\u002B. Verify the raw bytes, read from \
             Request.Body before model binding."
        BodyReserializedDotnetIndented "body_reserialized_dotnet_indented"
            "The body is a re-serialized copy of the signed JSON. The signed body is the output of .NET's \
             System.Text.Json with WriteIndented. Verify the raw bytes."
        BodyReserializedAspnet "body_reserialized_aspnet"
            "The body is a re-serialized copy of the signed JSON. The signed body is the output of ASP.NET's \
             JavaScriptSerializer, with \\u003c, \\u003e, \\u0026 and \\u0027. Verify the raw bytes."
        BodyReserializedNewtonsoft "body_reserialized_newtonsoft"
            "The body is a re-serialized copy of the signed JSON. The signed body is the output of Newtonsoft's \
             Json.NET, which escapes the line separators of Unicode. Verify the raw bytes."
        BodyReserializedSeparators "body_reserialized_separators"
            "The body is a re-serialized copy of the signed JSON. The signed JSON escapes U+2028 and U+2029, as Go does \
             with SetEscapeHTML(false) and PHP does with JSON_UNESCAPED_UNICODE. Verify the raw bytes."
        BodyReserializedGo "body_reserialized_go"
            "The body is a re-serialized copy of the signed JSON. The signed JSON escapes <, > and & as \\u003c, \
             \\u003e and \\u0026, as Go's encoding/json and Rails' to_json do. Verify the raw bytes: io.ReadAll(r.Body) \
             in Go, request.raw_post in Rails."
        BodyReserializedGoIndented "body_reserialized_go_indented"
            "The body is a re-serialized copy of the signed JSON. The signed body is the output of Go's \
             json.MarshalIndent: indented, with \\u003c, \\u003e and \\u0026. Verify the raw bytes: io.ReadAll(r.Body)."
        BodyReserializedGoSorted "body_reserialized_go_sorted"
            "The body is a re-serialized copy of the signed JSON. The signed body is the output of Go's encoding/json \
             for a map: the keys are sorted, and < is escaped as \\u003c. Verify the raw bytes."
        BodyReserializedGson "body_reserialized_gson"
            "The body is a re-serialized copy of the signed JSON. The signed body is the output of Java's Gson, with \
             \\u003d for = and \\u0027 for '. Verify the raw bytes."
        BodyReserializedJackson "body_reserialized_jackson"
            "The body is a re-serialized copy of the signed JSON. The signed body has \\u escapes with uppercase hex \
             digits, such as \\u00E9. It is the output of Java's Jackson with ESCAPE_NON_ASCII. Verify the raw bytes."
        BodyReserialized2Spaces "body_reserialized_2_spaces"
            "The body is a re-serialized copy of the signed JSON. The signed body is indented by two spaces. It is the \
             output of JSON.stringify(value, null, 2) or of jq. Verify the raw bytes."
        BodyReserialized4Spaces "body_reserialized_4_spaces"
            "The body is a re-serialized copy of the signed JSON. The signed body is indented by four spaces. Verify the \
             raw bytes."
        BodyReserializedTab "body_reserialized_tab"
            "The body is a re-serialized copy of the signed JSON. The signed body is indented by tabs. Verify the raw \
             bytes."
        BodyReserializedSorted "body_reserialized_sorted"
            "The body is a re-serialized copy of the signed JSON. The members of the signed body are sorted, and those \
             of the body are not. Either a parser changed their order, or the sender sorts them only to sign. Verify the \
             raw bytes."
        BodyReserializedSortedPython "body_reserialized_sorted_python"
            "The body is a re-serialized copy of the signed JSON. The signed body is the output of Python's \
             json.dumps(sort_keys=True). Verify the raw bytes."
        BodyReserializedColonSpace "body_reserialized_colon_space"
            "The body is a re-serialized copy of the signed JSON. The signed body has a space after each colon and none \
             after a comma. Verify the raw bytes."
        BodyEmptyObjectLost "body_empty_object_lost"
            "The body has [] where the signed body has {}. PHP's json_decode($body, true) causes this. Verify \
             file_get_contents('php://input')."
        BodyNumberSpelling "body_number_spelling"
            "The format of a number in the body is not the one that was signed. An example is 10.00: JSON parsers do not \
             preserve its format. Verify the raw bytes."
        BodyNumberPrecision "body_number_precision"
            "The body contains a number that looks rounded. JavaScript's parser and others store numbers as floating \
             point and round them. The signed digits cannot be restored. Verify the raw bytes."
        BodyReserialized "body_reserialized"
            "The body may have been parsed and re-serialized. Then white space, escapes, the format of numbers or the \
             order of members are lost and cannot be restored. Verify the raw bytes, before any JSON parser reads them."
        BodyTrailingNewlineAdded "body_trailing_newline_added"
            "The body ends with a newline that was not signed. An editor, echo or a here-document adds one. Verify the \
             bytes as they were received. To send a file with curl, use --data-binary; in a shell, use printf '%s'."
        BodyTrailingNewlineRemoved "body_trailing_newline_removed"
            "The signed body ends with a newline, but this body does not. Something removed it. For example, curl -d \
             @file removes newlines; use curl --data-binary @file. Verify the bytes as they were received."
        BodyLineBreaksLost "body_line_breaks_lost"
            "The body lost its line breaks. curl -d @file removes them; use curl --data-binary @file. Elsewhere, verify \
             the bytes as they were received."
        BodyWhitespaceAdded "body_whitespace_added"
            "The body has white space at its start or end that was not signed. Verify the bytes as they were received."
        BodyNulPadded "body_nul_padded"
            "The body ends with NUL bytes that were not signed. A partly filled buffer was passed in full. Pass only the \
             bytes received."
        BodyCrlf "body_crlf"
            "The body has CR LF line breaks, but the signed body has LF. Something converted the body. Read the body as \
             binary, not as text."
        BodyLf "body_lf"
            "The body has LF line breaks, but the signed body has CR LF. Something converted the body. Read the body as \
             binary, not as text."
        BodyBomAdded "body_bom_added"
            "The body begins with a byte order mark that was not signed. Read and write the body as binary, not as text."
        BodyBomRemoved "body_bom_removed"
            "The signed body begins with a byte order mark, but this body does not. Most text decoders remove it. Read \
             the body as binary, not as text."
        BodyDoubleUtf8 "body_double_utf8"
            "The body was encoded as UTF-8 twice. Its UTF-8 bytes were read as Latin-1 or Windows-1252 and encoded \
             again, so each character beyond ASCII became two or more characters. Read the body as binary, or as UTF-8."
        BodyLatin1 "body_latin1"
            "The body is in Latin-1, but the signed body is in UTF-8. Something converted the body. Read the body as \
             binary, not as text."
        BodyLossyUtf8 "body_lossy_utf8"
            "The body contains the character U+FFFD. Text decoders put it where bytes are not valid in the expected \
             encoding, so signed bytes may be lost. Read the body as binary, not as text."
        BodyWindows1252 "body_windows_1252"
            "The body is in Windows-1252, but the signed body is in UTF-8. Something converted the body. Read the body \
             as binary, not as text."
        BodyUtf16 "body_utf16"
            "The body is in UTF-16, but the signed body is in UTF-8. Something converted the body. Read the body as \
             binary, not as text."
        BodyFormPayload "body_form_payload"
            "The body is a form, and only the JSON in one field was signed. If the provider documents this, verify the \
             decoded value of that field."
        BodyFormEncoded "body_form_encoded"
            "The body is the decoded content of a form, and the encoded form was signed. Its content type was \
             application/x-www-form-urlencoded. Verify the raw bytes, before the form is parsed."
        BodyFormReencoded "body_form_reencoded"
            "The body is a re-encoded copy of the signed form data. It has different percent escapes than the signed \
             form data, or + instead of %20. Something parsed the form data and encoded it again. Verify the raw bytes."
        BodyUrlEncoded "body_url_encoded"
            "The body is percent-encoded, but the decoded bytes were signed. Verify the body before anything encodes it."
        BodyBase64 "body_base64"
            "The body is the base64 of the signed bytes. Decode it before you verify it. On AWS Lambda, if \
             event.isBase64Encoded is true, use Buffer.from(event.body, 'base64')."
        BodyBase64Decoded "body_base64_decoded"
            "The body was decoded from base64, and the base64 text was signed. Verify the body before it is decoded."
        BodyBase64Flag "body_base64_flag"
            "The event's isBase64Encoded does not fit its body. A program that relies on isBase64Encoded reads bytes that \
             are not the signed ones. Correct isBase64Encoded where the event is created: in the fixture of a test, or in \
             the binary media types of the gateway."
        BodyHex "body_hex"
            "The body is the signed bytes in hex. Decode it before you verify it, or do not encode it."
        BodyBytesPrinted "body_bytes_printed"
            "The body is the signed bytes, printed as a list of numbers. JSON.stringify or String of a Buffer or a \
             Uint8Array prints them in this form. Pass the bytes themselves."
        BodySignedEmpty "body_signed_empty"
            "The signature is over an empty body, and this body is not empty. Either the sender signed the request \
             before it set the body, or this provider does not sign the body."
        BodyEmpty "body_empty"
            "The body is empty, or is {}, which parsers return for an empty body. A body parser, a logger or a proxy may \
             have read the request's stream first. Read the raw bytes before anything else reads the stream."
        BodyDoubleStringified "body_double_stringified"
            "The body is a JSON string, and the signed bytes are its content. The body was stringified twice. Pass the \
             content of the string."
        BodyStringifiedBySender "body_stringified_by_sender"
            "The signature is over the body as a JSON string. The sender stringifies the body twice before it signs. \
             Verify the raw bytes. If these are the raw bytes, the sender signs bytes that it does not send."
        BodyEnvelope "body_envelope"
            "The body is an event, and the signed body is in one of its fields. Verify that field. On AWS Lambda, this field \
             is event.body, decoded from base64 if event.isBase64Encoded is true."
        BodyHtmlEscaped "body_html_escaped"
            "The body contains HTML escapes that were not signed, such as &quot;. Verify the body before it is escaped \
             for a page."
        BodySlashesAdded "body_slashes_added"
            "The body has a backslash before each quote, but the signed body has none. PHP's addslashes and WordPress \
             add backslashes. Verify file_get_contents('php://input')."
        BodyPythonBytes "body_python_bytes"
            "The body is b'…': the signed bytes, as Python prints them. Pass the bytes, not str() of them."
        BodyNotJson "body_not_json"
            "The body looks like a parsed object that a language printed, such as {'a': 1}. The signed bytes cannot be \
             restored. Verify the raw bytes."
        BodyObjectObject "body_object_object"
            "The body is [object Object]: a parsed object was converted to text. The signed bytes are lost. Verify the \
             raw bytes. In Express, use express.raw() for this route."
        BodyParsedAsForm "body_parsed_as_form"
            "The JSON body was parsed as a form. The result is an object with one key, which is the whole JSON text. \
             Verify the raw bytes, before any parser reads them."
        BodyCompressed "body_compressed"
            "The body is still compressed. Most providers sign the decompressed body. Decompress the body before you \
             verify it; in an adapter, set the option decompress: true."
        BodyDecompressed "body_decompressed"
            "The header {header} says that the body was compressed, and the body is decompressed. If the provider signs \
             the compressed bytes, verify the body before it is decompressed."
        BodyContentLength "body_content_length"
            "The length of the body is not the one in {header}. The body was truncated, re-serialized, re-encoded or \
             decompressed. Verify the raw bytes."
        BodyTooLarge "body_too_large"
            "The body is longer than the verifier accepts. If {scheme} sends bodies of this length, raise the limit."
    }
    Secret {
        SecretTrailingNewline "secret_trailing_newline"
            "The secret ends with a newline that is not part of it. Remove the newline at its source: a file, echo \
             without -n, a secret manager."
        SecretTrailingWhitespace "secret_trailing_whitespace"
            "The secret ends with white space that is not part of it. Remove the white space where the secret is stored."
        SecretWhitespace "secret_whitespace"
            "The secret has white space around it that is not part of it. Remove the white space where the secret is \
             stored."
        SecretQuoted "secret_quoted"
            "The secret has quotes around it that are not part of it. Remove the quotes where the secret is stored. \
             docker --env-file and some .env readers keep quotes."
        SecretInvisible "secret_invisible"
            "The secret contains invisible characters that are not part of it. A byte order mark and a zero-width space \
             are invisible. Copy the secret again, and save its file as UTF-8 without a byte order mark."
        SecretEscapedNewline "secret_escaped_newline"
            "The secret contains the two characters \\n, which are not part of it. Remove them at the end of the secret. \
             Elsewhere, replace them with a newline."
        SecretNewlineMissing "secret_newline_missing"
            "The sender's secret ends with a newline, but yours does not. Remove the newline at the sender, or add one \
             to your secret."
        SecretBom "secret_bom"
            "The secret begins with a byte order mark that is not part of it. Save its file as UTF-8 without a byte \
             order mark."
        SecretPrefix "secret_prefix"
            "The secret has a prefix that is not part of it, such as Bearer. Pass the secret without the prefix."
        SecretWhsecPrefix "secret_whsec_prefix"
            "The secret begins with whsec_, but the provider signs with the part after it. Pass the secret without \
             whsec_."
        SecretV1WhsecPrefix "secret_v1_whsec_prefix"
            "The secret begins with \"v1,\", which is not part of it. Remove these three characters. If the signature still \
             does not match, and the secret then begins with whsec_, remove whsec_ too."
        SecretWhsecMissing "secret_whsec_missing"
            "The provider's secret begins with whsec_, but yours does not. Pass the secret exactly as the provider shows \
             it."
        SecretNameAndValue "secret_name_and_value"
            "The secret is a whole line, NAME=value, but the provider signs with the value alone. Pass only the value."
        SecretComment "secret_comment"
            "The secret is followed by a comment that is not part of it. A line of a .env file can have a comment. Pass \
             only the value."
        SecretUrlEncoded "secret_url_encoded"
            "The secret is percent-encoded, but the provider signs with the decoded text. Decode the secret, or store it \
             as the provider shows it."
        SecretList "secret_list"
            "The secret is several secrets in one text, and one of them is right. Pass a list: secrets: text.split(',')."
        SecretCase "secret_case"
            "The secret differs from the right one in upper and lower case. Copy the secret exactly as the provider \
             shows it."
        SecretBase64Decode "secret_base64_decode"
            "The secret is base64, but the sender signs with the decoded bytes. Decode the secret and pass the bytes, or \
             use a scheme whose secretEncoding is base64 or whsec."
        SecretBase64Twice "secret_base64_twice"
            "The secret was encoded in base64 once more than the provider shows it. A Kubernetes manifest encodes \
             secrets, for example. Decode the secret once."
        SecretHexDecode "secret_hex_decode"
            "The secret is hex, but the sender signs with the decoded bytes. Decode the secret and pass the bytes, or \
             use a scheme whose secretEncoding is hex."
        SecretBytesEncoded "secret_bytes_encoded"
            "The secret was passed as bytes, which are never decoded. Pass the secret as text, as the provider shows it."
        SecretBase64Encode "secret_base64_encode"
            "You passed the secret decoded from base64, but the sender does not decode it. Pass the secret as the \
             provider shows it."
        SecretHexEncode "secret_hex_encode"
            "You passed the secret decoded from hex, but the sender does not decode it. Pass the secret as the provider \
             shows it."
        SecretNotDecoded "secret_not_decoded"
            "The sender uses the text of the secret, but this scheme decodes the secret. Pass the bytes of the text, or \
             have the sender decode the secret."
        SecretHashed "secret_hashed"
            "The sender signs with the SHA-256 of the secret, in hex. Pass that hash as the secret."
        SecretEmptyAtSender "secret_empty_at_sender"
            "The sender's secret is not set. The signature was computed with an empty secret, or with the word \
             undefined, null or None. Anyone can compute such a signature. Set the secret at the sender."
        SecretVariableName "secret_variable_name"
            "The secret looks like the name of an environment variable instead of its value. Pass the value of the \
             variable, such as process.env.NAME."
        SecretUnexpandedVariable "secret_unexpanded_variable"
            "The secret looks like a reference to a variable instead of its value. Pass the value of the variable, or \
             let the shell, the CI or the template fill it in."
        SecretPlaceholder "secret_placeholder"
            "The secret looks like a placeholder from an example, or like a masked secret. Pass the secret that {scheme} \
             shows for this endpoint."
        SecretMalformed "secret_malformed"
            "The secret is not in the encoding that this scheme uses for secrets{detail}. No verifier can be created \
             with it. Copy the whole secret, as the provider shows it."
        SecretDifferent "secret_different"
            "The secret is probably a different one. No change that was tried makes the signature match. The secret may \
             belong to a different endpoint, to test mode instead of live mode, or may be an old one. Copy it again from \
             {scheme}. If it is the right one, the body is not the one that was sent."
    }
    Signature {
        SignatureHex "signature_hex"
            "The signature in {header} is in hex, but the scheme expects {encoding}. Set the scheme's signature.encoding \
             to hex."
        SignatureBase64 "signature_base64"
            "The signature in {header} is in base64, but the scheme expects {encoding}. Set the scheme's \
             signature.encoding to base64."
        SignatureBase64Url "signature_base64url"
            "The signature in {header} is in base64url, but the scheme expects {encoding}. base64url has - and _ in \
             place of + and /. Set the scheme's signature.encoding to base64url, or to base64url_padded if the signature \
             ends with =."
        SignatureBase64Unpadded "signature_base64_unpadded"
            "The signature in {header} lacks = padding at its end. The sender or a proxy removed it. Configure it to keep the padding."
        SignatureBase64Padded "signature_base64_padded"
            "The signature in {header} is padded with =, but this scheme expects no padding. Set the scheme's \
             signature.encoding to base64url_padded."
        SignatureBase64OfHex "signature_base64_of_hex"
            "The signature in {header} is the base64 of the hex text. The sender encodes it twice. It has to encode it \
             once."
        SignatureHexSeparated "signature_hex_separated"
            "The signature in {header} is hex with separators between the bytes. .NET's BitConverter.ToString prints it \
             in this form. The sender has to remove the separators."
        SignaturePercentEncoded "signature_percent_encoded"
            "The signature in {header} was percent-encoded, or its + became a space. The sender has to send it unchanged."
        SignaturePrefixMissing "signature_prefix_missing"
            "The signature in {header} lacks the prefix that this scheme expects. Set the scheme's signature.syntax to \
             the format that the sender uses, or pass the whole value of the header."
        SignaturePrefixExtra "signature_prefix_extra"
            "The signature in {header} has a prefix that this scheme does not expect. Set the scheme's signature.syntax \
             to the format that the sender uses."
        SignaturePrefixWrong "signature_prefix_wrong"
            "The signature in {header} has a different prefix or field name than this scheme expects. Set the scheme's \
             signature.syntax to the format that the sender uses."
        SignatureSeparator "signature_separator"
            "The list in {header} has a different separator than this scheme expects. Set the scheme's signature.syntax \
             to the format that the sender uses."
        SignatureEntryMalformed "signature_entry_malformed"
            "The list in {header} has an invalid entry at position {detail}. A verifier refuses the whole list. The \
             sender has to remove the entry, or write it as the scheme describes."
        SignatureSeveral "signature_several"
            "The header {header} contains several signatures, but the scheme expects one. A provider sends several during a \
             rotation. Set the scheme's signature.syntax to a list. If the header looks like v0=A,B: \
             { list: { separator: \",\", prefix: \"v0=\" } }. If it looks like v0=A,v0=B, write tag instead of prefix. If \
             it looks like A,B, write only separator."
        SignatureNotAlone "signature_not_alone"
            "The header {header} contains other text besides the signature. The sender has to send only the signature, \
             in the format that the scheme describes."
        SignatureQuoted "signature_quoted"
            "The value of {header} has quotes around it. The sender has to remove them."
        SignatureTruncated "signature_truncated"
            "The signature in {header} is too short for this scheme. Either a database column, a log or a proxy \
             truncated it, or it was made with a different algorithm. A truncated signature is never accepted."
        SignatureTooMany "signature_too_many"
            "The header {header} contains more signatures than hookward checks. The sender has to send fewer."
        SignatureOtherHeader "signature_other_header"
            "Your secret matches the signature in {header}, but the scheme reads {own}. A provider with two secrets may \
             send two signatures, one in each header. Pass the secret for {own}, or set signature.header of the scheme \
             to {header}."
        SignaturePlaceholder "signature_placeholder"
            "The header {header} contains a word or a placeholder instead of a signature. Examples are undefined and \
             <signature>. Check that the sender's code computes the signature."
        SignatureMalformed "signature_malformed"
            "The header {header} contains nothing that could be a signature of this scheme. Check that the sender signs, \
             and that this is the right header."
    }
    Algorithm {
        AlgorithmSha1 "algorithm_sha1"
            "The signature is an HMAC-SHA1, but the scheme expects an HMAC-{algorithm}. Select HMAC-{algorithm} at the \
             provider, or use the header in which the provider sends it. If neither is possible, set the scheme's \
             algorithm to sha1."
        AlgorithmSha256 "algorithm_sha256"
            "The signature is an HMAC-SHA256, but the scheme expects an HMAC-{algorithm}. Set the scheme's algorithm to \
             sha256, or omit it."
        AlgorithmSha384 "algorithm_sha384"
            "The signature is an HMAC-SHA384, which hookward does not support. The scheme expects an HMAC-{algorithm}. \
             Select HMAC-{algorithm} at the provider."
        AlgorithmSha512 "algorithm_sha512"
            "The signature is an HMAC-SHA512, but the scheme expects an HMAC-{algorithm}. Select HMAC-{algorithm} at the \
             provider, or set the scheme's algorithm to sha512."
        AlgorithmOther "algorithm_other"
            "The signature has {detail}, which is not the length of an HMAC-{algorithm}. It was made with a different \
             algorithm, or was changed. Select HMAC-{algorithm} at the provider, or set the scheme's algorithm to the \
             one that the provider uses."
        AlgorithmDigest "algorithm_sha256_unkeyed"
            "The signature is a plain SHA-256 of the content, without a secret. Anyone can compute it, so it proves \
             nothing. The sender has to use HMAC-{algorithm}."
        AlgorithmDigestOther "algorithm_unkeyed"
            "The signature is a plain hash of the content, without a secret. Anyone can compute it, so it proves \
             nothing. The sender has to use HMAC-{algorithm}."
        AlgorithmSecretBody "algorithm_sha256_secret_body"
            "The signature is a plain SHA-256 of the secret followed by the content. It is not an HMAC, and anyone can \
             extend such a hash. The sender has to use HMAC-{algorithm}."
        AlgorithmBodySecret "algorithm_sha256_body_secret"
            "The signature is a plain SHA-256 of the content followed by the secret. It is not an HMAC. The sender has \
             to use HMAC-{algorithm}."
        AlgorithmSwapped "algorithm_swapped"
            "The sender swaps the secret and the content. The signature is an HMAC with the content as its key and the \
             secret as its message. The sender has to swap them back."
        AlgorithmDigestSigned "algorithm_digest_signed"
            "The sender hashes the content before it signs. The signature is an HMAC of the content's hash in hex. The \
             sender has to sign the content itself."
    }
    Timestamp {
        TimestampTooOld "timestamp_too_old"
            "The delivery was signed {skew} s ago, which is more than the tolerance. Either it is a replay, it arrived late, \
             or this machine's clock is fast. To explain an old delivery, set now to the time at which it was received."
        TimestampTooNew "timestamp_too_new"
            "The delivery was signed {skew} s in the future, which is more than the tolerance. Either this machine's \
             clock is slow, or the sender's clock is fast. Synchronize this machine's clock with NTP."
        TimestampMilliseconds "timestamp_milliseconds"
            "The timestamp is in milliseconds, but the scheme expects a different unit. If the timestamps in the request and \
             in the signed content are both in milliseconds, set the unit of the scheme's timestamp to ms. If only one of \
             them is, the sender must send exactly the timestamp that it signs."
        TimestampSeconds "timestamp_seconds"
            "The timestamp is in seconds, but the scheme expects a different unit. If the timestamps in the request and in \
             the signed content are both in seconds, set the unit of the scheme's timestamp to s. If only one of them is, \
             the sender must send exactly the timestamp that it signs."
        TimestampRfc3339 "timestamp_rfc3339"
            "The timestamp is an RFC 3339 date, but the scheme expects a different unit. If the timestamps in the request \
             and in the signed content are both RFC 3339 dates, set the unit of the scheme's timestamp to rfc3339. If only \
             one of them is, the sender must send exactly the timestamp that it signs."
        TimestampIso8601 "timestamp_iso8601"
            "The timestamp has no time zone, but the scheme expects a different unit. If the provider's times are in \
             UTC, set the unit of the scheme's timestamp to iso8601."
        TimestampHttpDate "timestamp_http_date"
            "The timestamp is an HTTP date, but the scheme expects a different unit. An example is Mon, 21 Sep 2026 14:13:20 \
             GMT. If the timestamps in the request and in the signed content are both HTTP dates, set the unit of the \
             scheme's timestamp to http_date. If only one of them is, the sender must send exactly the timestamp that it \
             signs."
        TimestampMalformed "timestamp_malformed"
            "The timestamp is missing or invalid. It has to consist of digits only, or be a date and time, as the scheme \
             describes."
        TimestampRepeated "timestamp_repeated"
            "The header {header} contains the timestamp's field more than once. It is unclear which of the timestamps was \
             signed. The sender has to send the field once. Look for a proxy that adds to the header."
        TimestampNotSigned "timestamp_not_signed"
            "The scheme's signedContent contains the timestamp, but the sender signs the content without it. Anyone could \
             change a timestamp that is not signed. Remove the timestamp from signedContent, or have the sender sign it."
        TimestampSigned "timestamp_signed"
            "The signature also covers the time in {header}, which the scheme's signedContent lacks. Add the timestamp \
             to signedContent, and set timestamp.header of the scheme to {header}."
        TimestampSeparator "timestamp_separator"
            "The sender puts different text between the timestamp and the body than the scheme's signedContent. Correct \
             signedContent."
        TimestampOrder "timestamp_order"
            "The signed content has the timestamp after the body. The scheme has it before the body. Correct the order in \
             the scheme's signedContent."
        TimestampOtherHeader "timestamp_other_header"
            "The signature covers the time in {header}, but the scheme reads a different header. Set the header of the \
             scheme's timestamp to {header}."
    }
    Header {
        HeaderMissing "header_missing"
            "The header {header} is missing. Either no secret is configured at {scheme}, a proxy removed the header, or \
             this is not a delivery of {scheme}."
        HeaderEmpty "header_empty"
            "The header {header} is empty. Either the sender has no value for it, or a proxy removed the value."
        HeaderRenamed "header_renamed"
            "The header {header} contains the value that the scheme expects in a different header. Either a proxy or a \
             framework renamed the header, or the scheme has the wrong name. Restore the name, or correct the scheme."
        HeaderDuplicated "header_duplicated"
            "The header {header} appears more than once. Look for a proxy that adds headers or merges requests, and \
             configure it to send one copy."
        HeaderSplit "header_split"
            "The value of {header} contains a comma, and something split the value there. It was passed as several \
             values, or with a space added after the comma. Pass the value as one string, unchanged."
        HeaderNotSigned "header_not_signed"
            "The scheme's signedContent contains {header}, but the sender signs the content without it. Remove it from \
             signedContent, or have the sender sign it."
        HeaderSigned "header_signed"
            "The signature also covers {header}, but the scheme's signedContent does not contain it. Add it to \
             signedContent."
        HeaderAmbiguous "header_ambiguous"
            "The header {header} contains a character that a signed header must not contain. It could move the boundary \
             between two signed parts, so it is never accepted. The sender has to use an id of visible ASCII characters, \
             without the separator."
    }
    Url {
        UrlMissing "url_missing"
            "{scheme} signs the URL of the request, and no URL was passed. As url, pass the URL that is configured at \
             {scheme}, with the query string of the request."
        UrlScheme "url_scheme"
            "The signed URL differs from yours only in its protocol. One begins with https://, the other with http://. \
             Behind a proxy that terminates TLS, an app sees http://. Pass the URL exactly as it is configured at \
             {scheme}."
        UrlTrailingSlash "url_trailing_slash"
            "The signed URL differs from yours only in its last slash. The path of one ends with a slash, the path of \
             the other does not. Pass the URL exactly as it is configured at {scheme}."
        UrlPort "url_port"
            "The signed URL differs from yours only in its port. One has a port, the other does not. Pass the URL \
             exactly as it is configured at {scheme}."
        UrlQuery "url_query"
            "The signed URL has no query string, but yours has one. Either a proxy added the query string, or the \
             provider signs the URL without it. Pass the URL exactly as it is configured at {scheme}."
        UrlHost "url_host"
            "The signed URL has the host in {header}, not the host of your URL. Pass the URL that is configured at {scheme}, \
             instead of the URL that your app sees."
        UrlPath "url_path"
            "The signed URL has a different path than your URL. A proxy rewrote the path, as {header} shows. Pass the URL \
             exactly as it is configured at {scheme}."
        UrlDecoded "url_decoded"
            "The signed URL is not percent-encoded, but yours is. Pass the URL as it was signed."
        UrlMethod "url_method"
            "The signature is for a different HTTP method. Pass the method of the request. The default is POST."
        UrlNotSigned "url_not_signed"
            "The scheme's signedContent contains the URL or method, but the sender does not sign it. Remove it from \
             signedContent, or have the sender sign it."
        UrlBodyHash "url_body_hash"
            "The URL contains the hash of a different body. Either a proxy changed the body, or the query string belongs \
             to a different delivery. Verify the bytes as they were received."
    }
    Scheme {
        SchemeOther "scheme_other"
            "This {is} {signature}, and you verify it as {scheme}. Use the scheme {other}, or check which endpoint the \
             request was sent to."
    }
}

impl serde::Serialize for Code {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}
