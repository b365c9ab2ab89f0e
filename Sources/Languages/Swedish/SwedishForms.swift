// SPDX-License-Identifier: GPL-3.0-or-later
public import CodedErrors
internal import VoikkoTransducer

/// The inflected forms of Swedish with their base forms, and the first parts of compounds: the file `swedish.forms`, mapped.
///
/// Its format is told in `Sources/HakuData/Data/README.md`. Words are scalars in lower case. Safe to use from any thread.
public struct SwedishForms: Sendable {
    /// A base form of a word form.
    struct Entry: Hashable {
        /// The base form.
        var lemma: String
        /// True if the dictionary has the word end compounds.
        var mayEnd: Bool
    }

    /// The marks that follow a form in the graph.
    private enum Mark {
        static let word: Unicode.Scalar = "\u{E000}"
        static let tail: Unicode.Scalar = "\u{E001}"
        static let first: Unicode.Scalar = "\u{E002}"
        /// The number of the first way from a form to its base form.
        static let codes: UInt32 = 0xE010
    }

    private let graph: WordGraph
    /// The ways from a form to its base form: letters to take off its end, and what to put there.
    private let codes: [(drop: Int, add: [Unicode.Scalar])]

    /// Opens the file at `path`.
    ///
    /// - Throws: A sentence that names the file and says what is wrong with it.
    public init(path: String) throws(LanguageDataError) {
        let file = try MappedFile.mapping(path, orElse: "Swedish is read by stems only.")
        guard file.u64(0) == 0x4D52_4F46_554B_4148, file.u32(8) == 1, file.u32(12) == 2 else {
            throw LanguageDataError(
                .unexpected,
                "\(path) is no list of Swedish forms of this version: Swedish is read by stems only. "
                    + "Install haku anew.")
        }
        let sections = (0..<2).map { (Int(file.u32(16 + 8 * $0)), Int(file.u32(20 + 8 * $0))) }
        guard sections.allSatisfy({ $0.0 + $0.1 <= file.count }) else {
            throw LanguageDataError(
                .unexpected, "\(path) is cut short: Swedish is read by stems only. Install haku anew.")
        }
        graph = WordGraph(file: file, offset: sections[1].0, length: sections[1].1)
        var codes: [(Int, [Unicode.Scalar])] = []
        var offset = sections[0].0 + 4
        for _ in 0..<min(Int(file.u32(sections[0].0)), 255) {
            let length = Int(file.byte(offset + 1))
            let bytes = (0..<length).map { file.byte(offset + 2 + $0) }
            codes.append((Int(file.byte(offset)), Array(String(decoding: bytes, as: UTF8.self).unicodeScalars)))
            offset += 2 + length
        }
        self.codes = codes
    }

    /// The file that ships with haku; nil where it is not there.
    public static let shipped: SwedishForms? = DataFolder.path(holding: "swedish.forms").flatMap {
        try? SwedishForms(path: $0 + "/swedish.forms")
    }

    /// The base forms of `form`; empty where the dictionary has none.
    func entries(of form: ArraySlice<Unicode.Scalar>) -> [Entry] {
        guard let edge = walk(form) else { return [] }
        return lemmas(behind: edge, Mark.tail, of: form).map { Entry(lemma: $0, mayEnd: true) }
            + lemmas(behind: edge, Mark.word, of: form).map { Entry(lemma: $0, mayEnd: false) }
    }

    /// The first parts of compounds that `word` begins with, the shortest first: the index behind each.
    func firstParts(of word: ArraySlice<Unicode.Scalar>) -> [Int] {
        var edge = graph.start
        var ends: [Int] = []
        for index in word.indices {
            edge = graph.step(edge, graph.symbol(word[index]))
            if edge == WordGraph.dead { break }
            if graph.step(edge, graph.symbol(Mark.first)) != WordGraph.dead { ends.append(index + 1) }
        }
        return ends
    }

    /// The base forms of the first part `part` of a compound.
    func lemmas(ofFirstPart part: ArraySlice<Unicode.Scalar>) -> [String] {
        let listed = walk(part).map { lemmas(behind: $0, Mark.first, of: part) } ?? []
        guard listed.isEmpty, part.last == "a" else { return listed }
        // With the vowel that joins it: *bya-*.
        return entries(of: part.dropLast()).map(\.lemma)
    }

    private func walk(_ form: ArraySlice<Unicode.Scalar>) -> WordGraph.Edge? {
        var edge = graph.start
        for scalar in form {
            edge = graph.step(edge, graph.symbol(scalar))
            if edge == WordGraph.dead { return nil }
        }
        return edge
    }

    private func lemmas(
        behind edge: WordGraph.Edge, _ mark: Unicode.Scalar, of form: ArraySlice<Unicode.Scalar>
    ) -> [String] {
        let marked = graph.step(edge, graph.symbol(mark))
        guard marked != WordGraph.dead else { return [] }
        return graph.symbols(behind: marked).compactMap { symbol in
            guard symbol >= Mark.codes, Int(symbol - Mark.codes) < codes.count else { return nil }
            let code = codes[Int(symbol - Mark.codes)]
            guard code.drop <= form.count else { return nil }
            var text = String.UnicodeScalarView(form.dropLast(code.drop))
            text.append(contentsOf: code.add)
            return String(text)
        }
    }
}
