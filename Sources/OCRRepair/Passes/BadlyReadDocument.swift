// SPDX-License-Identifier: GPL-3.0-or-later
internal import FinnishText
internal import Languages

/// A document that was badly read, whether it kept its diaeresis or lost it: all words that are none are decoded with every
/// letter open, by the errors of the document's own reader.
struct BadlyReadDocument {
    /// The words of its Finnish passages, in order.
    let words: [TextWord]
    /// The same with numbers, codes and single letters.
    let all: [TextWord]
    /// The words' readings.
    let own: OwnReadings
    /// Words that show the errors of its reader, by itself.
    let readings: [LearntReading]

    /// The number of words of a passage that is told from other languages.
    private static let passage = 40

    /// Reads `all`, the words of a document's passages that may be Finnish, of which ``ReadingQuality`` says that it was badly
    /// read.
    ///
    /// - Parameters:
    ///   - all: The words.
    ///   - prior: Reads by the error model to begin with.
    ///   - wordReader: Reads words of Finnish that may have lost their diaeresis; nil where the page kept it.
    ///   - dictionary: The answers about words.
    ///   - others: What documents beside it show of their reader; nil where it is to be read by what it shows itself.
    init(
        _ all: [TextWord], prior: ChannelReader, wordReader: ChannelReader?, _ dictionary: DictionaryQueries,
        beside others: CollectionErrors?
    ) {
        let readable = all.filter(Self.isReadable)
        let isOldPrint = prior.style.isOldPrint
        let (unknown, known) = Self.types(of: readable, dictionary, isOldPrint: isOldPrint)
        let alone = ReaderErrors(of: unknown, among: known, from: prior)
        readings = alone.readings
        var model = alone.model
        if let others {
            let learner = others.learner(without: readings)
            model = ReaderErrors(of: unknown, among: known, from: prior, beside: learner).model
        }
        own = OwnReadings(
            reader: ChannelReader(dictionary, dictionary.decoder.prepared(model), style: prior.style.ofKnownReader),
            wordReader: wordReader,
            standing: StandingWords(
                readable.filter { !OwnReadings.isWord($0.scalars, dictionary, isOldPrint: isOldPrint) }),
            dictionary: dictionary)
        self.all = Self.finnish(all, own)
        words = self.all.filter(Self.isReadable)
    }

    private static func isReadable(_ word: TextWord) -> Bool { word.isInTitle || !WordShape.isLeftAlone(word.scalars) }

    /// The different words of `words`, by whether they are words of Finnish, each in the order of the text.
    static func types(
        of words: [TextWord], _ dictionary: DictionaryQueries, isOldPrint: Bool
    ) -> (unknown: [[Unicode.Scalar]], known: [[Unicode.Scalar]]) {
        var unknown: [[Unicode.Scalar]] = []
        var known: [[Unicode.Scalar]] = []
        var seen: Set<[Unicode.Scalar]> = []
        for word in words where word.scalars.count >= 2 && seen.insert(word.scalars).inserted {
            if OwnReadings.isWord(word.scalars, dictionary, isOldPrint: isOldPrint) {
                known.append(word.scalars)
            } else {
                unknown.append(word.scalars)
            }
        }
        return (unknown, known)
    }

    /// The words among `words` that stand in passages of Finnish.
    private static func finnish(_ words: [TextWord], _ own: OwnReadings) -> [TextWord] {
        passages(of: words).flatMap { passage in
            var evidence = PassageEvidence()
            for word in passage where word.scalars.count >= 3 && isReadable(word) {
                evidence.count(word.scalars, own.reading(of: word.scalars))
            }
            return evidence.isFinnish ? Array(passage) : []
        }
    }

    /// The words among `words` that stand in passages without more function words of Swedish or English than of Finnish.
    static func withoutForeign(_ words: [TextWord]) -> [TextWord] {
        passages(of: words).flatMap { passage in
            var finnish = 0
            var foreign = 0
            // A letter by itself is a word of every language, or what is left of one.
            for word in passage where word.low.count > 1 {
                let low = word.low.string
                if FunctionWords.finnish.contains(low) {
                    finnish += 1
                } else if FunctionWords.swedish.contains(low) || FunctionWords.english.contains(low) {
                    foreign += 1
                }
            }
            let isForeign =
                foreign > finnish
                && Double(foreign) >= DamageLimits.ReadingQuality.foreignShare * Double(passage.count)
            return isForeign ? [] : Array(passage)
        }
    }

    private static func passages(of words: [TextWord]) -> [ArraySlice<TextWord>] {
        stride(from: 0, to: words.count, by: passage).map { words[$0..<min($0 + passage, words.count)] }
    }
}

extension Repairer {
    /// A document that has unknown words enough to be a badly read one.
    struct Suspect {
        /// The kind of reader that it had, if any.
        let kind: ReaderKind
        /// True if it lost its diaeresis.
        let hasLost: Bool
        /// Reads its words by the model to begin with.
        let prior: ChannelReader
        /// Its different words that are none, as written, and the number of the others.
        let unknown: [[Unicode.Scalar]]
        let known: Int
        /// True if its words say so by themselves.
        let isBad: Bool

        /// True if it shows too little of its reader to be read by that alone.
        var isScarce: Bool { unknown.count < DamageLimits.ReaderErrors.enough }
    }

    /// Reads a document anew if it was badly read, by what its words say or those of a collection's other documents.
    ///
    /// - Parameters:
    ///   - suspect: What its words say.
    ///   - bytes: The document.
    ///   - collection: What documents beside it tell.
    /// - Returns: The findings; nil if the document was not badly read.
    func findingsIfBadlyRead(
        _ suspect: Suspect, _ bytes: [UInt8], with collection: (any CollectionWords)?
    ) -> Findings? {
        let others = suspect.isScarce ? collection?.errors(of: suspect.kind) : nil
        guard suspect.isBad || others.map({ isBad(suspect, beside: $0) }) == true else { return nil }
        let all = BadlyReadDocument.withoutForeign(
            WordSplitter.words(of: bytes, in: 0..<bytes.count, keepsUnread: true))
        let hasLost = suspect.hasLost
        let document = BadlyReadDocument(
            all, prior: suspect.prior, wordReader: hasLost ? reader : nil, dictionary, beside: others)
        var findings = findings(on: document, bytes, hasLost: hasLost, with: collection)
        // What others told of it is not to tell of others.
        if suspect.isBad {
            findings.evidence = ReaderEvidence(
                kind: suspect.kind, readings: document.readings, isScarce: suspect.isScarce)
        }
        return findings
    }

    /// True if the words of `text` say that a machine misread many of them, or read them without ä and ö.
    public func isBadlyRead(_ text: String) -> Bool {
        let written = NormalisedText(text: text).bytes
        let old = OldSpelling(of: written, dictionary)
        let bytes = old?.modern ?? written
        let damaged = DamagedPassages(of: bytes, reader)
        return !damaged.hasDiaeresis && !damaged.words.isEmpty
            || suspect(bytes, damaged, isOldPrint: old != nil)?.isBad == true
    }

    /// The document `bytes` with `damaged` passages, if it may have been badly read.
    func suspect(_ bytes: [UInt8], _ damaged: DamagedPassages, isOldPrint: Bool) -> Suspect? {
        let hasLost = !damaged.hasDiaeresis
        let words = damaged.words + damaged.foreign.flatMap { $0 }
        guard hasLost ? hasManyOpen(words) : LightReader.mayBeBadlyRead(bytes, dictionary) else { return nil }
        let all = BadlyReadDocument.withoutForeign(WordSplitter.words(of: bytes, in: 0..<bytes.count))
        let (unlisted, known) = BadlyReadDocument.types(
            of: all.filter { !$0.isOfLongRun && !WordShape.isLeftAlone($0.scalars) }, dictionary, isOldPrint: isOldPrint
        )
        // What the lost diaeresis explains says nothing more.
        let unknown = hasLost ? unlisted.filter(isOpen) : unlisted
        let isFraktur = isOldPrint || !hasLost && OldSpelling.mayBeFraktur(bytes)
        let prior = isFraktur ? oldPrintReader : hasLost ? lostGeneralReader : generalReader
        let count = known.count + unlisted.count - unknown.count
        let quality = ReadingQuality(
            unknown: unknown, known: count, reader: prior, typing: typing.source, mayBeDialect: !hasLost)
        return Suspect(
            kind: isFraktur ? .oldPrint : hasLost ? .losingDiaeresis : .keepingDiaeresis, hasLost: hasLost,
            prior: prior, unknown: unknown, known: count, isBad: quality.isBad)
    }

    /// True if the words of `suspect` say that it was badly read by the reader whose errors `others` shows.
    private func isBad(_ suspect: Suspect, beside others: CollectionErrors) -> Bool {
        ReadingQuality(
            unknown: suspect.unknown, known: suspect.known,
            reader: reader(of: others, kind: suspect.kind, prior: suspect.prior), typing: typing.source,
            mayBeDialect: !suspect.hasLost, isBesideBad: true
        ).isBad
    }

    /// The reader by `others`, which is kept for the next document.
    private func reader(of others: CollectionErrors, kind: ReaderKind, prior: ChannelReader) -> ChannelReader {
        if let known = collectionReaders[kind], known.errors === others { return known.reader }
        let model = others.learner.documentModel(prior: prior.model.source)
        let reader = ChannelReader(dictionary, dictionary.decoder.prepared(model), style: prior.style)
        collectionReaders[kind] = (others, reader)
        return reader
    }

    private func findings(
        on document: BadlyReadDocument, _ bytes: [UInt8], hasLost: Bool, with collection: (any CollectionWords)?
    ) -> Findings {
        let decider = WordDecider(
            reader: reader, dictionary: dictionary, collectionReader: collectionReader,
            swedish: hasLost
                ? SwedishPassages(dictionary: dictionary, lexicon: swedish, common: swedishWords) : nil,
            own: document.own, isExplained: options.isExplained)
        let decided = decider.decide(document.words, hosts: HostVocabulary(bytes: bytes), collection: collection)
        let boundaries = WordBoundaries(own: document.own, dictionary: dictionary)
        return Findings(
            repairs: signs(of: bytes, isDamaged: hasLost)
                + LabelMender(words: document.all, dictionary: dictionary).decisions(in: bytes)
                + boundaries.decisions(among: document.all, of: bytes) + decided.repairs,
            rejected: decided.rejected)
    }

    /// True if many of `words`, which have lost their diaeresis, are none and not explained by that.
    private func hasManyOpen(_ words: [TextWord]) -> Bool {
        let long = words.filter { $0.scalars.count >= 4 }
        let open = long.count { isOpen($0.scalars) }
        return open >= DamageLimits.ReadingQuality.leastWords
            && Double(open) >= DamageLimits.ReadingQuality.openShare * Double(long.count)
    }

    /// True if `word` is none, and the lost diaeresis does not explain it.
    private func isOpen(_ word: [Unicode.Scalar]) -> Bool {
        let reading = reader.reading(of: word)
        guard !reading.isWord else { return false }
        return reading.candidates.first.map { $0.score < reading.unchangedScore + Thresholds.nonWord } ?? true
    }
}
