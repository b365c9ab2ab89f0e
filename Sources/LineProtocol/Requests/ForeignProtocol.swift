// SPDX-License-Identifier: GPL-3.0-or-later
internal import NIOCore
internal import Sayings

/// The error for a client that speaks HTTP.
let foreign = ReplyError(
    .syntax, "this server speaks haku's line protocol, not HTTP; see PROTOCOL.md", closes: true)

/// True if `line` is the request line of HTTP, or a header of it.
///
/// A web page can make a browser send requests to any address, this one too, with text of its own in the path, in
/// headers and in the body. So a connection that speaks HTTP is closed before anything in it is taken for a request:
/// at `GET / HTTP/1.1` (RFC 9112, 3), whatever its method (RFC 9110, 9; RFC 5789; RFC 9113, 3.4) and however long the
/// line is, and at `Host:`, which every HTTP request has.
func isForeign(_ line: ByteBufferView) -> Bool {
    let first = line.prefix(longestMethod + 1)
    guard let end = first.firstIndex(where: { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: ":") }) else {
        return false
    }
    let word = first[..<end]
    if first[end] == UInt8(ascii: ":") { return word.elementsEqual("Host".utf8, by: matchesInAnyCase) }
    if Verb(spelled: word) != nil { return false }
    if methods.contains(where: { word.elementsEqual($0.utf8) }) {
        let target = line[end...].dropFirst().first
        if target == UInt8(ascii: "/") || line.count > RequestDecoder.longestLine { return true }
    }
    guard !word.isEmpty, word.allSatisfy({ (0x41...0x5A).contains($0) }), line.count > 9 else { return false }
    let version = Array(line.suffix(9))
    return version.starts(with: " HTTP/".utf8) && version[7] == UInt8(ascii: ".")
}

private let methods = ["GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH", "PRI"]
/// Long enough for every registered method (`UPDATEREDIRECTREF`, `BASELINE-CONTROL`).
private let longestMethod = 24

private func matchesInAnyCase(_ left: UInt8, _ right: UInt8) -> Bool { left | 0x20 == right | 0x20 }
