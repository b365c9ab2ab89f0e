// SPDX-License-Identifier: GPL-3.0-or-later
internal import LineProtocol

/// A reply of hakud as one JSON object: `rows`, the objects of PROTOCOL.md's JSON, and the keys of its final line.
enum JSONReply {
    /// The bytes of `reply` as JSON.
    static func bytes(of reply: Reply) -> [UInt8] {
        var lines: [UInt8] = []
        var reply = reply
        reply.said = []
        reply.write(to: &lines, format: .json)
        var all = lines.split(separator: 0x0A)
        let final = all.popLast() ?? ArraySlice("{\"kind\":\"ok\"}".utf8)
        var bytes = Array("{\"rows\":[".utf8)
        bytes.append(contentsOf: all.joined(separator: [0x2C]))
        bytes += "],".utf8
        // The final line's keys, without its kind.
        bytes += final.dropFirst("{".utf8.count)
        bytes.append(0x0A)
        return bytes
    }

    /// A problem (RFC 9457) of `error`.
    static func problem(_ error: WebError, detail: String) -> [UInt8] {
        var text = "{\"type\":\"about:blank\",\"status\":\(error.status)"
        text += ",\"title\":" + error.name.quotedAsJSON(keepsControls: true)
        text += ",\"detail\":" + detail.quotedAsJSON(keepsControls: true)
        if let column = error.column { text += ",\"column\":\(column)" }
        return Array((text + "}\n").utf8)
    }
}
