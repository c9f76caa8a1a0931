//! Every format with any bytes behind its first ones: taken in or refused, never more than that.

#[expect(
    unreachable_pub,
    reason = "the file belongs to the fuzz targets as well, where it is public"
)]
#[path = "fuzz/src/formats.rs"]
mod inputs;

use proptest::prelude::*;
use proptest::sample::select;

use inputs::{Shape, load};

/// What the formats are made of.
const PARTS: &[&[u8]] = &[
    b"\"",
    b"'",
    b":",
    b",",
    b"{",
    b"}",
    b"[",
    b"]",
    b"<",
    b">",
    b"/",
    b"=",
    b"&",
    b";",
    b"\t",
    b"\n",
    b"\r\n",
    b"\n\n",
    b"\0",
    b"\xff\xfe",
    b"\xc3",
    b"\\u0000",
    b"\\ud800",
    b"null",
    b"-1",
    b"1e999",
    b"99999999999999999999",
    b"2024-02-30",
    b"<item>",
    b"</item>",
    b"<title>",
    b"<![CDATA[",
    b"]]>",
    b"<!ENTITY x \"y\">",
    b"&x;",
    b"--b\n",
    b"Content-Type: text/html; charset=utf-16\n",
    b"Content-Transfer-Encoding: base64\n",
    b"HTTP/1.1 200 OK\r\n\r\n",
    b"Content-Length: 18446744073709551615\r\n",
    b"\"text\":\"",
    b"\"events\":[",
    b"\"start\":4000000000",
    b"SYR",
    b"190",
    b"The envoy left Lima on Monday.",
    b"PK\x03\x04",
    b"PK\x01\x02",
    b"PK\x05\x06",
    b"\x1f\x8b\x08",
];

fn bytes() -> impl Strategy<Value = Vec<u8>> {
    let part = prop_oneof![
        4 => select(PARTS).prop_map(<[u8]>::to_vec),
        1 => proptest::collection::vec(any::<u8>(), 0..12),
    ];
    let parts = proptest::collection::vec(part, 0..40);
    (any::<u8>(), parts).prop_map(|(pick, parts)| [vec![pick], parts.concat()].concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_in_any_format_are_taken_in_or_refused(bytes in bytes(), shape in select(&Shape::ALL[..])) {
        load(shape, &bytes);
    }
}
