// SPDX-License-Identifier: GPL-3.0-or-later

/// A text of the time when Finnish wrote w for v, up to about 1918: read as if it had v, shown as it is.
///
/// The text is told by its own words. Its bytes with v keep all offsets, so that repair reads them as it reads any text; what
/// comes of that is put back into the text's own spelling.
struct OldSpelling {
    /// The text as it came.
    private let bytes: [UInt8]
    /// The text with v for w.
    let modern: [UInt8]

    private static let old: (UInt8, UInt8) = (UInt8(ascii: "w"), UInt8(ascii: "W"))
    private static let new: (UInt8, UInt8) = (UInt8(ascii: "v"), UInt8(ascii: "V"))
    /// The most words with w or v that are looked at.
    private static let sample = 200

    /// Reads `bytes`, which are UTF-8; nil where they are not of that time. Most texts cost one pass over their bytes.
    init?(of bytes: [UInt8], _ dictionary: DictionaryQueries) {
        typealias Limits = DamageLimits.OldPrint
        var old = 0
        var new = 0
        for byte in bytes {
            old &+= byte | 0x20 == Self.old.0 ? 1 : 0
            new &+= byte | 0x20 == Self.new.0 ? 1 : 0
        }
        guard old >= Limits.leastWords, old >= new else { return nil }
        var modern = bytes
        for index in bytes.indices {
            if bytes[index] == Self.old.0 { modern[index] = Self.new.0 }
            if bytes[index] == Self.old.1 { modern[index] = Self.new.1 }
        }
        guard Self.hasOldWords(bytes, modern, dictionary) else { return nil }
        self.bytes = bytes
        self.modern = modern
    }

    /// True if enough words are ones with v that stand with w, and few stand with v.
    private static func hasOldWords(_ bytes: [UInt8], _ modern: [UInt8], _ dictionary: DictionaryQueries) -> Bool {
        var old: Set<[Unicode.Scalar]> = []
        var new: Set<[Unicode.Scalar]> = []
        for run in WordSplitter.runs(of: bytes) {
            guard bytes[run].contains(where: isOldOrNew) else { continue }
            for word in WordSplitter.words(of: modern, in: run) where word.low.count > 2 {
                let isOld = bytes[word.range].contains { $0 == Self.old.0 || $0 == Self.old.1 }
                guard isOld || word.low.contains("v"), dictionary.spells(word.low, like: word.scalars) else { continue }
                if isOld { old.insert(word.low) } else { new.insert(word.low) }
            }
            if old.count + new.count >= sample { break }
        }
        return old.count >= DamageLimits.OldPrint.leastWords && old.count >= DamageLimits.OldPrint.oldForNew * new.count
    }

    /// True if f is as frequent in `bytes` as the long s of Fraktur makes it for a reader who does not know that letter. Finnish
    /// has hardly any.
    static func mayBeFraktur(_ bytes: [UInt8]) -> Bool {
        var letters = 0
        var count = 0
        for byte in bytes where byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A {
            letters += 1
            if byte | 0x20 == UInt8(ascii: "f") { count += 1 }
        }
        return Double(count) > DamageLimits.OldPrint.shareOfLongS * Double(letters)
    }

    private static func isOldOrNew(_ byte: UInt8) -> Bool {
        byte == old.0 || byte == old.1 || byte == new.0 || byte == new.1
    }

    /// `decision`, made of the text with v, as one of the text as it is; nil where nothing is left to repair.
    func restored(_ decision: Decision) -> Decision? {
        let written = Array(String(decoding: bytes[decision.word.range], as: UTF8.self).unicodeScalars)
        var restored = decision
        restored.word = TextWord(
            range: decision.word.range, scalars: written, mayBeginSentence: decision.word.mayBeginSentence)
        restored.word.line = decision.word.line
        if spellsWithW(written) {
            restored.meant = decision.meant.map { $0 == "v" ? "w" : $0 == "V" ? "W" : $0 }
        }
        return restored.repaired == written.string ? nil : restored
    }

    /// True if the word that stands as `written` has w for v: that has neither may have lost it.
    private func spellsWithW(_ written: [Unicode.Scalar]) -> Bool {
        let low = written.map(\.lowercased)
        return low.contains("w") || !low.contains("v")
    }
}
