// SPDX-License-Identifier: GPL-3.0-or-later
internal import CodedErrors
internal import DocumentIDs
internal import DocumentModel
internal import DocumentReading
internal import FinnishText
internal import Languages
internal import OCRRepair
internal import ProjectCards
internal import SearchIndex

/// Makes documents of files: the way from bytes to terms. One belongs to one thread.
final class DocumentBuilder {
    /// The outcome of a file, or of a part of one.
    enum Outcome: Sendable {
        /// A document, made of so many bytes, and sentences on what of it could not be read.
        case document(IndexDocument, bytes: Int64, notes: [String])
        case unchanged
        /// The document of this id could not be made; without an id the file, or all that was still to come of it.
        case failed(IndexingFailure, id: String?)
        /// The file holds several documents, or may.
        case several
    }

    /// The times that a word of the title counts beside its place in the text.
    private static let titleBoost: UInt32 = 2

    /// Fields of a card whose words count once more: what it is about, rather than on which form.
    private static let practice: Set<String> = ["kohderyhmä", "tavoite", "toimintatapa"]

    private let analyser: Analyser
    private let weigher: SubjectWeigher
    private let terms: TermBuilder
    private let normaliser: Normaliser
    private let repairer: (any TextRepairing)?
    private let makeLayerJudge: (@Sendable () -> (any LayerJudging)?)?
    private let cards: CardReader
    private let collection: (any CollectionWords)?
    private let unknownWords: OutOfVocabularyWords

    /// A builder of a thread's own; what it finds out about words goes to `shared`. Damaged words may stand for those of
    /// `collection`. Text layers of scanned pages are judged by what `makeLayerJudge` makes.
    init(
        repairer: (any TextRepairing)?, cards: CardReader, sharing shared: SharedWords? = nil,
        collection: (any CollectionWords)? = nil,
        judgingLayersBy makeLayerJudge: (@Sendable () -> (any LayerJudging)?)? = nil
    ) throws {
        analyser = try Analyser(capacity: 300_000, sharing: shared, voikko: repairer?.voikko)
        weigher = SubjectWeigher(analyser: analyser)
        terms = TermBuilder(analyser: analyser)
        self.repairer = repairer
        self.makeLayerJudge = makeLayerJudge
        self.cards = cards
        self.collection = collection
        unknownWords = OutOfVocabularyWords(analyser: analyser)
        normaliser = Normaliser(judge: try repairer ?? VoikkoJudge())
    }

    /// Reads the file of `job` and makes a document of it, where it is one document.
    func buildOne(_ job: IndexingJob) -> Outcome {
        var only: Result<SourceDocument, ReadingError>?
        var isOne = true
        do throws(ReadingError) {
            let isRead = try reader(of: job).read(job.path, unless: job.knownHash) { part in
                // The second shows that the first is not the only one.
                isOne = part.path.isEmpty && only == nil
                only = part.document
                return isOne
            }
            guard isRead else { return .unchanged }
            guard isOne, let only else { return .several }
            return document(try only.get(), id: job.id, of: job)
        } catch {
            return isOne && only == nil ? .failed(IndexingPlan.failure(error), id: nil) : .several
        }
    }

    /// Reads the file of `job` and calls `body` with what it is made of, until it says false: documents that are still
    /// to be made of it, by this builder or another one.
    ///
    /// - Returns: Nothing new, or a failure that ends the file; nil where all of it went to `body`.
    func read(_ job: IndexingJob, _ body: (DocumentPart) -> Bool) -> Outcome? {
        var goesOn = true
        do throws(ReadingError) {
            let isRead = try reader(of: job).read(job.path, unless: job.knownHash) { part in
                goesOn = body(part)
                return goesOn
            }
            return isRead ? nil : .unchanged
        } catch {
            return goesOn ? .failed(IndexingPlan.failure(error), id: nil) : nil
        }
    }

    private func reader(of job: IndexingJob) -> DocumentReader {
        DocumentReader(ocr: job.ocr, judgingLayersBy: job.repair ? makeLayerJudge : nil)
    }

    /// Makes a document of a part of the file of `job`.
    func build(_ part: DocumentPart, of job: IndexingJob) -> Outcome {
        let id = part.path.isEmpty ? job.id : job.id + "/" + DocumentID.encode(part.path)
        switch part.document {
        case .success(let source): return document(source, id: id, of: job)
        case .failure(let error): return .failed(IndexingPlan.failure(error), id: id)
        }
    }

    /// The document that `source` is.
    private func document(_ source: SourceDocument, id: String, of job: IndexingJob) -> Outcome {
        let normalised = normaliser.normalise(source.text)
        let text =
            (job.repair ? repairer?.repair(normalised, with: collection) : nil)
            ?? RepairedText(normalised)
        let fields = FileFields.fields(of: job, source, at: id)
        let titles =
            source.isTitledByFile
            ? source.titles + [FileFields.title(of: job.told.map { $0 + id.dropFirst(job.id.count) } ?? id)] : []
        let document = document(
            text, CardReader.titled(card(in: text), among: titles),
            stored: StoredText(text, original: source.text, cells: source.cells.following(text, from: source.text)),
            named: source.fields + fields,
            entry: IndexEntry(
                id: id, root: job.root, modified: source.isProvisional ? IndexingPlan.partial : source.modified,
                size: source.size, contentHash: source.contentHash, changed: job.stamp.changed,
                inode: job.stamp.inode))
        return .document(
            document, bytes: id == job.id ? source.size : Int64(source.text.utf8.count), notes: source.notes)
    }

    /// Normalises and repairs a document anew, of the text that an index keeps of it as it came; nil where the repaired
    /// text is as it was.
    func rebuild(_ stored: StoredText, _ record: StoredDocument) -> IndexDocument? {
        guard let repairer else { return nil }
        let text = repairer.repair(normaliser.normalise(stored.original), with: collection)
        guard text.text != stored.text else { return nil }
        let card = card(in: text)
        var named = record.fields.filter(FileFields.isOwn)
        let others = record.fields.filter { !FileFields.isOwn($0) }
        if DocumentFacts(card, of: text, id: record.id).fields != others {
            // What its text did not say, the document said in so many words.
            let before = Self.text(of: stored)
            let said = Set(DocumentFacts(self.card(in: before), of: before, id: record.id).fields)
            named += others.filter { !said.contains($0) }
        }
        return document(
            text, card,
            stored: StoredText(
                text, original: stored.original, cells: stored.cells.following(text.text, insteadOf: stored.text)),
            named: named, entry: Self.entry(of: record))
    }

    /// Makes a document anew of what an index keeps of it, as the document that `entry` says, where its file has moved.
    ///
    /// - Parameters:
    ///   - stored: Its text.
    ///   - record: Its record.
    ///   - entry: The file that it comes from now; nil where that is the one of `record`.
    ///   - collectionTerms: Its terms for others of its collection (``IndexReader/collectionTerms(of:)``): the text as it is now no
    ///     longer tells them.
    /// - Returns: The document.
    func build(
        _ stored: StoredText, _ record: StoredDocument, as entry: IndexEntry? = nil, collectionTerms: [String] = []
    ) -> IndexDocument {
        let text = Self.text(of: stored)
        let entry = entry ?? Self.entry(of: record)
        // Where nothing was its title, its id is.
        let isUntitled = record.title == record.id
        let named = record.fields.filter { !(isUntitled && $0.name == "otsikko" && $0.value == record.id) }
        return document(
            text, card(in: text), stored: stored,
            named: named, entry: entry, collectionTerms: collectionTerms)
    }

    private func card(in text: RepairedText) -> Card {
        cards.read(text.text, unasserted: text.unasserted, pages: text.pages.map { Int($0.offset) })
    }

    private static func text(of stored: StoredText) -> RepairedText {
        RepairedText(
            NormalisedText(
                text: stored.text, pages: stored.pages,
                unasserted: stored.unasserted.map { Int($0.lowerBound)..<Int($0.upperBound) }))
    }

    private static func entry(of record: StoredDocument) -> IndexEntry {
        IndexEntry(
            id: record.id, root: record.root, modified: record.modified, size: record.size,
            contentHash: record.contentHash, changed: record.changed, inode: record.inode)
    }

    private func document(
        _ text: RepairedText, _ card: Card, stored: StoredText, named: [DocumentField], entry: IndexEntry,
        collectionTerms: [String] = []
    ) -> IndexDocument {
        var facts = DocumentFacts(card, of: text, id: entry.id, named: named)
        let originals = Dictionary(stored.repairs.map { (Int($0.start), $0.original) }) { first, _ in first }
        var aspects = facts.aspects
        terms.add(text: text.text, unasserted: text.unasserted, originals: originals) {
            weigher.count($0) { aspects.weight(at: $0) }
            if text.isSound { unknownWords.count($0) }
        }
        for term in collectionTerms + unknownWords.takeTerms() + Self.collectionTerms(of: text) {
            terms.add(plain: term)
        }
        let words = terms.words
        // Far enough from the text, and from each other, that no phrase reaches over.
        var position = words + 10
        for field in facts.fields {
            position = terms.add(field: field.name, value: field.value, from: position)
        }
        // The beginning of a text that has no title is none.
        if !facts.title.hasSuffix("…") { terms.boost(facts.title, times: Self.titleBoost) }
        for language in terms.languages.told {
            facts.fields.append(DocumentField(DocumentFacts.language, language.rawValue))
            let names = language.rawValue + " " + language.finnishName
            position = terms.add(field: DocumentFacts.language, value: names, from: position)
        }
        for field in facts.fields where Self.practice.contains(field.name) { terms.boost(field.value, times: 1) }
        position = terms.add(field: "laji", value: facts.kind, from: position)
        let type = facts.fields.last { $0.name == FileFields.type }?.value
        let told = facts.fields.last { $0.name == FileFields.path }?.value
        _ = terms.addNames(of: told ?? entry.id, type: type, boost: Self.titleBoost, from: position)
        terms.add(plain: Schema.Prefix.kind + facts.kind)
        let textSum = Schema.textSum(text.text)
        if textSum != 0 { terms.add(plain: Schema.textTerm(textSum)) }
        for key in facts.projectKeys { terms.add(plain: Schema.Prefix.project + key) }
        for code in facts.codes { terms.add(plain: Schema.Prefix.code + code) }
        var values = facts.values
        if !facts.project.isEmpty { values[Schema.Slot.project] = Array(facts.project.utf8) }
        values[Schema.Slot.title] = Array(facts.title.lowercased().utf8.prefix(200))
        var record = StoredDocument(
            id: entry.id, root: entry.root, title: facts.title, kind: facts.kind, project: facts.project,
            fields: facts.fields, modified: entry.modified, size: entry.size, contentHash: entry.contentHash,
            words: words, repairs: UInt32(clamping: stored.repairs.count))
        record.changed = entry.changed
        record.inode = entry.inode
        record.textSum = textSum
        return IndexDocument(
            packedTerms: terms.takeTerms(), values: values, record: record, text: stored,
            weights: weigher.takeWeights())
    }

    /// The terms of a damaged document by which its collection may repair it, and others by what it shows.
    private static func collectionTerms(of text: RepairedText) -> [String] {
        let skeletons = Set(text.unresolved.lazy.compactMap { WordSkeleton.of($0) }).sorted()
        let unread = skeletons.map(Schema.unreadTerm(skeleton:))
        guard let reader = text.reader else { return unread }
        let kind = reader.kind.rawValue
        let learnt = Set(reader.readings.map { Schema.learntTerm(kind, read: $0.read, meant: $0.meant) })
            // Words as long as a term are none.
            .filter { Schema.bounded($0) == $0 }
        return unread + (reader.isScarce ? [Schema.scarceTerm(kind)] : []) + learnt.sorted()
    }
}
