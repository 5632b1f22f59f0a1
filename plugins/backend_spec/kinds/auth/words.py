"""Endpoints, errors, cache keys and tables in running text and in the nodes of diagrams."""

from __future__ import annotations

import re
from collections.abc import Iterator

from backend_spec.notation import http, redis, status
from backend_spec.notation.places import Places
from backend_spec.text import Spanned

_PROVIDER = (
    r"(?:google|apple|facebook|github|gitlab|microsoft|azure|wechat|weixin|kakao|naver|line|twitter|auth0|okta|cognito"
    r"|keycloak|firebase|twilio|sendgrid|idp|identity provider|oauth (?:provider|server)|provider)"
)
_THEIRS_BEFORE = re.compile(
    rf"\b{_PROVIDER}(?:'s)?(?:\s+(?:api|server|oauth|oauth2|endpoint|token endpoint))*\s*[:：]?\s*$", re.I
)
_THEIRS_BEHIND = re.compile(rf"^\s*(?:to|at|on|of|\(|→|->)\s*(?:the\s+)?{_PROVIDER}\b", re.I)
_HOST = re.compile(r"https?://[\w-]+\.|//")

_NAME = r"(?<![\w.:{/-])[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+(?![\w-])"
_CODE = r"(?<![\w.#-])(?<!\d:)(?<![A-Za-z}]/)\d{4,6}(?![\w%]|[.:-]\d)"
_STATUS = r"(?<![\w.])[45]\d\d(?![\w.])"
_BETWEEN = r"[\s/|·:,;()\[\]–—-]{1,4}"
_ERRORS = re.compile(rf"(?P<name>{_NAME})|(?P<code>{_CODE})")
_ERROR_WORD = re.compile(
    r"(?:\berrors?(?:[\s_-]*codes?)?|\berr(?:_?code)?|\b(?:throws?|raises?|reject(?:s|ed)?(?:\s+with)?|fail(?:s|ed)?\s+with)"
    r"|错误码?|에러(?:\s*코드)?|오류(?:\s*코드)?)[\s:：=#(\[`\"'-]{0,4}$",
    re.I,
)
_PHRASE = (
    r"[A-Z][A-Z_]+|Bad Request|Unauthorized|Forbidden|Not Found|Conflict|Gone|Locked|Unprocessable (?:Entity|Content)"
    r"|Too Many Requests|Internal Server Error|Service Unavailable"
)
_STATUS_BEFORE = re.compile(rf"{_STATUS}{_BETWEEN}$|{_STATUS}\s+(?:{_PHRASE})\s?[(\[/|:,–—-][\s`]?$")
_LISTED = re.compile(r"[`\s]*(?:[,、/]|\band\b|\bor\b|&)[\s`]*(?:and\s+|or\s+)?`?")
_ANSWER = re.compile(r"\b(?:answers?|answered|returns?|responds?|respond)(?:\s+with)?\s+[`'\"]?$", re.IGNORECASE)
_CODE_WORD = re.compile(r"(?P<before>\w*)[\s_-]*\bcode[\s:：=#(`\"']{1,4}$", re.I)
_NO_ERROR_CODE = frozenset(
    "verification otp sms country area zip postal auth authorization authorisation 2fa mfa totp backup recovery exit "
    "dial pin grant invite pairing confirmation digit status".split()
)
# WebSocket close codes (RFC 6455, section 7.4) have four digits too.
_CLOSED = re.compile(r"\b(?:clos(?:e[sd]?|ing)|websocket)\b", re.IGNORECASE)
_RETURN = re.compile(r"\b(?:returns?|responds?(?:\s+with)?|respond|with|→|=>|->)[\s:`\"'(]{0,3}$", re.I)
_FAULT = re.compile(
    r"INVALID|EXPIRED|NOT_|DENIED|LOCKED|EXCEEDED|ALREADY|REQUIRED|MISSING|FAIL|FORBIDDEN|REVOKED|DISABLED|TOO_|MISMATCH"
    r"|EXISTS|WEAK|REUSE|ERROR|UNVERIFIED|UNAUTH|CONFLICT|SUSPENDED|BANNED|INCORRECT|WRONG|TAKEN|LIMITED|UNKNOWN_|DUPLICATE"
)
# Reason phrases of RFC 9110 section 15 that are two words.
_REASONS = frozenset(
    "BAD_REQUEST NOT_FOUND METHOD_NOT_ALLOWED NOT_ACCEPTABLE REQUEST_TIMEOUT UNPROCESSABLE_ENTITY "
    "UNPROCESSABLE_CONTENT TOO_MANY_REQUESTS INTERNAL_SERVER_ERROR NOT_IMPLEMENTED BAD_GATEWAY SERVICE_UNAVAILABLE "
    "GATEWAY_TIMEOUT PAYLOAD_TOO_LARGE PRECONDITION_FAILED UNSUPPORTED_MEDIA_TYPE INTERNAL_ERROR".split()
) | frozenset(status.GRPC)

_KEY = re.compile(
    r"(?<![\w:./{}<>@\"'-])[A-Za-z][\w-]*(?::(?:\$?\{[^{}\s:]+\}|<[^<>\s:]+>|[\w*-]|\.(?=\w))+)+(?![\w:/@.]*//)"
)
_PLACEHOLDER = re.compile(r"\{[^{}]+\}|<[^<>]+>|:\*")
_NO_KEY = frozenset(
    "http https urn localhost redis rediss grpc tcp udp postgres postgresql mysql mailto tel otpauth data bearer basic "
    "role roles scope scopes perm perms permission permissions arn spiffe file host issuer claim header sub aud iss "
    "jti kid algorithm alg sha256 bcrypt argon2 note example step action type".split()
)
_TABLE = re.compile(r"(?<![\w.`/-])`?(?P<name>[a-z][a-z0-9_]{2,})`?\s+table\b(?!\s+of)")
_NO_TABLE = frozenset(
    "the this that following above below lookup hash rainbow same each every new one mapping summary route routing "
    "session-state decision database first second next separate dedicated join user-defined and".split()
)


def endpoints(value: str) -> list[tuple[int, int, str, bool]]:
    """Every `METHOD /path`: its place, its key, and whether it must be one of ours.

    One with a host is somebody else's. One that an outside provider's name stands beside, and a well-known URI
    (RFC 8615), may well not be in the API specification.
    """
    named: list[tuple[int, int, str, bool]] = []
    for found in http.find(value) if "/" in value else ():
        written = value[found.start : found.end]
        if _HOST.search(written):
            continue
        theirs = (
            found.path.startswith("/.well-known")
            or re.search(r"\*|\.\.\.|…", found.path)
            or len(found.path) < 2
            or _THEIRS_BEFORE.search(value[: found.start])
            or _THEIRS_BEHIND.match(value[found.end :])
        )
        named.append((found.start, found.end, f"{found.method} {found.path}", not theirs))
    return named


def errors(value: str) -> list[tuple[int, int, bool]]:
    """Every error: its place, and whether it can be nothing else. A number that may be another is none."""
    found = list(_ERRORS.finditer(value))
    certain = [_certain(value, match) for match in found]
    for index in range(1, len(found)):
        if certain[index - 1] and found[index]["code"] and found[index - 1]["code"]:
            certain[index] |= _LISTED.fullmatch(value, found[index - 1].end(), found[index].start()) is not None
        # `1001 INVALID_CREDENTIALS` and `INVALID_CREDENTIALS (1001)` vouch for each other.
        first, second = found[index - 1], found[index]
        gap = value[first.end() : second.start()]
        if bool(first["code"]) != bool(second["code"]) and re.fullmatch(_BETWEEN, gap):
            name = first["name"] or second["name"]
            if name not in _REASONS and (_FAULT.search(name) or certain[index - 1] or certain[index]):
                certain[index - 1] = certain[index] = True
    return [(*match.span(), firm) for match, firm in zip(found, certain, strict=True) if firm or match["name"]]


def _certain(value: str, match: re.Match[str]) -> bool:
    before = value[: match.start()]
    name = match["name"]
    if name in _REASONS or (not name and _CLOSED.search(before[-60:])):
        return False
    if _STATUS_BEFORE.search(before) or _ERROR_WORD.search(before):
        return True
    if name:
        return bool(_FAULT.search(name) and _RETURN.search(before))
    if _ANSWER.search(before) and re.match(r"[`'\")\]]*(?:$|[.,;|)\]])", value[match.end() :]):
        return True
    word = _CODE_WORD.search(before)
    return word is not None and len(match[0]) < 6 and word["before"].casefold() not in _NO_ERROR_CODE


def is_likely_code(number: str, before: str, behind: str) -> bool:
    """Whether inline code that is a number is likely an error: "expired (`2002`)", and it is no size or duration."""
    value = int(number)
    return (
        before.endswith(("(`", "(**`"))
        and behind[:2] in ("`)", "`,", "`;")
        and value % 100 != 0
        and value & (value - 1) != 0
    )


def is_code(text: str) -> bool:
    """Whether a cell's text is an error's number, not an HTTP status."""
    return re.fullmatch(r"\d{4,6}", text) is not None


def is_error_name(text: str) -> bool:
    """Whether a cell's text is an error's name, not that of an HTTP or gRPC status."""
    return re.fullmatch(_NAME, text) is not None and text not in _REASONS


def keys(text: Spanned[str], places: Places) -> Iterator[Spanned[str]]:
    """Cache keys: key patterns with a placeholder, and what Redis commands work on."""
    if ":" not in text.value:
        return
    seen: set[int] = set()
    for command in redis.read(text):
        for key in command.keys:
            if redis.looks_like_key(key.value) and key.span.start not in seen:
                seen.add(key.span.start)
                yield key
    for match in _KEY.finditer(text.value):
        pattern = match[0].rstrip(".-")
        head = pattern.partition(":")[0].casefold()
        if not _PLACEHOLDER.search(pattern) or head in _NO_KEY or not redis.looks_like_key(pattern):
            continue
        spanned = places.spanned(match.start(), match.start() + len(pattern))
        if spanned.span.start not in seen:
            seen.add(spanned.span.start)
            yield spanned


def tables(value: str) -> list[tuple[int, int]]:
    """The places of names before the word "table"."""
    if "table" not in value:
        return []
    return [match.span("name") for match in _TABLE.finditer(value) if match["name"] not in _NO_TABLE]
