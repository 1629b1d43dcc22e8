"""Schemes that are refused as unsafe, one for each mistake of custom schemes."""

from .shapes import IN_HEADER, PLAIN, custom


def add_to(file):

    def field(title, why, name, scheme):
        file.config(title, why, "invalid_scheme", scheme=scheme, field=name)

    content, syntax = "signedContent", "signature.syntax"
    file.config(
        "scheme-unknown", "a name that is not built in", "unknown_scheme", scheme="no-such-provider", id="no-such-provider"
    )
    field("scheme-no-body", "a signature that does not cover the body covers nothing", content, custom(signedContent="{x-acme-id}"))
    field("scheme-body-twice", "the body once", content, custom(signedContent="{body}.{body}"))
    field(
        "scheme-unsigned-timestamp", "a timestamp that is not signed can be changed by anybody", content, custom(timestamp=IN_HEADER)
    )
    field(
        "scheme-no-timestamp",
        "the content names a timestamp that nobody sends",
        content,
        custom(signedContent="{timestamp}.{body}"),
    )
    field(
        "scheme-adjacent",
        "a border with nothing to mark it",
        content,
        custom(timestamp=IN_HEADER, signedContent="{timestamp}{body}"),
    )
    field(
        "scheme-digit-border",
        "a digit does not end a number",
        content,
        custom(timestamp=IN_HEADER, signedContent="{timestamp}0{body}"),
    )
    field("scheme-behind-body", "a body may contain any separator", content, custom(signedContent="{body}.{x-acme-id}"))
    field("scheme-brace", "a brace that is never closed", content, custom(signedContent="{body}.{"))
    for part in ["header", "json:data.id"]:
        why = "a part that is no header, and that would be taken for one"
        field(f"scheme-part-{part.split(':')[0]}", why, content, custom(signedContent=f"{{{part}}}.{{body}}"))
    field("scheme-placeholder", "a placeholder that is no header's name", content, custom(signedContent="{Body}.{body}"))
    field("scheme-empty-prefix", "an empty prefix is a plain signature", syntax, custom({"prefixed": ""}))
    field("scheme-empty-tag", "an empty tag fits every entry", syntax, custom({"list": {"separator": " ", "tag": ""}}))
    field("scheme-empty-list-prefix", "an empty prefix is none", syntax, custom({"list": {"separator": ",", "prefix": ""}}))
    field("scheme-empty-separator", "an empty separator is everywhere", syntax, custom({"fields": {"separator": "", "key": "v1"}}))
    field(
        "scheme-header-space",
        "the name of a header is a token",
        "timestamp.header",
        custom(timestamp={"header": "x acme", "unit": "s"}, signedContent="{timestamp}.{body}"),
    )
    in_field = {"timestamp": {"field": "t", "unit": "s"}, "signedContent": "{timestamp}.{body}"}
    field("scheme-no-fields", "a plain header has no fields", "timestamp.field", custom(**in_field))
    field(
        "scheme-same-field",
        "one field cannot be both",
        "timestamp.field",
        custom({"fields": {"separator": ",", "key": "t"}}, **in_field),
    )
    field("scheme-tolerance-zero", "a window that lets nothing in", "tolerance", custom(tolerance=0))
    field(
        "scheme-ack",
        "a redirect is no success",
        "ack.status",
        custom(ack={"status": 301, "contentType": "text/plain", "body": "", "exact": False}),
    )
    field("scheme-content-types", "no body fits none", "contentTypes", custom(contentTypes=[]))
    field("scheme-multipart", "a boundary differs from body to body", "contentTypes", custom(contentTypes=["multipart/form-data"]))
    field("scheme-header-prefix", "a prefix that fits every header", "headerPrefix", custom(headerPrefix="x-"))
    field("scheme-proxy-prefix", "headers that proxies set", "headerPrefix", custom(headerPrefix="x-forwarded-"))
    field("scheme-no-id", "a scheme has a name", "id", custom(id=" "))
    field("scheme-event-empty", "a member without a name", "event", custom(event={"body": ""}))
    field("scheme-delivery-id", "a header's name with a colon", "deliveryId", custom(deliveryId={"header": "x-id:"}))
    field("scheme-algorithm", "SHA-1 is not offered, and MD5 even less", "algorithm", custom(algorithm="md5"))
    field("scheme-unknown-key", "a mistyped key must not mean the default", "tolerence", custom(tolerence=60))
