// SPDX-License-Identifier: GPL-3.0-or-later
internal import VoikkoTransducer

/// The Swedish words with å, ä or ö that are no words without: the file `swedish.words`, mapped. They stand in Finnish documents
/// as names and titles (*Göteborgs högskola*).
///
/// The file is text, a word a line, sorted by what is left of the words without their signs.
struct SwedishLexicon: Sendable {
    /// The most characters of a word that is looked up.
    private static let longest = 40

    private let file: MappedFile

    /// Opens the list of words at `path`.
    ///
    /// - Throws: ``RepairError`` where the file is missing or empty.
    init(path: String) throws(RepairError) { file = try MappedFile.mapping(path) }

    /// The word that was read as `low`, in lower case: with its signs lost, or ö read as é, 6 or d, ä as é, aé or éa. Some
    /// twenty look-ups of sixteen lines each at most.
    func word(readAs low: [Unicode.Scalar]) -> [Unicode.Scalar]? {
        guard (4...Self.longest).contains(low.count),
            low.allSatisfy({ ("a"..."z").contains($0) || $0 == "é" || $0 == "6" })
        else { return nil }
        if !low.contains("é"), !low.contains("6") {
            if let word = self.word(low) { return word }
            for index in low.indices where low[index] == "d" {
                if let word = self.word(low[..<index] + ["o"] + low[(index + 1)...]), word[index] == "ö" { return word }
            }
            return nil
        }
        let plain = low.map { $0 == "6" ? "o" : $0 }
        if let word = self.word(plain.map { $0 == "é" ? "o" : $0 }) { return word }
        guard plain.contains("é") else { return nil }
        return word(plain.map { $0 == "é" ? "a" : $0 }) ?? word(Self.withoutDoubles(plain))
    }

    /// `word` with a for aé and éa.
    private static func withoutDoubles(_ word: [Unicode.Scalar]) -> [Unicode.Scalar] {
        var result: [Unicode.Scalar] = []
        for scalar in word {
            if scalar == "é" || scalar == "a", let last = result.last, last == "é" || last == "a", last != scalar {
                result[result.count - 1] = "a"
            } else {
                result.append(scalar)
            }
        }
        return result
    }

    /// The word that is `bare` without its signs.
    private func word(_ bare: some Sequence<Unicode.Scalar>) -> [Unicode.Scalar]? {
        let key = Array(bare)
        var low = 0
        var high = file.count
        while low < high {
            var begin = low + (high - low) / 2
            while begin > low, file.byte(begin - 1) != UInt8(ascii: "\n") { begin -= 1 }
            switch compare(lineAt: begin, with: key) {
            case .same: return line(at: begin)
            case .before(let next): low = next
            case .behind: high = begin
            }
        }
        return nil
    }

    /// The order of a line and a word that is looked up.
    private enum Order {
        case same
        /// Before it; the next line begins at `next`.
        case before(next: Int)
        case behind
    }

    /// Compares the line that begins at `offset`, without its signs, with `key`. Most lines differ in their first letters.
    private func compare(lineAt offset: Int, with key: [Unicode.Scalar]) -> Order {
        var place = offset
        var index = 0
        while true {
            let (scalar, next) = scalar(at: place)
            guard scalar != "\n" else {
                return index == key.count ? .same : .before(next: min(next, file.count))
            }
            let found = Self.bare(scalar)
            guard index < key.count, found == key[index] else {
                if index == key.count || found > key[index] { return .behind }
                var end = place
                while end < file.count, file.byte(end) != UInt8(ascii: "\n") { end += 1 }
                return .before(next: end + 1)
            }
            place = next
            index += 1
        }
    }

    /// The character at `offset` and where the next begins; a line's end past the end of the file. The file holds letters of
    /// one byte and of two.
    @inline(__always)
    private func scalar(at offset: Int) -> (Unicode.Scalar, next: Int) {
        let first = file.byte(offset)
        if first == 0 { return ("\n", offset + 1) }
        if first < 0x80 { return (Unicode.Scalar(first), offset + 1) }
        let value = UInt32(first & 0x1F) << 6 | UInt32(file.byte(offset + 1) & 0x3F)
        return (Unicode.Scalar(value) ?? "\u{FFFD}", offset + 2)
    }

    /// The word of the line that begins at `offset`.
    private func line(at offset: Int) -> [Unicode.Scalar] {
        var end = offset
        while end < file.count, file.byte(end) != UInt8(ascii: "\n") { end += 1 }
        let bytes = (offset..<end).map(file.byte)
        return Array(String(decoding: bytes, as: UTF8.self).unicodeScalars)
    }

    private static func bare(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        switch scalar {
        case "å", "ä": "a"
        case "ö": "o"
        case "é": "e"
        default: scalar
        }
    }
}
