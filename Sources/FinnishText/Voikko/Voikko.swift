// SPDX-License-Identifier: GPL-3.0-or-later
internal import CVoikko
internal import Caching

/// Finnish morphology: one handle of libvoikko with its dictionary.
///
/// Not `Sendable`: libvoikko allows one thread at a time for each handle. Opening one costs 0.3 ms and under 10 MB,
/// so every thread that analyses keeps its own.
@safe public final class Voikko {
    private let handle: OpaquePointer
    /// Reads words in libvoikko's place; nil before it is worth it, and where the two do not agree.
    private var morphology: Morphology?
    /// The number of words asked for.
    private var asked = 0
    /// True while ``morphology`` has told words from others as libvoikko does; then the number of words both were asked.
    private var spells = true
    private var spelled = 0
    /// Answers of libvoikko's spelling.
    private var spellings = GenerationalCache<String, Bool>(count: 4_000)
    /// The number of first words that libvoikko reads alone, for programs that ask for few, and of those read by both then.
    private static let alone = 40
    private static let compared = 60

    /// The default bound of a handle's tables for walks through the dictionary, in bytes: more than 600,000 words of decisions
    /// lead to.
    public static let usualMemory = 24 << 20
    private let memory: Int

    /// Opens the Finnish dictionary.
    ///
    /// - Parameter memory: The bound of the tables for walks through it, in bytes, about: less costs time where many
    ///   different words are read.
    /// - Throws: ``VoikkoError`` where libvoikko finds no Finnish dictionary (on Debian, the package `voikko-fi`).
    public init(memory: Int = usualMemory) throws(VoikkoError) {
        self.memory = memory
        var message: UnsafePointer<CChar>?
        guard let handle = unsafe voikkoInit(&message, "fi", nil) else {
            throw unsafe VoikkoError(reason: message.map { unsafe String(cString: $0) } ?? "no reason given")
        }
        unsafe self.handle = handle
    }

    deinit {
        unsafe voikkoTerminate(handle)
    }

    /// True if `word`, as written, is a Finnish word form.
    ///
    /// Voikko wants names in upper case: `kalajoki` is none, `Kalajoki` is one. A word with a NUL byte or of more than
    /// ``longestWord`` characters is none.
    public func isWord(_ word: String) -> Bool {
        guard Self.canAsk(word) else { return false }
        guard asked >= Self.alone + Self.compared, spells, let found = morphology?.isWord(word) else {
            return isSpelled(word)
        }
        guard spelled < Self.compared else { return found }
        spelled += 1
        let known = isSpelled(word)
        if found != known { spells = false }
        return known
    }

    /// True if `word` is one by libvoikko's spelling, which takes some 90 µs where it is a long one.
    func isSpelled(_ word: String) -> Bool {
        if let known = spellings[word] { return known }
        let answer = unsafe voikkoSpellCstr(handle, word) == VOIKKO_SPELL_OK
        spellings[word] = answer
        return answer
    }

    /// Every reading Voikko has for `word`, in its order; empty where it knows none. About 18 µs.
    public func analyses(of word: String) -> [VoikkoAnalysis] {
        unsafe withAnalyses(of: word) { analysis in
            var attributes: [String: String] = [:]
            guard var key = unsafe voikko_mor_analysis_keys(analysis) else { return nil }
            while let name = unsafe key.pointee {
                unsafe key += 1
                let name = unsafe String(cString: name)
                attributes[name] = unsafe value(name, of: analysis)
            }
            return VoikkoAnalysis(attributes: attributes)
        }
    }

    /// Every reading of `word`, with only what the analyser needs, as libvoikko would have it. 3 to 6 µs a word once some
    /// thousands have been read.
    func readings(of word: String) -> [MorphologicalAnalysis] {
        asked += 1
        if asked == Self.alone { morphology = Morphology(memory: memory) }
        guard Self.canAsk(word), let read = morphology?.readings(of: word) else { return askedReadings(of: word) }
        guard asked < Self.alone + Self.compared else { return read }
        let known = askedReadings(of: word)
        if !(read.count == known.count && zip(read, known).allSatisfy { $0.isSame(as: $1) }) { morphology = nil }
        return known
    }

    /// The base forms of all readings of `word`, in Voikko's order.
    package func baseForms(of word: String) -> [String] { readings(of: word).map(\.baseForm) }

    /// The inflection of `word` in each of its readings, with the reading's base form, in Voikko's order. Costs as much as
    /// ``baseForms(of:)``, a third of what ``analyses(of:)`` does.
    package func inflections(of word: String) -> [(inflection: Inflection, baseForm: String)] {
        readings(of: word).map { ($0.inflection, $0.baseForm) }
    }

    /// Kinds of names.
    package enum NameKind {
        /// A person's first or family name.
        case person
        /// Another name.
        case other
        /// A word that is no name.
        case noName
    }

    /// The kind of name that `word` is by any of its readings; nil where it has no reading.
    package func nameKind(of word: String) -> NameKind? {
        let readings = readings(of: word)
        if readings.isEmpty { return nil }
        if readings.contains(where: \.isPersonName) { return .person }
        return readings.contains(where: \.isName) ? .other : .noName
    }

    /// The results of `body` for Voikko's analyses of `word`, but for nil.
    func withAnalyses<Result>(of word: String, _ body: (OpaquePointer) -> Result?) -> [Result] {
        guard Self.canAsk(word), let list = unsafe voikkoAnalyzeWordCstr(handle, word) else { return [] }
        defer { unsafe voikko_free_mor_analysis(list) }
        var result: [Result] = []
        var next = unsafe list
        while let analysis = unsafe next.pointee {
            unsafe next += 1
            if let made = unsafe body(analysis) { result.append(made) }
        }
        return result
    }

    /// The attribute `name` of `analysis`; empty where it has none.
    func value(_ name: String, of analysis: OpaquePointer) -> String {
        guard let value = unsafe voikko_mor_analysis_value_cstr(analysis, name) else { return "" }
        defer { unsafe voikko_free_mor_analysis_value_cstr(value) }
        return unsafe String(cString: value)
    }

    /// The longest word, in characters, that libvoikko looks at (`LIBVOIKKO_MAX_WORD_CHARS`).
    public static let longestWord = 255

    private static func canAsk(_ word: String) -> Bool {
        !word.isEmpty && word.utf8.count <= 4 * longestWord && word.unicodeScalars.count <= longestWord
            && !word.utf8.contains(0)
    }
}
