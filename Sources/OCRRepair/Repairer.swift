// SPDX-License-Identifier: GPL-3.0-or-later
public import FinnishText
internal import Glibc

/// Repairs Finnish text that an OCR program damaged: finds the passages it read without knowing ä and ö, and puts back the
/// words that were on the page.
///
/// The method is a noisy channel: the confusions of an error model, intersected with Voikko's transducer, weighed with
/// the frequencies of words. What is not damaged is not touched. Not `Sendable`: a thread has its own; ``RepairData`` may
/// be shared. Takes up to about 50 MB, in bounded caches.
public final class Repairer: WordJudging {
    /// How much likelier than what stands a word must be to be evidence of damage by itself, in nats.
    private static let certainty: Float = 5

    let options: RepairOptions
    let dictionary: DictionaryQueries
    /// Reads words of damaged passages: by the model of pages read without ä and ö, or the one that the options name.
    let reader: ChannelReader
    /// Reads words of pages that kept their dots.
    let lightReader: ChannelReader
    let collectionReader: CollectionReader
    let swedish: SwedishLexicon
    let undotted: Decoder.Model
    let typing: Decoder.Model

    /// A repairer that looks for its files in the usual places.
    ///
    /// - Throws: ``RepairError`` where a file is missing or unfit, `VoikkoError` where libvoikko has no Finnish.
    public convenience init() throws {
        try self.init(data: RepairData())
    }

    /// A repairer over `data`.
    ///
    /// - Parameters:
    ///   - data: The files, mapped.
    ///   - options: What a person says about repairs.
    ///   - shared: Readings of words that repairers of other threads with the same data share with this one. The repairs do not
    ///     depend on it.
    /// - Throws: `VoikkoError` where libvoikko has no Finnish dictionary, ``RepairError`` where the error model that
    ///   `options` name cannot be read.
    public convenience init(
        data: RepairData, options: RepairOptions = RepairOptions(), sharing shared: SharedReadings? = nil
    ) throws {
        try self.init(data: data, options: options, sharing: shared, bounds: CacheBounds())
    }

    /// ``init(data:options:sharing:)`` with caches of at most `bounds`.
    init(data: RepairData, options: RepairOptions, sharing shared: SharedReadings?, bounds: CacheBounds) throws {
        self.options = options
        swedish = data.swedish
        let damage =
            try options.errorModel.map { path throws(RepairError) in try ErrorModel(path: path) } ?? data.english
        dictionary = DictionaryQueries(
            data: data, voikko: try Voikko(memory: options.memory), words: options.words, memory: options.memory,
            bounds: bounds)
        undotted = dictionary.decoder.prepared(data.undotted)
        typing = dictionary.decoder.prepared(data.typing)
        reader = ChannelReader(
            dictionary, dictionary.decoder.prepared(damage),
            sharing: shared?.shelf(for: damage, words: options.words))
        lightReader = ChannelReader(dictionary, dictionary.decoder.prepared(data.finnish))
        collectionReader = CollectionReader(
            dictionary, damage: damage, undotted: undotted, slips: [lightReader.model, typing])
    }

    /// The dictionary handle, for others on the same thread.
    public var voikko: Voikko? { dictionary.voikko }

    /// `text` with its damaged words repaired. What is not damaged stays as it is, byte by byte.
    ///
    /// - Parameters:
    ///   - text: The text.
    ///   - collection: Words that no dictionary has and that damaged ones may stand for, beside those of the options.
    /// - Returns: The text, with what was made of it and what was left.
    public func repair(_ text: NormalisedText, with collection: (any CollectionWords)? = nil) -> RepairedText {
        let bytes = Array(text.text.utf8)
        let (words, foreign, hasDots) = damagedWords(of: bytes)
        var repairs: [Decision]
        var isSuspect = true
        if words.isEmpty {
            (repairs, isSuspect) = mildDecisions(of: bytes)
        } else {
            repairs =
                addresses(of: bytes).decisions() + MailMender(bytes: bytes).decisions()
                + SectionMender(bytes: bytes).decisions() + StrokeMender(bytes: bytes).decisions()
                + CodeMender(bytes: bytes).decisions()
                + decide(words, hosts: HostVocabulary(bytes: bytes), collection: collection)
                + foreign.flatMap(swedishWords) + tornWords(among: words, of: bytes)
        }
        repairs.sort {
            // Of two that begin at one place the longer one goes before.
            ($0.word.range.lowerBound, -$0.word.range.count, $0.kind.isWord ? 1 : 0)
                < ($1.word.range.lowerBound, -$1.word.range.count, $1.kind.isWord ? 1 : 0)
        }
        // What an address or a sign takes in is not repaired by itself.
        var end = 0
        repairs.removeAll { decision in
            let isInside = decision.word.range.lowerBound < end
            end = max(end, decision.word.range.upperBound)
            return isInside
        }
        let isSound = hasDots && !isSuspect
        let unread = unread(of: words, repairs)
        repairs.removeAll { decision in
            !options.allows(
                original: decision.word.scalars.string, repaired: decision.repaired, confidence: decision.confidence)
        }
        var repaired =
            repairs.isEmpty
            ? RepairedText(text: text.text, pages: text.pages, unasserted: text.unasserted, origin: text.origin)
            : Assembly(text: text, bytes: bytes).applying(repairs)
        repaired.isSound = isSound
        repaired.unread = unread
        return repaired
    }

    /// What mends the addresses of `bytes`.
    func addresses(of bytes: [UInt8], isDamaged: Bool = true) -> AddressMender {
        AddressMender(bytes: bytes, isDamaged: isDamaged) { [unowned self] letters in
            let scalars = letters.map { Unicode.Scalar($0).lowered }
            return dictionary.spells(scalars, like: scalars)
        }
    }

    /// Whether `word` is a word of Finnish, or the best repair of it is one and plainly better than what stands.
    ///
    /// A word with ä or ö is not damaged in the way that repair knows, and is not repaired.
    public func isWord(_ word: String) -> Bool {
        let scalars = Array(word.unicodeScalars)
        if dictionary.spells(scalars.map(\.lowered), like: scalars) { return true }
        guard !scalars.contains(where: { "äöÄÖ".unicodeScalars.contains($0) }), !WordShape.isLeftAlone(scalars)
        else { return false }
        let reading = reader.reading(of: scalars)
        guard let best = reading.candidates.first else { return false }
        return best.score > reading.unchangedScore + RepairMargin.nonWord && dictionary.spells(best.word, like: scalars)
    }

    /// The words of the damaged passages; those of the others that have no dots either, as titles in Swedish have none on such
    /// a page; and whether more of the text has the dots of Finnish than has none.
    private func damagedWords(of bytes: [UInt8]) -> (words: [TextWord], foreign: [[TextWord]], hasDots: Bool) {
        let passages = PassageGate.passages(of: bytes)
        guard passages.contains(where: { $0.lacksDots && $0.letters > 0 }) else { return ([], [], true) }
        var suspects: [(words: [TextWord], evidence: PassageGate.Evidence)] = []
        var whole = PassageGate.Evidence()
        var cleanLetters = 0
        var suspectLetters = 0
        for passage in passages {
            guard passage.lacksDots else {
                cleanLetters += passage.letters
                continue
            }
            let words = WordShape.words(of: bytes, in: passage.range)
                .filter { $0.isInTitle || !WordShape.isLeftAlone($0.scalars) }
            let evidence = self.evidence(of: words)
            whole += evidence
            suspectLetters += passage.letters
            suspects.append((words, evidence))
        }
        var verdict: Bool?
        if cleanLetters > suspectLetters {
            verdict = false
        } else if cleanLetters * 10 < suspectLetters, whole.mendable >= 8, whole.isDamaged(isDamagedDocument: nil) {
            verdict = true
        }
        let isScarred = verdict == true || verdict == nil && whole.scarred >= 3
        var damaged: [TextWord] = []
        var foreign: [[TextWord]] = []
        for (words, evidence) in suspects {
            if evidence.isDamaged(isDamagedDocument: verdict) {
                damaged += words
            } else if isScarred {
                sortLines(of: words, intoDamaged: &damaged, foreign: &foreign)
            } else {
                foreign.append(words)
            }
        }
        return (damaged, foreign, cleanLetters > suspectLetters)
    }

    /// Sorts `words` into those that stand in damaged lines and the others, lines that follow each other together: a list of
    /// foreign books has Finnish remarks.
    private func sortLines(
        of words: [TextWord], intoDamaged damaged: inout [TextWord], foreign: inout [[TextWord]]
    ) {
        var begin = 0
        var others: [TextWord] = []
        for end in 1...max(1, words.count) where end >= words.count || words[end].line != words[begin].line {
            let line = words[begin..<min(end, words.count)]
            if evidence(of: line).isDamagedLine {
                damaged += line
                if !others.isEmpty { foreign.append(others) }
                others = []
            } else {
                others += line
            }
            begin = end
        }
        if !others.isEmpty { foreign.append(others) }
    }

    func evidence(of words: some Sequence<TextWord>) -> PassageGate.Evidence {
        var evidence = PassageGate.Evidence()
        for word in words where word.scalars.count >= 3 {
            let reading = reader.reading(of: word.scalars)
            if reading.isWord {
                evidence.finnish += 1
            } else if let best = reading.candidates.first, best.score > reading.unchangedScore + RepairMargin.nonWord,
                best.extraCost < 4 * Float(word.scalars.count)
            {
                evidence.mendable += 1
                if best.score > reading.unchangedScore + Self.certainty { evidence.certain += 1 }
                if !best.word.lazy.map(\.undotted).elementsEqual(word.scalars.lazy.map(\.lowered)) {
                    evidence.scarred += 1
                }
            } else {
                evidence.foreign += 1
            }
        }
        return evidence
    }
}
