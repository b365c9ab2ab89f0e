// SPDX-License-Identifier: GPL-3.0-or-later

/// Slashes that were lost or read as letters.
extension AddressShape {
    /// Cuts a host in two behind its country, where a slash was lost there (`kunta.fipalvelut`) or read as a letter
    /// (`kunta.filpalvelut`).
    mutating func splitCountry(isWord: ([UInt8]) -> Bool) {
        guard var dot = host.lastIndex(of: UInt8(ascii: ".")), dot > 0 else { return }
        // `kunta.fisivu.php`: what ends as a file is none of the host's.
        if host.endIndex - dot > 3, WordShape.fileEndings.contains(Self.lastLabel(host[...])),
            let before = host[..<dot].lastIndex(of: UInt8(ascii: ".")), before > 0
        {
            path = host[dot...] + path
            host.removeSubrange(dot...)
            dot = before
        }
        let label = host[(dot + 1)...]
        guard label.count > 2, label.starts(with: "fi".utf8), label.allSatisfy({ Self.isName($0) }),
            !Self.otherCountries.contains(String(decoding: label, as: UTF8.self))
        else { return }
        let rest = label.dropFirst(2)
        let first = rest.first ?? 0
        // `kunta.fi-sivuilla`: the hyphen is an ending's.
        guard first != UInt8(ascii: "-") else { return }
        let isSlash = "lif1I".utf8.contains(first)
        guard rest.count > 1 else {
            // `kunta.fil`: a slash at the end.
            if isSlash || first == UInt8(ascii: "t") {
                host.removeLast()
                path.insert(UInt8(ascii: "/"), at: 0)
            }
            return
        }
        func word(_ part: ArraySlice<UInt8>) -> [UInt8] { Array(part.prefix { (0x61...0x7A).contains($0 | 0x20) }) }
        let whole = word(rest)
        let short = word(rest.dropFirst())
        // Without a word to go by a doubled beginning, or one that no word has, was a slash.
        let isMisread =
            isSlash && !whole.elementsEqual("fi".utf8)
            && (isWord(short) && !isWord(whole) || !isWord(whole) && whole.count > 2 && !Self.mayBegin(whole))
            || "dJtVv".utf8.contains(first) && short.count > 3 && isWord(short) && !isWord(whole)
        host.removeSubrange((dot + 3)...)
        path = [UInt8(ascii: "/")] + (isMisread ? rest.dropFirst() : rest) + path
    }

    /// Cuts the first part of a path behind the language where the slash was lost or misread (`kunta.fi/filaki` for
    /// `kunta.fi/fi/laki`), where that leaves a word and the whole is none.
    mutating func splitLanguage(isWord: ([UInt8]) -> Bool) {
        guard host.suffix(3).elementsEqual(".fi".utf8), path.starts(with: "/fi".utf8) else { return }
        let part = Array(path.dropFirst().prefix { (0x61...0x7A).contains($0) })
        let rest = Array(part.dropFirst(2))
        guard rest.count >= 4, !isWord(part) else { return }
        if isWord(rest) {
            path.insert(UInt8(ascii: "/"), at: 3)
        } else if rest.count > 4, "lti".utf8.contains(rest[0]), isWord(Array(rest.dropFirst())) {
            path[3] = UInt8(ascii: "/")
        }
    }

    /// Whether a word may begin with the first two letters of `word`.
    private static func mayBegin(_ word: [UInt8]) -> Bool {
        guard word.count > 1 else { return true }
        let vowels = "aeiouy".utf8
        return vowels.contains(word[0]) ? word[0] != word[1] : vowels.contains(word[1])
    }

    /// Puts back slashes within the path that were read as letters, where that leaves words: `tilastov` for `tilastot/`,
    /// `poika/suomil` for `poika/suomi/`; and the figure that was read as an l before the ending of a page.
    mutating func mendSlashes(isWord: ([UInt8]) -> Bool) {
        var begin = path.startIndex
        while begin < path.endIndex {
            let part = path[begin...].prefix { (0x61...0x7A).contains($0) }
            defer { begin = max(begin, part.endIndex) + 1 }
            guard part.count >= 4, !isWord(Array(part)), begin == path.startIndex || !Self.isLetter(path[begin - 1]),
                !path[..<begin].contains(UInt8(ascii: "#"))
            else { continue }
            let end = part.endIndex
            if part.last == UInt8(ascii: "l"), isWord(Array(part.dropLast())) {
                if end == path.endIndex {
                    path[end - 1] = UInt8(ascii: "/")
                } else if path[end...].starts(with: ".htm".utf8) {
                    path[end - 1] = UInt8(ascii: "1")
                }
                continue
            }
            // A t and a slash look like a v together.
            guard let place = part.indices.dropFirst(3).first(where: { isPlural($0, in: part, isWord) }) else {
                continue
            }
            let isDouble = place + 1 < path.endIndex && path[place + 1] == UInt8(ascii: "/")
            path.replaceSubrange(place...place, with: isDouble ? "t".utf8 : "t/".utf8)
            begin = place
        }
    }

    static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }

    /// Whether what stands before the v at `place` of `part` is a plural without its t, and what follows may be another
    /// part of the path.
    private func isPlural(_ place: Int, in part: ArraySlice<UInt8>, _ isWord: ([UInt8]) -> Bool) -> Bool {
        guard part[place] == UInt8(ascii: "v"), isWord(part[..<place] + [UInt8(ascii: "t")]) else { return false }
        let rest = part[(place + 1)...]
        return rest.isEmpty || rest.elementsEqual("id".utf8) || rest.count > 3 && isWord(Array(rest))
    }

    /// Top level domains besides .fi that begin so.
    private static let otherCountries: Set<String> = [
        "film", "final", "finance", "financial", "fire", "firestone", "firmdale", "fish", "fishing", "fit", "fitness",
    ]
}
