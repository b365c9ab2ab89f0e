// SPDX-License-Identifier: GPL-3.0-or-later
public import CodedErrors
internal import VoikkoTransducer

/// The concepts of a thesaurus by the keys of their labels, in a file that is mapped or in memory.
///
/// Little-endian. `HAKULABL`, a 32-bit version (1), the count of concepts and of keys (32 bits each), 4 bytes of nothing;
/// then the keys (64 bits each, rising: 44 bits of the hash of a language and a key, 20 bits of the concept's number), where
/// each concept's labels begin (32 bits each, and their end), and the labels as UTF-8: before each a letter for its language
/// (`f`, `s`, `e`, a capital where it names a narrower concept), between them a TAB. Safe to use from any thread.
public struct LabelTable: Sendable {
    private enum Storage: Sendable {
        case file(MappedFile)
        case memory([UInt8])
    }

    private static let head = 24
    private static let conceptBits: UInt64 = 20
    private static let signature: UInt64 = 0x4C42_414C_554B_4148

    private let storage: Storage
    private let concepts: Int
    private let keys: Int

    /// Opens the file at `path`.
    ///
    /// - Throws: A sentence that names the file and says what is wrong with it.
    public init(path: String) throws(LanguageDataError) {
        let file = try MappedFile.mapping(path, orElse: "words are not searched in other languages.")
        self.init(.file(file))
        guard number64(0) == Self.signature, number32(8) == 1, labels(from: concepts) <= file.count else {
            throw LanguageDataError(
                .unexpected,
                "\(path) is no table of labels of this version: words are not searched in other languages. "
                    + "Install haku anew.")
        }
    }

    /// A table in memory.
    ///
    /// - Parameters:
    ///   - concepts: The labels of each concept, up to 2²⁰ of them; what is more is left out.
    ///   - keys: The keys under which a label is found, words as they are looked up.
    public init(_ concepts: [[ThesaurusLabel]], keys: (ThesaurusLabel) -> [String]) {
        self.init(.memory(Self.bytes(concepts, keys: keys)))
    }

    private init(_ storage: Storage) {
        self.storage = storage
        concepts = Int(Self.number(storage, 12, bytes: 4))
        keys = Int(Self.number(storage, 16, bytes: 4))
    }

    /// The table that ships: the General Finnish Ontology (YSO); nil where it is not there.
    public static let shipped: LabelTable? = DataFolder.path(holding: "yso.labels").flatMap {
        try? LabelTable(path: $0 + "/yso.labels")
    }

    /// The table of places that ships: municipalities and regions of Finland by their Finnish and Swedish names; nil where
    /// it is not there.
    public static let places: LabelTable? = DataFolder.path(holding: "places.labels").flatMap {
        try? LabelTable(path: $0 + "/places.labels")
    }

    /// The table of abbreviations that ships, with the names of several words that they stand for; nil where it is not there.
    public static let abbreviations: LabelTable? = DataFolder.path(holding: "abbreviations.labels").flatMap {
        try? LabelTable(path: $0 + "/abbreviations.labels")
    }

    /// The table as the file that ``init(path:)`` takes.
    public static func bytes(_ concepts: [[ThesaurusLabel]], keys: (ThesaurusLabel) -> [String]) -> [UInt8] {
        var found: Set<UInt64> = []
        var offsets: [UInt32] = []
        var text: [UInt8] = []
        for (number, labels) in concepts.prefix(1 << conceptBits).enumerated() {
            offsets.append(UInt32(clamping: text.count))
            for (index, label) in labels.enumerated() {
                if index > 0 { text.append(UInt8(ascii: "\t")) }
                text.append(letter(of: label))
                text += Array(label.text.utf8)
                guard !label.isNarrower else { continue }
                for key in keys(label) { found.insert(hash(key, label.language) | UInt64(number)) }
            }
        }
        let count = offsets.count
        offsets.append(UInt32(clamping: text.count))
        var bytes: [UInt8] = []
        append(signature, 8, to: &bytes)
        for value in [1, UInt64(count), UInt64(found.count), 0] { append(value, 4, to: &bytes) }
        for key in found.sorted() { append(key, 8, to: &bytes) }
        for offset in offsets { append(UInt64(offset), 4, to: &bytes) }
        return bytes + text
    }

    /// The labels of the concepts that `key` names in `language`; empty where there are none. About 1 µs.
    public func concepts(named key: String, in language: Language) -> [[ThesaurusLabel]] {
        let wanted = Self.hash(key, language)
        var low = 0
        var high = keys
        while low < high {
            let middle = (low + high) / 2
            if number64(Self.head + 8 * middle) < wanted { low = middle + 1 } else { high = middle }
        }
        var result: [[ThesaurusLabel]] = []
        while low < keys {
            let entry = number64(Self.head + 8 * low)
            guard entry >> Self.conceptBits == wanted >> Self.conceptBits else { break }
            result.append(labels(of: Int(entry & (1 << Self.conceptBits - 1))))
            low += 1
        }
        return result
    }

    private func labels(of concept: Int) -> [ThesaurusLabel] {
        guard concept < concepts else { return [] }
        let range = labels(from: concept)..<max(labels(from: concept), labels(from: concept + 1))
        let text = String(decoding: range.map { UInt8(Self.number(storage, $0, bytes: 1)) }, as: UTF8.self)
        return text.split(separator: "\t").compactMap { piece in
            guard let letter = piece.utf8.first, let language = Self.language(letter) else { return nil }
            return ThesaurusLabel(language: language, text: String(piece.dropFirst()), isNarrower: letter < 0x60)
        }
    }

    /// Where the labels of a concept begin.
    private func labels(from concept: Int) -> Int {
        let offsets = Self.head + 8 * keys
        return offsets + 4 * (concepts + 1) + Int(number32(offsets + 4 * concept))
    }

    private static func letter(of label: ThesaurusLabel) -> UInt8 {
        let letter = label.language.rawValue.utf8.first ?? 0
        return label.isNarrower ? letter & 0x5F : letter
    }

    private static func language(_ letter: UInt8) -> Language? {
        Language.allCases.first { $0.rawValue.utf8.first == letter | 0x20 }
    }

    /// FNV-1a of 64 bits over the language's code and the key, then the finaliser of MurmurHash3; without its lower bits.
    private static func hash(_ key: String, _ language: Language) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in language.rawValue.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        for byte in key.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        hash = (hash ^ (hash >> 33)) &* 0xFF51_AFD7_ED55_8CCD
        hash = (hash ^ (hash >> 33)) &* 0xC4CE_B9FE_1A85_EC53
        return (hash ^ (hash >> 33)) & ~(1 << conceptBits - 1)
    }

    private static func append(_ value: UInt64, _ count: Int, to bytes: inout [UInt8]) {
        for index in 0..<count { bytes.append(UInt8(truncatingIfNeeded: value >> UInt64(8 * index))) }
    }

    private func number32(_ offset: Int) -> UInt64 { Self.number(storage, offset, bytes: 4) }

    private func number64(_ offset: Int) -> UInt64 { Self.number(storage, offset, bytes: 8) }

    private static func number(_ storage: Storage, _ offset: Int, bytes count: Int) -> UInt64 {
        switch storage {
        case .file(let file):
            switch count {
            case 8: return file.u64(offset)
            case 4: return UInt64(file.u32(offset))
            default: return UInt64(file.byte(offset))
            }
        case .memory(let bytes):
            guard offset >= 0, offset + count <= bytes.count else { return 0 }
            return (0..<count).reduce(0) { $0 | UInt64(bytes[offset + $1]) << UInt64(8 * $1) }
        }
    }
}
