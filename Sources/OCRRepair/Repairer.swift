// SPDX-License-Identifier: GPL-3.0-or-later
public import Deadlines
public import FinnishText
internal import Glibc

/// Repairs Finnish text that an OCR program damaged: finds the passages it read without knowing ä and ö, and puts back the
/// words that were on the page.
///
/// The method is a noisy channel: the confusions of an error model, intersected with Voikko's transducer, weighed with
/// the frequencies of words. What is not damaged is not touched. Not `Sendable`: a thread has its own; ``RepairData`` may
/// be shared. Takes up to about 50 MB, in bounded caches.
public final class Repairer: WordJudging {
    let options: RepairOptions
    let dictionary: DictionaryQueries
    /// Reads words of damaged passages: by the model of pages read without ä and ö, or the one that the options name.
    let reader: ChannelReader
    /// Reads words of pages that kept ä and ö.
    let lightReader: ChannelReader
    /// Read words of any bad copy, before its reader is known: one that kept ä and ö, and one that lost them.
    lazy var generalReader = reader(ofAny: lightReader)
    lazy var lostGeneralReader = reader(ofAny: reader)
    /// Likewise, of pages in Fraktur.
    lazy var oldPrintReader = ChannelReader(
        dictionary,
        dictionary.decoder.prepared(lightReader.model.source.merged(with: general).merged(with: fraktur)),
        style: .firstRoundOfOldPrint)
    /// Read by the errors that documents of the collection last asked show of their readers.
    var collectionReaders: [ReaderKind: (errors: CollectionErrors, reader: ChannelReader)] = [:]
    private let general: ErrorModel
    private let fraktur: ErrorModel
    let collectionReader: CollectionReader
    private let confirmed: ConfirmedRepairs
    let swedish: SwedishLexicon
    let swedishWords: SwedishWords
    let undotted: Decoder.Model
    let typing: Decoder.Model
    let signWords: SignWords

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
    ///   - options: A person's settings of repair.
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
        swedishWords = data.swedishWords
        signWords = data.signWords
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
        let light = options.errorModel == nil ? data.finnish : damage
        lightReader = ChannelReader(dictionary, dictionary.decoder.prepared(light))
        confirmed = ConfirmedRepairs(options.confirmed, dictionary)
        general = ConfirmedErrors.model(of: options.confirmed, prior: data.general)
        fraktur = data.fraktur
        collectionReader = CollectionReader(
            dictionary, damage: damage, undotted: undotted, slips: [lightReader.model, typing])
    }

    /// A reader by the errors of `reader` and those that any reader makes, over its dictionary.
    private func reader(ofAny reader: ChannelReader) -> ChannelReader {
        ChannelReader(
            dictionary, dictionary.decoder.prepared(reader.model.source.merged(with: general)), style: .firstRound)
    }

    /// The moment from which on no word is read any more. What ``repair(_:with:)`` returns after it is of no use.
    public var deadline: Deadline {
        get { dictionary.deadline }
        set { dictionary.deadline = newValue }
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
        let written = text.bytes
        let old = OldSpelling(of: written, dictionary)
        let bytes = old?.modern ?? written
        let damaged = DamagedPassages(of: bytes, reader)
        let suspect = suspect(bytes, damaged, isOldPrint: old != nil)
        var findings =
            suspect.flatMap { findingsIfBadlyRead($0, bytes, with: collection) }
            ?? (damaged.words.isEmpty
                ? lightFindings(on: bytes, isOldPrint: old != nil)
                : damageFindings(on: damaged, of: bytes, with: collection))
        if let old {
            findings.repairs = findings.repairs.compactMap(old.restored)
            findings.rejected = findings.rejected.compactMap(old.restored)
        }
        // What a person confirmed goes before all else.
        let told = confirmed.decisions(in: written, isDamaged: !findings.repairs.isEmpty || !damaged.words.isEmpty)
        if !told.isEmpty {
            findings.repairs.removeAll { found in told.contains { $0.word.range.overlaps(found.word.range) } }
            findings.repairs += told
        }
        var repairs = findings.repairs.sorted {
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
        let unresolved = UnresolvedWords(reader: reader, dictionary: dictionary)
            .words(among: damaged.words, after: repairs)
        repairs.removeAll { decision in
            !options.allows(
                original: decision.word.scalars.string, repaired: decision.repaired, confidence: decision.confidence)
        }
        var repaired =
            repairs.isEmpty
            ? RepairedText(text)
            : Assembly(text: text, bytes: written, isExplained: options.isExplained).applying(repairs)
        repaired.isSound = damaged.hasDiaeresis && !findings.isSuspect
        repaired.unresolved = unresolved
        repaired.reader = findings.evidence ?? suspect.map { ReaderEvidence(kind: $0.kind, isScarce: $0.isScarce) }
        repaired.rejections = findings.rejected.compactMap { decision in
            decision.explanation.map {
                Rejection(
                    original: decision.word.scalars.string, candidate: decision.repaired,
                    sourceOffset: text.origin.source(of: decision.word.range.lowerBound), explanation: $0)
            }
        }
        return repaired
    }

    /// True if `word` is a word of Finnish, or the best repair of it is one and plainly better than what stands.
    ///
    /// A word with ä or ö is not damaged in the way that repair knows, and is not repaired.
    public func isWord(_ word: String) -> Bool {
        let scalars = Array(word.unicodeScalars)
        if dictionary.spells(scalars.map(\.lowercased), like: scalars) { return true }
        guard !scalars.contains(where: { "äöÄÖ".unicodeScalars.contains($0) }), !WordShape.isLeftAlone(scalars)
        else { return false }
        let reading = reader.reading(of: scalars)
        guard let best = reading.candidates.first else { return false }
        return best.score > reading.unchangedScore + Thresholds.nonWord && dictionary.spells(best.word, like: scalars)
    }

    /// True if the list of Finnish words, or a person's, has `word` in this form, in any case.
    public func isListed(_ word: String) -> Bool {
        let scalars = word.unicodeScalars.map(\.lowercased)
        return dictionary.language.logProbability(scalars) != nil || dictionary.isOwnWord(scalars)
    }

    /// True if Voikko accepts `word` as written, or a person vouches for it; nothing is repaired for that.
    public func isKnown(_ word: String) -> Bool {
        VoikkoJudge.accepts(word, by: dictionary.voikko)
            || dictionary.isOwnWord(word.unicodeScalars.map(\.lowercased))
    }
}
