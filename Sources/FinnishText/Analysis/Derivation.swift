// SPDX-License-Identifier: GPL-3.0-or-later

/// What a word was derived from, as the tags of Voikko's `FSTOUTPUT` tell.
///
/// The tags (voikko-fi, `vvfst/README` and its lexicon files): `[Xp]…[X]` the lexicon's base form, `[Xj]…[X]` a
/// derivational suffix, `[Bc]` a compound's joint, `[Rt]`, `[Ru]`… a participle, `[Tn4]` the verbal noun in *-minen*.
enum Derivation {
    /// The base forms of the lexicon entries in `segment` (a part of `FSTOUTPUT` without joints), in their order.
    static func entries(of segment: Substring) -> [String] {
        var result: [String] = []
        var rest = segment
        while let open = rest.range(ofASCII: "[Xp]") {
            rest = rest[open.upperBound...]
            guard let close = rest.range(ofASCII: "[X]") else { break }
            result.append(rest[..<close.lowerBound].filter { $0 != "=" }.lowercased())
            rest = rest[close.upperBound...]
        }
        return result
    }

    /// The parts of `output` between compound joints. Hyphens and bare boundary tags make no part.
    static func segments(of output: String) -> [Substring] {
        var result: [Substring] = []
        var rest = output[...]
        while let joint = rest.range(ofASCII: "[Bc]") {
            result.append(rest[..<joint.lowerBound])
            rest = rest[joint.upperBound...]
        }
        result.append(rest)
        return result.filter { $0.range(ofASCII: "[L") != nil || $0.range(ofASCII: "[Xp]") != nil }
    }

    /// Whether `segment` holds a derivational suffix.
    static func isDerived(_ segment: Substring) -> Bool { segment.range(ofASCII: "[Xj]") != nil }

    /// Whether `segment` holds a participle.
    static func isParticiple(_ segment: Substring) -> Bool {
        participleTags.contains { segment.range(ofASCII: $0) != nil }
    }

    private static let participleTags: [StaticString] = ["[Rv]", "[Ra]", "[Ru]", "[Rt]", "[Rm]", "[Re]"]

    /// The verbal noun of a form in *-minen*: `työllistämistä` → `työllistäminen`. Voikko gives its verb only.
    static func verbalNoun(of output: String) -> String? {
        guard let tag = output[...].range(ofASCII: "[Tn4]") else { return nil }
        return letters(of: output[..<tag.lowerBound]) + "minen"
    }

    /// The adverb in *-sti* that `word` is a form of: itself without clitics.
    static func adverb(in word: String) -> String? {
        let lower = word.lowercased()
        var end = lower.endIndex
        while let found = lower[..<end].lastIndex(of: "i") {
            let through = lower.index(after: found)
            if lower[..<through].hasSuffix("sti") { return String(lower[..<through]) }
            end = found
        }
        return nil
    }

    /// The surface letters of `output`: without tags and without the base forms and suffixes in between.
    private static func letters(of output: Substring) -> String {
        var result = ""
        var rest = output
        while let open = rest.firstIndex(of: "[") {
            result += rest[..<open]
            rest = rest[open...]
            if rest.hasPrefix("[Xp]") || rest.hasPrefix("[Xj]") || rest.hasPrefix("[Xr]") {
                guard let close = rest.range(ofASCII: "[X]") else { return result.lowercased() }
                rest = rest[close.upperBound...]
            } else {
                guard let close = rest.firstIndex(of: "]") else { return result.lowercased() }
                rest = rest[rest.index(after: close)...]
            }
        }
        return (result + rest).lowercased()
    }
}

extension Substring {
    /// The first place of `pattern`, which is ASCII. FoundationEssentials' search costs start-up time.
    func range(ofASCII pattern: StaticString) -> Range<Index>? {
        let needle = pattern.description
        var start = startIndex
        guard let first = needle.utf8.first else { return nil }
        while let found = utf8[start...].firstIndex(of: first) {
            if self[found...].hasPrefix(needle) {
                return found..<utf8.index(found, offsetBy: needle.utf8.count)
            }
            start = utf8.index(after: found)
        }
        return nil
    }
}
