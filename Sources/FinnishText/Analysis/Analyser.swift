// SPDX-License-Identifier: GPL-3.0-or-later
internal import CodedErrors
public import Languages

/// One place where a word stands in a text, or is implied there.
public struct Occurrence {
    /// Half-open UTF-8 offsets of the analysed text.
    public let range: Range<Int>
    /// The word position, from 0.
    public let position: Int
    /// The kind of token.
    public let kind: Token.Kind
    /// The readings of the word form.
    public let analysis: WordAnalysis
    /// The number of the word form within the analyser's cache: dense from 0, valid until ``Analyser/epoch`` changes.
    public let number: Int
    /// The word meant, where it is implied rather than written.
    public let impliedWord: String?
}

/// Where a word form stands, by the form's number within the analyser's cache.
public struct WordPlace {
    /// Half-open UTF-8 offsets of the analysed text.
    public let range: Range<Int>
    /// The word position, from 0.
    public let position: Int
    /// The kind of token.
    public let kind: Token.Kind
    /// The number, as ``Occurrence/number``.
    public let number: Int
}

/// Finnish text to tokens with lemmas, compound parts and index terms.
///
/// The same for documents and queries, so that a word is searched by the terms it was indexed under. Not `Sendable`:
/// it owns a ``Voikko`` handle; each thread has its own. Analyses are cached, which makes running text fast: about
/// 10 million words a second cached, 20,000 distinct ones a second new.
public final class Analyser {
    let words: WordAnalyser
    private let foreign = ForeignWords()
    let shared: SharedWords?
    private var cache: AnalysisCache
    /// The vote of each word form on the language around it, by its number; cached with the analyses.
    private var votes: [LanguageVote] = []
    private let capacity: Int

    /// Grows whenever the cache of analyses is begun anew and their numbers restart; never within a scan.
    public private(set) var epoch = 0
    /// The number of scans under way, one within another.
    private var scans = 0

    /// An analyser that caches up to `capacity` distinct word forms, about 600 bytes each.
    ///
    /// - Parameters:
    ///   - capacity: The most word forms that are cached.
    ///   - voikkoMemory: The bound of the tables for walks through Voikko's dictionary, in bytes, about.
    ///   - shared: Analyses shared with other threads' analysers.
    ///   - voikko: A handle that is used elsewhere on this thread, where there is one: what it remembers serves both.
    /// - Throws: ``VoikkoError`` where there is no Finnish dictionary.
    public init(
        capacity: Int = 200_000, voikkoMemory: Int = Voikko.usualMemory, sharing shared: SharedWords? = nil,
        voikko: Voikko? = nil
    ) throws(VoikkoError) {
        if let voikko {
            self.words = WordAnalyser(voikko: voikko)
        } else {
            self.words = WordAnalyser(voikko: try Voikko(memory: voikkoMemory))
        }
        self.shared = shared
        self.capacity = capacity
        self.cache = AnalysisCache(capacity: capacity)
    }

    /// Reports every word of `text` by rising position; what a written word implies (`työkyky` in `työ- ja
    /// toimintakyky`) comes after it, at its position.
    ///
    /// - Parameters:
    ///   - text: The text, in NFC.
    ///   - language: The language its words are read in.
    ///   - body: Called for each occurrence.
    public func scan(
        _ text: String, in language: ReadingLanguage = .only(.finnish), _ body: (Occurrence) throws -> Void
    ) rethrows {
        try scanNumbers(text, in: language) { place, implied in
            try body(
                Occurrence(
                    range: place.range, position: place.position, kind: place.kind, analysis: analysis(place.number),
                    number: place.number, impliedWord: implied))
        }
    }

    /// ``scan(_:in:_:)`` for those who keep what they make of a word by its number: nothing is allocated or counted for a
    /// word met before.
    ///
    /// - Parameters:
    ///   - text: The text, in NFC.
    ///   - language: The language its words are read in. To tell the language of passages costs 2 % of a scan in which all
    ///     words were met before.
    ///   - body: Called for each occurrence, with the word meant where it is implied.
    /// - Returns: The numbers of words by the language they were read in.
    @discardableResult
    public func scanNumbers(
        _ text: String, in language: ReadingLanguage = .only(.finnish),
        _ body: (WordPlace, _ implied: String?) throws -> Void
    ) rethrows -> LanguageShares {
        startAnewIfFull()
        scans += 1
        defer { scans -= 1 }
        var text = text
        return try text.withUTF8 { bytes in
            let tokens = unsafe TextScanner.tokens(of: bytes)
            var only = Language.finnish
            switch language {
            case .only(let language): only = language
            case .told(let main):
                let numbers = unsafe finnishNumbers(of: tokens, in: bytes)
                let passages = unsafe PassageTokens(bytes, tokens, main: main) { votes[Int(numbers[$0])] }
                unsafe try scan(bytes, tokens, numbers, passages.passages, body)
                return passages.shares
            }
            let passages = [PassageTokens.Passage(end: tokens.count, language: only)]
            unsafe try scan(bytes, tokens, [], passages, body)
            var shares = LanguageShares()
            shares.add(tokens.count, of: only)
            return shares
        }
    }

    /// Reports the words of `passages`; `finnish` are the tokens' numbers in Finnish, where they are known.
    private func scan(
        _ bytes: UnsafeBufferPointer<UInt8>, _ tokens: [RawToken], _ finnish: [UInt32],
        _ passages: [PassageTokens.Passage], _ body: (WordPlace, _ implied: String?) throws -> Void
    ) rethrows {
        var suspended = unsafe SuspendedCompounds(bytes, tokens: tokens, analyser: words)
        var start = 0
        for passage in passages {
            let language = passage.language ?? .finnish
            suspended.swedishParts = language == .swedish ? foreign.swedishParts(of:) : nil
            let isKnown = language == .finnish && !finnish.isEmpty
            for position in start..<passage.end {
                let token = tokens[position]
                let range = token.start..<token.end
                let written = unsafe UnsafeBufferPointer(rebasing: bytes[range])
                let number =
                    isKnown ? Int(finnish[position]) : unsafe number(of: written, kind: token.kind, in: language)
                try body(
                    WordPlace(range: range, position: position, kind: Self.kind(of: token.kind), number: number), nil)
                guard token.hangsAfter || token.hangsBefore, token.kind == .word,
                    let implied = suspended.implied(by: position)
                else { continue }
                let partner = tokens[implied.partner]
                let span = min(token.start, partner.start)..<max(token.end, partner.end)
                for var word in implied.words {
                    let number = word.withUTF8 { unsafe self.number(of: $0, kind: .word, in: language) }
                    try body(WordPlace(range: span, position: position, kind: .implied, number: number), word)
                }
            }
            start = passage.end
        }
    }

    /// ``scanNumbers(_:in:_:)`` for those who look for a few words in long texts: only words that may be one of them are read,
    /// the others are only counted. About 30 ns a word.
    ///
    /// - Parameters:
    ///   - text: The text, in NFC.
    ///   - isCandidate: Answers of a word's first offset and its UTF-8 whether it may be one that is looked for; `isHanging` of a half of a
    ///     suspended compound whether it or the whole may be.
    ///   - goesOn: Asked now and then, some milliseconds apart, whether to go on.
    ///   - body: Called for each occurrence that may be one, with the word meant where it is implied.
    public func scanNumbers(
        _ text: String,
        where isCandidate: (_ start: Int, _ word: UnsafeBufferPointer<UInt8>, _ isHanging: Bool) -> Bool,
        while goesOn: () -> Bool, _ body: (WordPlace, _ implied: String?) -> Void
    ) {
        startAnewIfFull()
        scans += 1
        defer { scans -= 1 }
        var text = text
        text.withUTF8 { bytes in
            var scanner = unsafe TextScanner(bytes)
            var tokens: [RawToken] = []
            tokens.reserveCapacity(bytes.count / 7)
            while let token = scanner.next() {
                tokens.append(token)
                if tokens.count & 0xFFFF == 0, !goesOn() { return }
            }
            let suspended = unsafe SuspendedCompounds(bytes, tokens: tokens, analyser: words)
            for position in tokens.indices {
                let token = tokens[position]
                let isHanging = token.hangsAfter || token.hangsBefore
                let written = unsafe UnsafeBufferPointer(rebasing: bytes[token.start..<token.end])
                guard unsafe isCandidate(token.start, written, isHanging) else { continue }
                let number = unsafe number(of: written, kind: token.kind)
                body(
                    WordPlace(
                        range: token.start..<token.end, position: position, kind: Self.kind(of: token.kind),
                        number: number), nil)
                guard isHanging, token.kind == .word, let implied = suspended.implied(by: position) else { continue }
                let partner = tokens[implied.partner]
                let span = min(token.start, partner.start)..<max(token.end, partner.end)
                for var word in implied.words {
                    let number = word.withUTF8 { unsafe self.number(of: $0, kind: .word) }
                    body(WordPlace(range: span, position: position, kind: .implied, number: number), word)
                }
            }
        }
    }

    /// The analysis of the word form of this number.
    public func analysis(_ number: Int) -> WordAnalysis { cache.analyses[number] }

    /// The vote of the word form of this number on the language around it.
    func vote(_ number: Int) -> LanguageVote { votes[number] }

    /// True if the dictionary of Swedish lists `word`.
    func isSwedish(_ word: String) -> Bool { foreign.isSwedish(word) }

    /// The forms under which the words of `text` are found, which is a word or a few: the terms of that kind that
    /// ``tokens(of:)`` has, but nothing is read of words of which that is all that is asked.
    public func forms(of text: String) -> [String] {
        var bytes = text
        let forms: [String]? = bytes.withUTF8 { bytes in
            var forms: [String] = []
            for token in unsafe TextScanner.tokens(of: bytes) {
                // What a hyphen stands for is told by what words are made of.
                if token.hangsAfter || token.hangsBefore { return nil }
                let surface = unsafe String(
                    decoding: UnsafeBufferPointer(rebasing: bytes[token.start..<token.end]), as: UTF8.self)
                if token.kind == .word {
                    forms.append(Self.form(of: Self.limited(surface)))
                } else {
                    forms += make(surface, kind: token.kind).terms.filter { $0.kind == .form }.map(\.text)
                }
            }
            return forms
        }
        return forms ?? tokens(of: text).flatMap(\.terms).filter { $0.kind == .form }.map(\.text)
    }

    /// The analysis of the single word `word`.
    public func analysis(of word: String, in language: Language = .finnish) -> WordAnalysis {
        startAnewIfFull()
        var word = word
        return analysis(word.withUTF8 { unsafe number(of: $0, kind: Self.kind(of: $0), in: language) })
    }

    /// The kind of a lone word: nothing but a number has a space in it (`12 500`).
    private static func kind(of bytes: UnsafeBufferPointer<UInt8>) -> RawToken.Kind {
        guard let first = unsafe bytes.first, (0x30...0x39).contains(first) else { return .word }
        return unsafe bytes.contains { $0 == 0x20 || $0 == 0xC2 || $0 == 0xE2 } ? .number : .word
    }

    private static func kind(of kind: RawToken.Kind) -> Token.Kind {
        switch kind {
        case .word: .word
        case .number: .number
        case .code: .code
        case .address: .address
        }
    }

    private func startAnewIfFull() {
        guard cache.isFull, scans == 0 else { return }
        cache = AnalysisCache(capacity: capacity)
        votes.removeAll(keepingCapacity: true)
        epoch += 1
    }

    /// The numbers of all `tokens`, read in Finnish.
    private func finnishNumbers(of tokens: [RawToken], in bytes: UnsafeBufferPointer<UInt8>) -> [UInt32] {
        func written(_ token: RawToken) -> UnsafeBufferPointer<UInt8> {
            unsafe UnsafeBufferPointer(rebasing: bytes[token.start..<token.end])
        }
        var numbers: [UInt32] = []
        numbers.reserveCapacity(tokens.count)
        for start in stride(from: 0, to: tokens.count, by: Self.batch) {
            let some = tokens[start..<min(start + Self.batch, tokens.count)]
            let probes = some.map { unsafe cache.probe(written($0), in: .finnish) }
            for (token, probe) in zip(some, probes) {
                let number = unsafe number(of: written(token), kind: token.kind, in: .finnish, probe)
                numbers.append(UInt32(truncatingIfNeeded: number))
            }
        }
        return numbers
    }

    /// The number of words whose places in the cache are read at once.
    private static let batch = 512

    private func number(
        of bytes: UnsafeBufferPointer<UInt8>, kind: RawToken.Kind, in language: Language = .finnish
    ) -> Int {
        let probe = unsafe cache.probe(bytes, in: language)
        return unsafe number(of: bytes, kind: kind, in: language, probe)
    }

    private func number(
        of bytes: UnsafeBufferPointer<UInt8>, kind: RawToken.Kind, in language: Language, _ probe: AnalysisCache.Probe
    ) -> Int {
        if let known = unsafe cache.number(of: bytes, probe) { return known }
        let surface = unsafe String(decoding: bytes, as: UTF8.self)
        // No word form begins so.
        let key = language == .finnish ? surface : language.rawValue + " " + surface
        let analysis: WordAnalysis
        if let known = shared?.analysis(of: key, hash: probe.hash) {
            analysis = known
        } else {
            analysis = make(surface, kind: kind, in: language)
            shared?.insert(analysis, of: key, hash: probe.hash)
        }
        votes.append(analysis.vote)
        return unsafe cache.add(analysis, for: bytes, probe)
    }

    private func make(_ surface: String, kind: RawToken.Kind, in language: Language = .finnish) -> WordAnalysis {
        switch kind {
        case .number:
            let terms = NumberForms.terms(of: surface)
            return WordAnalysis(lemmas: [terms[0].text], parts: [], terms: terms, isKnown: true)
        case .address:
            let terms = AddressForms.terms(of: surface)
            return WordAnalysis(lemmas: [WordLimits.clipped(surface)], parts: [], terms: terms, isKnown: true)
        case .code:
            let lower = WordLimits.clipped(surface.lowercased())
            var terms = [Term(kind: .lemma, text: lower)]
            // `5mg` is found by `5 mg`, too.
            if let (number, unit) = NumberForms.quantity(lower) {
                terms += [Term(kind: .part, text: number), Term(kind: .part, text: unit)]
            }
            return WordAnalysis(
                lemmas: [WordLimits.clipped(surface)], parts: [], terms: terms + [Term(kind: .form, text: lower)],
                isKnown: true)
        case .word:
            let word = Self.limited(surface)
            let isFinnish = language == .finnish
            let (set, isKnown) =
                isFinnish ? words.analyse(word) : foreign.analyse(word, in: language) { words.analyse(word) }
            return WordAnalysis(
                lemmas: set.display.isEmpty ? [word] : set.display, parts: set.parts,
                terms: set.terms(form: Self.form(of: word)), isKnown: isKnown,
                contentTerms: set.content, isVerbalNoun: set.isVerbalNoun, language: language,
                vote: isFinnish ? foreign.vote(of: word, isFinnish: isKnown) : .none)
        }
    }
}
