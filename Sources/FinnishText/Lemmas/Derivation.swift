// SPDX-License-Identifier: GPL-3.0-or-later

/// The words that a word was derived from, as the tags of Voikko's `FSTOUTPUT` tell, in UTF-8.
///
/// The tags (voikko-fi, `vvfst/README` and its lexicon files): `[Xp]…[X]` the lexicon's base form, `[Xj]…[X]` a
/// derivational suffix, `[Bc]` a compound's joint, `[Rt]`, `[Ru]`… a participle, `[Tn4]` the verbal noun in *-minen*.
enum Derivation {
    /// A stretch of `FSTOUTPUT`.
    typealias Segment = ArraySlice<UInt8>

    /// The base forms of the lexicon entries in `segment` (a part of `FSTOUTPUT` without joints), in their order.
    static func entries(of segment: Segment) -> [String] {
        var result: [String] = []
        var rest = segment
        while let open = range(of: "[Xp]", in: rest) {
            rest = rest[open.upperBound...]
            guard let close = range(of: "[X]", in: rest) else { break }
            result.append(entry(rest[..<close.lowerBound]))
            rest = rest[close.upperBound...]
        }
        return result
    }

    /// The last of ``entries(of:)``.
    static func lastEntry(of segment: Segment) -> String? {
        var result: Segment?
        var rest = segment
        while let open = range(of: "[Xp]", in: rest) {
            rest = rest[open.upperBound...]
            guard let close = range(of: "[X]", in: rest) else { break }
            result = rest[..<close.lowerBound]
            rest = rest[close.upperBound...]
        }
        return result.map(entry)
    }

    /// The verb that a participle or a noun in `segment` is a form of or made of: the lexicon's entry with the suffixes that
    /// made a verb of it, `[Xp]työllistää[X]työllist[Xj]yä[X]y[Ll][Ru]…` is *työllistyä*. Nil where no suffix made a verb.
    static func derivedVerb(of segment: Segment) -> String? {
        guard let base = range(of: "[X]", in: segment), isAt("[Lt]", segment.drop { $0 != UInt8(ascii: "[") }) else {
            return nil
        }
        var letters: [UInt8] = []
        var verb: [UInt8]?
        var rest = segment[base.upperBound...]
        while let first = rest.first {
            if isAt("[Xj]", rest) {
                guard let close = range(of: "[X]", in: rest) else { break }
                verb = letters + rest[(rest.startIndex + 4)..<close.lowerBound]
                rest = rest[close.upperBound...]
            } else if first == UInt8(ascii: "[") {
                // The tag of the word that was made of the verb, or the verb's own inflection.
                if isAt("[L", rest) || isAt("[T", rest) || isAt("[R", rest) { break }
                guard let close = rest.firstIndex(of: UInt8(ascii: "]")) else { break }
                rest = rest[(close + 1)...]
            } else {
                letters.append(first)
                rest = rest.dropFirst()
            }
        }
        return verb.map { Casing.lowercased(text($0[...])) }
    }

    private static func entry(_ bytes: Segment) -> String {
        Casing.lowercased(
            text(bytes.contains(UInt8(ascii: "=")) ? bytes.filter { $0 != UInt8(ascii: "=") }[...] : bytes))
    }

    /// The parts of `output` between compound joints. Hyphens and bare boundary tags make no part.
    static func segments(of output: [UInt8]) -> [Segment] {
        var result: [Segment] = []
        var rest = output[...]
        while let joint = range(of: "[Bc]", in: rest) {
            add(rest[..<joint.lowerBound], to: &result)
            rest = rest[joint.upperBound...]
        }
        add(rest, to: &result)
        return result
    }

    /// For each of the `count - 1` places between the parts of a compound of these segments, true where Voikko joined words and
    /// false within a word of its lexicon (`hyvin=vointi`); nil where the tags do not tell.
    static func joints(of segments: [Segment], count: Int) -> [Bool]? {
        var joints: [Bool] = []
        for segment in segments {
            if !joints.isEmpty || segment.startIndex != segments[0].startIndex { joints.append(true) }
            for _ in 0..<Derivation.count("[Bm]", in: segment) { joints.append(false) }
        }
        return joints.count == count - 1 ? joints : nil
    }

    private static func add(_ segment: Segment, to result: inout [Segment]) {
        if contains("[L", segment) || contains("[Xp]", segment) { result.append(segment) }
    }

    /// True if `segment` holds a derivational suffix.
    static func isDerived(_ segment: Segment) -> Bool { contains("[Xj]", segment) }

    /// True if `segment` holds a participle: `[Rv]`, `[Ra]`, `[Ru]`, `[Rt]`, `[Rm]` or `[Re]`; or, as of the verbs of one
    /// syllable (*saava*), the present participle's suffix without a tag.
    static func isParticiple(_ segment: Segment) -> Bool {
        if contains("[Ll]v[Xj]", segment), contains("[Lt]", segment) { return true }
        var rest = segment
        while let tag = range(of: "[R", in: rest) {
            rest = rest[tag.upperBound...]
            guard rest.count >= 2 else { return false }
            switch rest[rest.startIndex] {
            case UInt8(ascii: "v"), UInt8(ascii: "a"), UInt8(ascii: "u"), UInt8(ascii: "t"), UInt8(ascii: "m"),
                UInt8(ascii: "e"):
                if rest[rest.startIndex + 1] == UInt8(ascii: "]") { return true }
            default: break
            }
        }
        return false
    }

    /// The verbal noun of a form in *-minen*: `työllistämistä` → `työllistäminen`. Voikko gives its verb only.
    static func verbalNoun(of output: [UInt8]) -> String? {
        guard let tag = range(of: "[Tn4]", in: output[...]) else { return nil }
        return letters(of: output[..<tag.lowerBound]) + "minen"
    }

    /// The adverb in *-sti* that `word` is a form of: itself without clitics.
    static func adverb(in word: String) -> String? {
        let lower = Casing.lowercased(word)
        var end = lower.endIndex
        while let found = lower[..<end].lastIndex(of: "i") {
            let through = lower.index(after: found)
            if lower[..<through].hasSuffix("sti") { return String(lower[..<through]) }
            end = found
        }
        return nil
    }

    /// The surface letters of `output`: without tags and without the base forms and suffixes in between.
    private static func letters(of output: Segment) -> String {
        var result: [UInt8] = []
        var rest = output
        while let open = rest.firstIndex(of: UInt8(ascii: "[")) {
            result += rest[..<open]
            rest = rest[open...]
            if isAt("[Xp]", rest) || isAt("[Xj]", rest) || isAt("[Xr]", rest) {
                guard let close = range(of: "[X]", in: rest) else { return Casing.lowercased(text(result[...])) }
                rest = rest[close.upperBound...]
            } else {
                guard let close = rest.firstIndex(of: UInt8(ascii: "]")) else {
                    return Casing.lowercased(text(result[...]))
                }
                rest = rest[(close + 1)...]
            }
        }
        return Casing.lowercased(text((result + rest)[...]))
    }

    // MARK: - Bytes

    /// True if `segment` begins with `tag`.
    static func isAt(_ tag: StaticString, _ segment: Segment) -> Bool {
        guard segment.count >= tag.utf8CodeUnitCount else { return false }
        return unsafe segment.withUnsafeBufferPointer { unsafe matches(tag, $0, 0) }
    }

    /// True if `segment` holds `tag`.
    static func contains(_ tag: StaticString, _ segment: Segment) -> Bool { range(of: tag, in: segment) != nil }

    /// The number of times `tag` stands in `segment`.
    static func count(_ tag: StaticString, in segment: Segment) -> Int {
        var count = 0
        var rest = segment
        while let found = range(of: tag, in: rest) {
            count += 1
            rest = rest[found.upperBound...]
        }
        return count
    }

    /// The first place of `tag` in `segment`.
    private static func range(of tag: StaticString, in segment: Segment) -> Range<Int>? {
        let length = tag.utf8CodeUnitCount
        guard segment.count >= length else { return nil }
        let offset: Int? = unsafe segment.withUnsafeBufferPointer { bytes in
            for offset in 0...(bytes.count - length) where unsafe matches(tag, bytes, offset) { return offset }
            return nil
        }
        guard let offset else { return nil }
        let start = segment.startIndex + offset
        return start..<start + length
    }

    private static func matches(_ tag: StaticString, _ bytes: UnsafeBufferPointer<UInt8>, _ offset: Int) -> Bool {
        let name = unsafe tag.utf8Start
        for index in 0..<tag.utf8CodeUnitCount where unsafe bytes[offset + index] != name[index] { return false }
        return true
    }

    private static func text(_ bytes: Segment) -> String { String(decoding: bytes, as: UTF8.self) }
}
