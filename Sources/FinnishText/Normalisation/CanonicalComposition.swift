// SPDX-License-Identifier: GPL-3.0-or-later

/// Composing letters and combining marks into one character, as Unicode's normalisation form C does.
///
/// The standard library compares canonically equivalent text as equal but offers no public way to write it in one
/// form, and Foundation's would cost every start of a program. Left as they are: Hangul jamo, CJK compatibility
/// ideographs and the characters that CompositionExclusions.txt excludes; everything else comes out as NFC.
enum CanonicalComposition {
    /// Composed characters by letter and mark (letter in the upper 32 bits).
    private static let composed: [UInt64: Unicode.Scalar] = table.composed
    /// A composed character's letter and mark.
    private static let decomposed: [Unicode.Scalar: (Unicode.Scalar, Unicode.Scalar)] = table.decomposed

    private static let table = readPairs()

    private static func readPairs() -> (
        composed: [UInt64: Unicode.Scalar], decomposed: [Unicode.Scalar: (Unicode.Scalar, Unicode.Scalar)]
    ) {
        var composed: [UInt64: Unicode.Scalar] = [:]
        var decomposed: [Unicode.Scalar: (Unicode.Scalar, Unicode.Scalar)] = [:]
        for pair in pairs.utf8.split(whereSeparator: { $0 == 0x20 || $0 == 0x0A }) {
            var values: [UInt32] = [0]
            for byte in pair {
                switch byte {
                case 0x30...0x39: values[values.count - 1] = values[values.count - 1] << 4 | UInt32(byte - 0x30)
                case 0x41...0x46: values[values.count - 1] = values[values.count - 1] << 4 | UInt32(byte - 0x37)
                default: values.append(0)
                }
            }
            let scalars = values.compactMap { Unicode.Scalar($0) }
            guard scalars.count == 3 else { continue }
            composed[key(scalars[1], scalars[2])] = scalars[0]
            decomposed[scalars[0]] = (scalars[1], scalars[2])
        }
        return (composed, decomposed)
    }

    private static func key(_ letter: Unicode.Scalar, _ mark: Unicode.Scalar) -> UInt64 {
        UInt64(letter.value) << 32 | UInt64(mark.value)
    }

    /// `letter` followed by `marks`, in normalisation form C. O(marks · log marks).
    static func compose(_ letter: Unicode.Scalar, _ marks: [Unicode.Scalar]) -> [Unicode.Scalar] {
        var starter = letter
        var parts: [Unicode.Scalar] = []
        while let (base, mark) = decomposed[starter] {
            starter = base
            parts.insert(mark, at: 0)
        }
        for mark in marks {
            if let (first, second) = decomposed[mark] { parts += [first, second] } else { parts.append(mark) }
        }
        // The order of marks of one combining class carries meaning, so the sort must be stable.
        let classes = parts.map { $0.properties.canonicalCombiningClass.rawValue }
        let order = parts.indices.sorted { (classes[$0], $0) < (classes[$1], $1) }
        var kept: [Unicode.Scalar] = []
        var lastClass: UInt8 = 0
        for index in order {
            let blocked = !kept.isEmpty && lastClass >= classes[index]
            if !blocked, let whole = composed[key(starter, parts[index])] {
                starter = whole
            } else {
                kept.append(parts[index])
                lastClass = classes[index]
            }
        }
        return [starter] + kept
    }
}
