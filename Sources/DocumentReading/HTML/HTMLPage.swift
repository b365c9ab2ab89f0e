// SPDX-License-Identifier: GPL-3.0-or-later

/// A file of HTML: its encoding, as it says itself.
enum HTMLPage {
    /// True if what begins with `head` is HTML: a document type, or an element that only pages begin with.
    static func isPage(_ head: [UInt8]) -> Bool {
        var rest = head[...]
        if rest.starts(with: [0xEF, 0xBB, 0xBF]) { rest = rest.dropFirst(3) }
        while true {
            rest = rest.drop { $0 == 0x20 || (0x09...0x0D).contains($0) }
            if rest.starts(with: "<!--".utf8) {
                guard let end = rest.firstRange(of: "-->".utf8) else { return false }
                rest = rest[end.upperBound...]
            } else if rest.starts(with: "<?xml".utf8) {
                guard let end = rest.firstRange(of: "?>".utf8) else { return false }
                rest = rest[end.upperBound...]
            } else {
                break
            }
        }
        let start = String(decoding: rest.prefix(16), as: UTF8.self).lowercased()
        if start.hasPrefix("<!doctype html") { return true }
        return ["<html", "<head", "<body"].contains { name in
            start.hasPrefix(name)
                && start.utf8.dropFirst(name.utf8.count).first.map { $0 == 0x3E || $0 <= 0x20 } == true
        }
    }

    /// The encoding that a page names in its first kilobyte: `<meta charset="…">`, `content="text/html; charset=…"`,
    /// `<?xml encoding="…"?>`.
    static func label(in bytes: [UInt8]) -> String? {
        let head = String(decoding: bytes.prefix(1024).map { $0 < 0x80 ? $0 : 0x3F }, as: UTF8.self).lowercased()
        for key in ["charset=", "encoding="] {
            guard let place = head.utf8.firstRange(of: key.utf8) else { continue }
            let value = head.utf8[place.upperBound...].drop { $0 == 0x22 || $0 == 0x27 || $0 == 0x20 }
                .prefix { $0 > 0x20 && $0 != 0x22 && $0 != 0x27 && $0 != 0x3B && $0 != 0x3E && $0 != 0x2F }
            if !value.isEmpty { return String(decoding: Array(value), as: UTF8.self) }
        }
        return nil
    }
}
