// SPDX-License-Identifier: GPL-3.0-or-later

/// Reads words as libvoikko does, in a fifth of its time, by walking its transducer with arcs computed for earlier words.
///
/// Memory is bounded as ``MorphologyWalk`` bounds it, besides 2 MB of readings. One owner, for one thread at a time.
struct Morphology: ~Copyable {
    private let file: MorphologyFile
    private var walk: MorphologyWalk
    private var recent = ReadingCache()

    /// A reader of the dictionary that libvoikko takes; nil where it is not found or not understood.
    ///
    /// - Parameter memory: The bound of the walk's tables, in bytes, about.
    init?(memory: Int = Voikko.usualMemory) {
        guard let file = MorphologyFile.shared else { return nil }
        self.init(file: file, memory: memory)
    }

    /// A reader of `file`.
    init(file: MorphologyFile, memory: Int) {
        self.file = file
        walk = MorphologyWalk(file: file, limit: memory)
    }

    /// The readings of `word` in libvoikko's order; nil where only libvoikko can tell: of words that are very long, hold
    /// letters from afar, or could be read in very many ways.
    mutating func readings(of word: String) -> [MorphologicalAnalysis]? {
        switch walk.read(word) {
        case .unreadable: return []
        case .foreign: return nil
        case .word(let hash):
            // Names are asked for with and without their capital, and words by repair and by analysis.
            if let known = recent.readings(of: walk.letters, hash) { return known }
            let read = readings(wordLength: word.unicodeScalars.count)
            if let read { recent.insert(read, of: walk.letters, hash) }
            return read
        }
    }

    private mutating func readings(wordLength: Int) -> [MorphologicalAnalysis]? {
        guard walk.walk() else { return nil }
        var result: [MorphologicalAnalysis] = []
        var start = 0
        for end in walk.ends {
            let numbers = walk.symbols[start..<end]
            start = end
            let path = MorphologyPath(numbers.map { file.symbols[Int($0)] }, wordLength: wordLength)
            guard path.isValid else { continue }
            guard let structure = PathStructure(of: path)?.bytes else { return nil }
            let attributes = PathAttributes(of: path)
            let form = PathBaseForm.text(of: path, structure: structure)
            if !form.isEmpty {
                var output: [UInt8] = []
                output.reserveCapacity(path.length + 8)
                for number in numbers { output.append(contentsOf: file.names[Int(number)]) }
                result.append(
                    MorphologicalAnalysis(
                        form: form, structure: structure, output: output, attributes, attributes.wordClass))
            }
            if let named = path.organisation(structure, attributes) { result.append(named) }
        }
        return result
    }
}

extension Morphology {
    /// True if libvoikko's spelling takes `word`: letters of Latin-1, none of which but the first is a capital, and hyphens
    /// between them. Nil where only libvoikko can tell; it takes some words with hyphens that have no reading.
    mutating func isWord(_ word: String) -> Bool? {
        var hasCapital = false
        var hasHyphen = false
        for (index, scalar) in word.unicodeScalars.enumerated() {
            switch scalar.value {
            case 0x61...0x7A, 0xE0...0xF6, 0xF8...0xFE: break
            case 0x41...0x5A, 0xC0...0xD6, 0xD8...0xDE:
                guard index == 0 else { return nil }
                hasCapital = true
            case 0x2D:
                guard index > 0 else { return nil }
                hasHyphen = true
            default: return nil
            }
        }
        guard let readings = readings(of: word) else { return nil }
        var isWord = false
        for reading in readings {
            // `i` stands for a capital (`SpellUtils::matchWordAndAnalysis`); abbreviations have rules of their own.
            let letters = reading.structure.lazy.filter { $0 != UInt8(ascii: "=") && $0 != UInt8(ascii: "-") }
            guard letters.allSatisfy({ $0 == UInt8(ascii: "p") || $0 == UInt8(ascii: "i") }) else { return nil }
            let isName = letters.first == UInt8(ascii: "i")
            if hasCapital || !isName, !letters.dropFirst().contains(UInt8(ascii: "i")) { isWord = true }
        }
        return hasHyphen && !isWord ? nil : isWord
    }
}

extension MorphologyPath {
    /// The reading as an organisation's name (*Kalajoen kaupunki*… in one word), which libvoikko adds to compounds that end
    /// as such names do.
    fileprivate func organisation(_ structure: [UInt8], _ attributes: PathAttributes) -> MorphologicalAnalysis? {
        guard attributes.wordClass == .noun, length >= 13, kind(0) != .hyphen, kind(0) != .wordClass(.abbreviation),
            structure.count >= 2
        else { return nil }
        let last = symbols.indices.last {
            starts[$0] + 5 <= length && starts[$0] >= 8
                && (symbols[$0].kind == .joint || symbols[$0].kind == .organisation)
        }
        guard let last, symbols[last].kind == .organisation,
            symbols[..<last].indices.contains(where: {
                symbols[$0].kind == .joint && starts[$0] >= 4 && starts[$0] + 4 <= starts[last]
            })
        else { return nil }
        var capital = structure
        capital[1] = UInt8(ascii: "i")
        let form = PathBaseForm.text(of: self, structure: capital)
        guard !form.isEmpty else { return nil }
        return MorphologicalAnalysis(form: form, structure: capital, output: [], attributes, .otherName)
    }
}
