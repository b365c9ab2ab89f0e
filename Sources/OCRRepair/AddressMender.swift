// SPDX-License-Identifier: GPL-3.0-or-later

/// Mends web and mail addresses of damaged documents: schemes misread (`http:/Awww.` for `http://www.`), commas for dots
/// and spaces after dots (`www. innokyla. fi/malli`).
///
/// Only what cannot be anything else: what stands in an address besides is nobody's guess.
struct AddressMender {
    /// What tells that a run after a dot and a space goes on with an address.
    private static let tails: Set<String> = [
        "fi", "com", "org", "net", "eu", "se", "de", "info", "html", "htm", "pdf", "php", "asp", "aspx", "jsp", "dll",
    ]

    let bytes: [UInt8]

    /// The addresses of ``bytes`` that are to be mended.
    func decisions() -> [Decision] {
        var result: [Decision] = []
        var position = 0
        while let run = self.run(from: position) {
            position = run.upperBound
            guard var made = mended(Array(bytes[run])), Self.isAddress(made) else { continue }
            var end = run.upperBound
            // An address that ends with a dot goes on behind the space, where what follows is part of one.
            while made.last == UInt8(ascii: "."), end + 1 < bytes.count, let next = self.run(from: end),
                next.lowerBound == end + 1, goesOn(next)
            {
                made += bytes[next]
                end = next.upperBound
                position = end
            }
            let old = bytes[run.lowerBound..<end]
            guard !old.elementsEqual(made) else { continue }
            let scalars = Array(String(decoding: old, as: UTF8.self).unicodeScalars)
            result.append(
                Decision(
                    word: TextWord(range: run.lowerBound..<end, scalars: scalars),
                    meant: Array(String(decoding: made, as: UTF8.self).unicodeScalars), confidence: 0.95,
                    kind: .address))
        }
        return result
    }

    private func run(from start: Int) -> Range<Int>? {
        var begin = start
        while begin < bytes.count, WordShape.isSpace(bytes[begin]) { begin += 1 }
        guard begin < bytes.count else { return nil }
        var end = begin
        while end < bytes.count, !WordShape.isSpace(bytes[end]) { end += 1 }
        return begin..<end
    }

    private static func isAddress(_ run: [UInt8]) -> Bool {
        if run.starts(with: "http".utf8) || run.starts(with: "www.".utf8) { return true }
        guard let at = run.firstIndex(of: UInt8(ascii: "@")) else { return false }
        return at > 0 && run[..<at].allSatisfy { isName($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "_") }
    }

    /// `run` with its scheme and host put right; nil where it is no address.
    private func mended(_ run: [UInt8]) -> [UInt8]? {
        var made = run
        if run.starts(with: "http".utf8) {
            var rest = run.dropFirst(4)
            var scheme = Array("http".utf8)
            if rest.first == UInt8(ascii: "s") {
                scheme.append(UInt8(ascii: "s"))
                rest = rest.dropFirst()
            }
            let marks = rest.prefix { !Self.isName($0) }
            guard !marks.isEmpty, marks.count <= 5 else { return nil }
            rest = rest.dropFirst(marks.count)
            // Of `//w` the second slash and the w are read as one letter.
            let head = rest.prefix { "AMVvw\\".utf8.contains($0) }
            let behind = rest.dropFirst(head.count).first
            if (2...4).contains(head.count), head.last == UInt8(ascii: "w"),
                behind == UInt8(ascii: ".") || behind == UInt8(ascii: ",")
            {
                made = scheme + "://www.".utf8 + rest.dropFirst(head.count + 1)
            } else if rest.contains(UInt8(ascii: ".")) {
                made = scheme + "://".utf8 + rest
            }
        } else if run.starts(with: "www,".utf8), run.dropFirst(4).contains(UInt8(ascii: ".")) {
            made[3] = UInt8(ascii: ".")
        }
        return made
    }

    /// Whether `run` goes on with an address: a label in small letters, and behind it a dot, a slash or nothing.
    private func goesOn(_ run: Range<Int>) -> Bool {
        let label = bytes[run].prefix { Self.isName($0) }
        guard !label.isEmpty, label.count < 64, !label.contains(where: { (0x41...0x5A).contains($0) }) else {
            return false
        }
        let behind = run.lowerBound + label.count
        if behind < run.upperBound, bytes[behind] == UInt8(ascii: "/") || bytes[behind] == UInt8(ascii: "?") {
            return true
        }
        if Self.tails.contains(String(decoding: label, as: UTF8.self)) { return true }
        return behind + 1 < run.upperBound && bytes[behind] == UInt8(ascii: ".") && Self.isName(bytes[behind + 1])
            || behind + 1 == run.upperBound && bytes[behind] == UInt8(ascii: ".") && label.count > 2
                && self.run(from: run.upperBound).map { goesOn($0) } == true
    }

    private static func isName(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D: true
        default: false
        }
    }
}
