// SPDX-License-Identifier: GPL-3.0-or-later

/// The repairs that a person confirmed, made wherever their words stand.
///
/// What is no word of Finnish as it stands is repaired in every document. What is one (*seka*, meant for *sekä*) is repaired where
/// the document is damaged: elsewhere it is what it says.
struct ConfirmedRepairs {
    /// The repairs whose text as it comes begins with a word: the whole of it, and what takes its place.
    private let repairs: [[Unicode.Scalar]: [(original: [UInt8], repaired: [Unicode.Scalar])]]
    private let dictionary: DictionaryQueries

    init(_ confirmed: [String: String], _ dictionary: DictionaryQueries) {
        var repairs: [[Unicode.Scalar]: [(original: [UInt8], repaired: [Unicode.Scalar])]] = [:]
        for (original, repaired) in confirmed.sorted(by: { $0.key < $1.key }) {
            let bytes = Array(original.utf8)
            guard let first = WordSplitter.words(of: bytes, in: 0..<bytes.count).first else { continue }
            repairs[first.scalars, default: []].append((bytes, Array(repaired.unicodeScalars)))
        }
        self.repairs = repairs
        self.dictionary = dictionary
    }

    /// The repairs to be made in `bytes`, in order; `isDamaged` is true if other words of the document are damaged.
    func decisions(in bytes: [UInt8], isDamaged: Bool) -> [Decision] {
        if repairs.isEmpty { return [] }
        return WordSplitter.words(of: bytes, in: 0..<bytes.count).compactMap { word in
            // The longest goes before: *kumppanikun nassa* before *kumppanikun*.
            let fitting = repairs[word.scalars, default: []].filter { repair in
                bytes[word.range.lowerBound...].starts(with: repair.original)
                    && ends(bytes, word.range.lowerBound + repair.original.count)
            }
            guard let repair = fitting.max(by: { $0.original.count < $1.original.count }),
                isDamaged || !isFinnish(repair.original)
            else { return nil }
            let end = word.range.lowerBound + repair.original.count
            let whole = Array(String(decoding: repair.original, as: UTF8.self).unicodeScalars)
            return Decision(
                word: TextWord(range: word.range.lowerBound..<end, scalars: whole), meant: repair.repaired,
                rule: DecisionRule.confirmed, kind: .confirmed)
        }
    }

    /// True if `original` is a word of Finnish, or several.
    private func isFinnish(_ original: [UInt8]) -> Bool {
        WordSplitter.words(of: original, in: 0..<original.count)
            .allSatisfy { dictionary.spells($0.low, like: $0.scalars) }
    }

    /// True if no word goes on at `offset` of `bytes`.
    private func ends(_ bytes: [UInt8], _ offset: Int) -> Bool {
        guard offset < bytes.count else { return offset == bytes.count }
        let byte = bytes[offset]
        return byte < 0x80 && !(0x61...0x7A).contains(byte | 0x20) && !(0x30...0x39).contains(byte)
    }
}
