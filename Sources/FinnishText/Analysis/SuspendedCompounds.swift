// SPDX-License-Identifier: GPL-3.0-or-later

/// Compounds that share a part: `työ- ja toimintakyky`, `monialainen ja -ammatillinen`.
@safe struct SuspendedCompounds {
    private let bytes: UnsafeBufferPointer<UInt8>
    private let tokens: [RawToken]
    private let analyser: WordAnalyser
    /// The parts of a Swedish compound as they are written; nil in a text of another language.
    var swedishParts: ((String) -> [String]?)?

    init(_ bytes: UnsafeBufferPointer<UInt8>, tokens: [RawToken], analyser: WordAnalyser) {
        unsafe self.bytes = bytes
        self.tokens = tokens
        self.analyser = analyser
    }

    /// The words that token `index` stands for beside itself, and the token whose part it borrows; nil where it
    /// borrows none.
    func implied(by index: Int) -> (words: [String], partner: Int)? {
        if tokens[index].hangsAfter { return impliedTail(index) }
        if tokens[index].hangsBefore { return impliedHead(index) }
        return nil
    }

    /// `työ-` … `toimintakyky`: its beginning with what ends the next whole word.
    private func impliedTail(_ index: Int) -> (words: [String], partner: Int)? {
        var sawConjunction = false
        var next = index + 1
        while next < tokens.count, next - index <= 8 {
            guard isNear(tokens[next - 1].end, tokens[next].start) else { return nil }
            let text = string(next)
            if Self.conjunctions.contains(text.lowercased()) {
                sawConjunction = true
            } else if !tokens[next].hangsAfter {
                break
            }
            next += 1
        }
        guard next < tokens.count, next - index <= 8, tokens[next].kind == .word,
            sawConjunction || separatorHoldsSlashOrComma(index, next)
        else { return nil }
        let head = string(index)
        let words = tails(of: string(next)).map { tail in
            head + (tail.hyphen || isAbbreviation(head) ? "-" : "") + tail.text
        }
        return words.isEmpty ? nil : (words, next)
    }

    /// `monialainen` … `-ammatillinen`: the beginning of the word before with what stands here.
    private func impliedHead(_ index: Int) -> (words: [String], partner: Int)? {
        guard index > 0 else { return nil }
        var before = index - 1
        if Self.conjunctions.contains(string(before).lowercased()) {
            guard before > 0, isNear(tokens[before].end, tokens[before + 1].start) else { return nil }
            before -= 1
        }
        guard tokens[before].kind == .word, isNear(tokens[before].end, tokens[before + 1].start) else { return nil }
        let word = string(before)
        let tail = string(index)
        if let hyphen = word.lastIndex(of: "-") { return ([word[...hyphen] + tail], before) }
        if let swedishParts {
            return swedishParts(word).map { ([$0.dropLast().joined() + tail], before) }
        }
        guard let parts = compound(word) else { return nil }
        return ([parts.head(before: parts.surfaces.count - 1) + tail], before)
    }

    /// The possible last parts of a suspended compound that ends like `word`, the shortest first.
    private func tails(of word: String) -> [(text: String, hyphen: Bool)] {
        var result: [(text: String, hyphen: Bool)] = []
        if let hyphen = word.lastIndex(of: "-"), word.index(after: hyphen) < word.endIndex {
            let tail = String(word[word.index(after: hyphen)...])
            return [(tail, true)] + tails(of: tail)
        }
        if let swedishParts {
            let parts = swedishParts(word) ?? []
            return parts.indices.dropFirst().reversed().map { (parts[$0...].joined(), false) }
        }
        guard let parts = compound(word) else { return [] }
        var surface = ""
        for (part, tail) in zip(parts.surfaces.dropFirst(), parts.tails).reversed() {
            surface = part + surface
            result.append((tail ?? surface, false))
        }
        return Array(result.prefix(3))
    }

    private func compound(_ word: String) -> CompoundParts? {
        for reading in analyser.readings(of: word) {
            if let parts = CompoundParts(of: word, reading: reading) { return parts }
        }
        return nil
    }

    private func isAbbreviation(_ text: String) -> Bool {
        text.unicodeScalars.count > 1 && text == text.uppercased() && text != text.lowercased()
    }

    private func string(_ index: Int) -> String {
        unsafe String(decoding: bytes[tokens[index].start..<tokens[index].end], as: UTF8.self)
    }

    /// True if only spaces, hyphens, commas, slashes, ampersands and one line end part two tokens.
    private func isNear(_ end: Int, _ start: Int) -> Bool {
        guard start - end <= 12 else { return false }
        var lines = 0
        for offset in end..<start {
            switch unsafe bytes[offset] {
            case UInt8(ascii: "\n"): lines += 1
            case UInt8(ascii: "."), UInt8(ascii: ";"), UInt8(ascii: ":"), UInt8(ascii: "!"), UInt8(ascii: "?"):
                return false
            default: break
            }
        }
        return lines <= 2
    }

    private func separatorHoldsSlashOrComma(_ from: Int, _ to: Int) -> Bool {
        for index in from..<to {
            for offset in tokens[index].end..<tokens[index + 1].start {
                let byte = unsafe bytes[offset]
                if byte == UInt8(ascii: "/") || byte == UInt8(ascii: ",") || byte == UInt8(ascii: "&") { return true }
            }
        }
        return false
    }

    /// Words that may stand between the halves.
    private static let conjunctions: Set<String> = [
        "ja", "tai", "sekä", "eli", "että", "ynnä", "taikka", "kuin", "och", "eller", "samt", "respektive",
    ]
}
