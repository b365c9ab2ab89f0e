// SPDX-License-Identifier: GPL-3.0-or-later

/// A file of HTML: its encoding, as it says itself.
enum HTMLPage {
    /// True if what begins with `head` is HTML: a document type, or an element that only pages begin with.
    static func isPage(_ head: [UInt8]) -> Bool {
        var rest = head[...]
        if rest.starts(with: [0xEF, 0xBB, 0xBF]) { rest = rest.dropFirst(3) }
        var isDeclared = false
        while true {
            rest = rest.drop { $0 == 0x20 || (0x09...0x0D).contains($0) }
            if rest.starts(with: "<!--".utf8) {
                guard let end = rest.firstRange(of: "-->".utf8) else { return false }
                rest = rest[end.upperBound...]
            } else if rest.starts(with: "<?xml".utf8) {
                guard let end = rest.firstRange(of: "?>".utf8) else { return false }
                isDeclared = true
                rest = rest[end.upperBound...]
            } else {
                break
            }
        }
        // XML has a declaration, a piece of a page none.
        if !isDeclared, isFragment(rest) { return true }
        let start = String(decoding: rest.prefix(16), as: UTF8.self).lowercased()
        if start.hasPrefix("<!doctype html") { return true }
        return ["<html", "<head", "<body"].contains { name in
            start.hasPrefix(name)
                && start.utf8.dropFirst(name.utf8.count).first.map { $0 == 0x3E || $0 <= 0x20 } == true
        }
    }

    /// Elements with which pieces of pages begin, and which no text begins with by chance.
    private static let elements: Set<String> = [
        "p", "div", "span", "h1", "h2", "h3", "h4", "h5", "h6", "table", "ul", "ol", "dl", "article", "section", "main",
        "header", "nav", "b", "i", "strong", "em", "a", "br", "center", "font", "script", "style", "title", "meta",
        "link",
        "blockquote", "form", "tr", "td", "li", "img", "pre", "hr",
    ]

    /// True if `bytes` begin with one of ``elements`` and have an end tag of one, too.
    private static func isFragment(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard bytes.first == 0x3C, let name = elementName(bytes.dropFirst()), elements.contains(name) else {
            return false
        }
        var rest = bytes
        while let end = rest.firstRange(of: "</".utf8) {
            if let name = elementName(rest[end.upperBound...]), elements.contains(name) { return true }
            rest = rest[end.upperBound...]
        }
        return false
    }

    /// The name of an element in small letters that `bytes` begin with, before a space, `/` or `>`.
    private static func elementName(_ bytes: ArraySlice<UInt8>) -> String? {
        let name = bytes.prefix(12).prefix { ($0 | 0x20) &- 0x61 < 26 || $0 &- 0x30 < 10 }
        guard !name.isEmpty, let next = bytes.dropFirst(name.count).first, next <= 0x20 || next == 0x2F || next == 0x3E
        else { return nil }
        return String(decoding: name, as: UTF8.self).lowercased()
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
