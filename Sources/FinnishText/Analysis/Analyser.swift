// SPDX-License-Identifier: GPL-3.0-or-later

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
    let shared: SharedWords?
    private var cache: AnalysisCache
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
    ///   - body: Called for each occurrence.
    public func scan(_ text: String, _ body: (Occurrence) throws -> Void) rethrows {
        try scanNumbers(text) { place, implied in
            try body(
                Occurrence(
                    range: place.range, position: place.position, kind: place.kind, analysis: analysis(place.number),
                    number: place.number, impliedWord: implied))
        }
    }

    /// ``scan(_:_:)`` for those who keep what they make of a word by its number: nothing is allocated or counted for a
    /// word met before.
    ///
    /// - Parameters:
    ///   - text: The text, in NFC.
    ///   - body: Called for each occurrence, with the word meant where it is implied.
    public func scanNumbers(_ text: String, _ body: (WordPlace, _ implied: String?) throws -> Void) rethrows {
        startAnewIfFull()
        scans += 1
        defer { scans -= 1 }
        var text = text
        try text.withUTF8 { bytes in
            let tokens = unsafe TextScanner.tokens(of: bytes)
            let suspended = unsafe SuspendedCompounds(bytes, tokens: tokens, analyser: words)
            for position in tokens.indices {
                let token = tokens[position]
                let range = token.start..<token.end
                let written = unsafe UnsafeBufferPointer(rebasing: bytes[range])
                let number = unsafe number(of: written, kind: token.kind)
                try body(
                    WordPlace(range: range, position: position, kind: Self.kind(of: token.kind), number: number), nil)
                guard token.hangsAfter || token.hangsBefore, token.kind == .word,
                    let implied = suspended.implied(by: position)
                else { continue }
                let partner = tokens[implied.partner]
                let span = min(token.start, partner.start)..<max(token.end, partner.end)
                for var word in implied.words {
                    let number = word.withUTF8 { unsafe self.number(of: $0, kind: .word) }
                    try body(WordPlace(range: span, position: position, kind: .implied, number: number), word)
                }
            }
        }
    }

    /// ``scanNumbers(_:_:)`` for those who look for a few words in long texts: only words that may be one of them are read,
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

    /// Every token of `text`, written and implied, by rising position.
    public func tokens(of text: String) -> [Token] {
        tokens(of: text) { true } ?? []
    }

    /// Every token of `text`, as ``tokens(of:)``; nil as soon as `isWanted`, asked once a token, says that they are not
    /// wanted any more.
    public func tokens(of text: String, while isWanted: () -> Bool) -> [Token]? {
        struct Unwanted: Error {}
        do {
            return try tokens(of: text) { () throws(Unwanted) in if !isWanted() { throw Unwanted() } }
        } catch {
            return nil
        }
    }

    private func tokens(of text: String, before check: () throws -> Void) rethrows -> [Token] {
        var result: [Token] = []
        let utf8 = text.utf8
        try scan(text) { occurrence in
            try check()
            let start = utf8.index(utf8.startIndex, offsetBy: occurrence.range.lowerBound)
            let end = utf8.index(start, offsetBy: occurrence.range.count)
            result.append(
                Token(
                    range: occurrence.range, surface: occurrence.impliedWord ?? String(text[start..<end]),
                    kind: occurrence.kind, position: occurrence.position, lemmas: occurrence.analysis.lemmas,
                    parts: occurrence.analysis.parts, terms: occurrence.analysis.terms))
        }
        return result
    }

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
    public func analysis(of word: String) -> WordAnalysis {
        startAnewIfFull()
        var word = word
        return analysis(word.withUTF8 { unsafe number(of: $0, kind: .word) })
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
        epoch += 1
    }

    private func number(of bytes: UnsafeBufferPointer<UInt8>, kind: RawToken.Kind) -> Int {
        let hash = unsafe AnalysisCache.hash(bytes)
        if let known = unsafe cache.number(of: bytes, hash: hash) { return known }
        let surface = unsafe String(decoding: bytes, as: UTF8.self)
        let analysis: WordAnalysis
        if let known = shared?.analysis(of: surface, hash: hash) {
            analysis = known
        } else {
            analysis = make(surface, kind: kind)
            shared?.insert(analysis, of: surface, hash: hash)
        }
        return unsafe cache.add(analysis, for: bytes, hash: hash)
    }

    private func make(_ surface: String, kind: RawToken.Kind) -> WordAnalysis {
        switch kind {
        case .number:
            let terms = NumberForms.terms(of: surface)
            return WordAnalysis(lemmas: [terms[0].text], parts: [], terms: terms, isKnown: true)
        case .address:
            let terms = AddressForms.terms(of: surface)
            return WordAnalysis(lemmas: [WordLimits.clipped(surface)], parts: [], terms: terms, isKnown: true)
        case .code:
            let lower = WordLimits.clipped(surface.lowercased())
            var terms = [Term(.lemma, lower)]
            // `5mg` is found by `5 mg`, too.
            if let (number, unit) = NumberForms.quantity(lower) { terms += [Term(.part, number), Term(.part, unit)] }
            return WordAnalysis(
                lemmas: [WordLimits.clipped(surface)], parts: [], terms: terms + [Term(.form, lower)], isKnown: true)
        case .word:
            let word = Self.limited(surface)
            let (set, isKnown) = words.analyse(word)
            return WordAnalysis(
                lemmas: set.display.isEmpty ? [word] : set.display, parts: set.parts,
                terms: set.terms(form: Self.form(of: word)), isKnown: isKnown,
                contentTerms: set.content)
        }
    }

    /// `surface` as it is read.
    private static func limited(_ surface: String) -> String { WordLimits.clipped(plainJoiners(surface)) }

    /// The form under which `word` is found.
    private static func form(of word: String) -> String { Casing.lowercased(word) }

    /// Typographic hyphens and apostrophes as their ASCII likes, which dictionaries use.
    private static func plainJoiners(_ word: String) -> String {
        guard word.utf8.contains(0xE2) else { return word }
        var result = String.UnicodeScalarView()
        for scalar in word.unicodeScalars {
            switch scalar {
            // An en dash stands in a word only where a range of numbers begins it.
            case "\u{2010}", "\u{2011}", "\u{2013}": result.append("-")
            case "\u{2019}": result.append("'")
            default: result.append(scalar)
            }
        }
        return String(result)
    }
}
