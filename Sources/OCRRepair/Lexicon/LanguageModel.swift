// SPDX-License-Identifier: GPL-3.0-or-later
internal import CodedErrors
internal import VoikkoTransducer

/// Probabilities of Finnish words: the file `finnish.words`, mapped. Its format is told in `Sources/HakuData/Data/README.md`.
struct LanguageModel: Sendable {
    /// The kind of text that a probability is asked of.
    enum Namespace: UInt8 {
        /// A word form, in lower case.
        case word = 0
        /// A base form: all its forms together.
        case lemma = 1
        /// A compound's part before the last.
        case modifier = 2
    }

    private let file: MappedFile
    private let table: Int
    private let slots: UInt64
    /// The words Voikko does not know (names, mostly), as an automaton.
    let names: WordGraph
    private let characters: Int
    private let characterCount: Int
    private let codeBelow256: [UInt8]

    /// Opens the word probabilities at `path`.
    ///
    /// - Throws: ``RepairError`` where the file is missing, cut short or of another version.
    init(path: String) throws(RepairError) {
        let file = try MappedFile.mapping(path)
        guard file.u64(0) == 0x4452_4F57_554B_4148, file.u32(8) == 1, file.u32(12) == 3 else {  // "HAKUWORD"
            throw RepairError(
                .unexpected,
                "\(path) is not a file of word probabilities of version 1; words are not repaired.", path: path
            )
        }
        var sections: [(offset: Int, length: Int)] = []
        for index in 0..<3 {
            let offset = Int(file.u32(16 + 8 * index))
            let length = Int(file.u32(20 + 8 * index))
            guard offset >= 40, offset + length <= file.count, length >= 16 else {
                throw RepairError(
                    .truncated, "\(path) is cut short; words are not repaired. Build it again.",
                    path: path)
            }
            sections.append((offset, length))
        }
        self.file = file
        table = sections[0].offset
        slots = UInt64(sections[0].length / 4)
        names = WordGraph(file: file, offset: sections[1].offset, length: sections[1].length)
        let letters = Int(file.u32(sections[2].offset))
        characters = sections[2].offset + 4 + 4 * letters
        characterCount = letters + 2
        // Codes are bytes: of the graph's symbols 0 is none, of letters 0 is either end of a word, 1 another letter.
        guard file.u32(sections[1].offset) <= 255, letters <= 254,
            characters + characterCount * characterCount * characterCount <= sections[2].offset + sections[2].length
        else {
            throw RepairError(
                .truncated, "\(path) is cut short; words are not repaired. Build it again.", path: path)
        }
        var codes = [UInt8](repeating: 1, count: 256)
        for index in 0..<letters {
            let value = file.u32(sections[2].offset + 4 + 4 * index)
            if value < 256 { codes[Int(value)] = UInt8(index + 2) }
        }
        codeBelow256 = codes
    }

    /// The constants of FNV-1a over 64 bits (Fowler, Noll, Vo).
    private static let basis: UInt64 = 0xCBF2_9CE4_8422_2325
    private static let prime: UInt64 = 0x100_0000_01B3

    /// ln P of `text` in `namespace`, nil where it was never seen. One look-up, no allocation.
    ///
    /// Two texts in 2²⁴ are taken for one another.
    func logProbability(_ text: some Sequence<Unicode.Scalar>, _ namespace: Namespace = .word) -> Float? {
        // FNV-1a over the UTF-8 bytes, then the finaliser of MurmurHash3, as scripts/build-word-data.py has it.
        var hash = (Self.basis ^ UInt64(namespace.rawValue)) &* Self.prime
        for scalar in text {
            let value = UInt64(scalar.value)
            if value < 0x80 {
                hash = (hash ^ value) &* Self.prime
                continue
            }
            if value < 0x800 {
                hash = (hash ^ (0xC0 | value >> 6)) &* Self.prime
            } else {
                if value < 0x10000 {
                    hash = (hash ^ (0xE0 | value >> 12)) &* Self.prime
                } else {
                    hash = (hash ^ (0xF0 | value >> 18)) &* Self.prime
                    hash = (hash ^ (0x80 | value >> 12 & 0x3F)) &* Self.prime
                }
                hash = (hash ^ (0x80 | value >> 6 & 0x3F)) &* Self.prime
            }
            hash = (hash ^ (0x80 | value & 0x3F)) &* Self.prime
        }
        return logProbability(ofHash: hash)
    }

    /// True if the word at `range` of `bytes`, which are UTF-8, was seen as it stands. As ``logProbability(_:_:)``, of a word
    /// that nobody has the scalars of.
    func isListed(_ bytes: [UInt8], in range: Range<Int>) -> Bool {
        var hash = (Self.basis ^ UInt64(Namespace.word.rawValue)) &* Self.prime
        for index in range { hash = (hash ^ UInt64(bytes[index])) &* Self.prime }
        return logProbability(ofHash: hash) != nil
    }

    /// ln P of the text whose namespace and UTF-8 have this hash by FNV-1a.
    private func logProbability(ofHash fnv: UInt64) -> Float? {
        var hash = (fnv ^ fnv >> 33) &* 0xFF51_AFD7_ED55_8CCD
        hash = (hash ^ hash >> 33) &* 0xC4CE_B9FE_1A85_EC53
        hash ^= hash >> 33
        let fingerprint = UInt32(truncatingIfNeeded: hash) & 0xFF_FFFF
        var slot = ((hash >> 32) &* slots) >> 32
        for _ in 0..<slots {
            let entry = file.u32(table + 4 * Int(slot))
            if entry == 0 { return nil }
            if entry >> 8 == fingerprint { return -Float(entry & 0xFF) / 10 }
            slot = slot + 1 == slots ? 0 : slot + 1
        }
        return nil
    }

    /// ln P of the letters of `word` under a model of words that Voikko does not know: trigrams of characters.
    func letterLogProbability(_ word: some Sequence<Unicode.Scalar>) -> Float {
        var first = 0
        var second = 0
        var sum = 0
        func add(_ code: Int) {
            sum += Int(file.byte(characters + (first * characterCount + second) * characterCount + code))
            first = second
            second = code
        }
        for scalar in word { add(scalar.value < 256 ? Int(codeBelow256[Int(scalar.value)]) : 1) }
        add(0)
        return -Float(sum) / 16
    }
}
