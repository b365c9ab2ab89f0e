// SPDX-License-Identifier: GPL-3.0-or-later
public import CodedErrors
internal import FinnishText
internal import Languages
internal import Sayings

/// The names of concepts in several languages: those of places, the General Finnish Ontology, and what people bring.
public struct Thesauri: Sendable {
    /// A table, and where its names are looked for.
    struct Entry: Sendable {
        var table: LabelTable
        /// True if names are looked for in every language, whatever the languages of the documents: places are called by
        /// both names everywhere, authorities by their abbreviations.
        var isOfNames = false
        /// True if people brought it: names of one language find each other, too.
        var isOwn = false
    }

    private(set) var entries: [Entry] = []

    /// No thesaurus.
    public init() {}

    /// The tables that ship with haku, as far as they are there.
    public static let shipped: Thesauri = {
        var result = Thesauri()
        if let table = LabelTable.places { result.entries.append(Entry(table: table, isOfNames: true)) }
        if let table = LabelTable.abbreviations { result.entries.append(Entry(table: table, isOfNames: true)) }
        if let table = LabelTable.shipped { result.entries.append(Entry(table: table)) }
        return result
    }()

    /// The tables that ship, and one of `files`: SKOS in Turtle, or lines of concept, TAB, label (``ThesaurusFile``). About
    /// 30 µs a label.
    ///
    /// - Throws: ``SearchError`` that names the file and what is wrong with it.
    public init(files: [String]) throws(SearchError) {
        self = .shipped
        if files.isEmpty { return }
        let table = try Self.table(of: files)
        entries.append(Entry(table: table, isOwn: true))
    }

    /// The bytes of a table of `files` (``LabelTable``).
    ///
    /// - Throws: ``SearchError`` that names the file and what is wrong with it.
    public static func compiled(_ files: [String]) throws(SearchError) -> [UInt8] {
        let (concepts, analyser) = try read(files)
        return LabelTable.bytes(concepts) { analyser.labelKeys(of: $0.text, in: $0.language) }
    }

    private static func table(of files: [String]) throws(SearchError) -> LabelTable {
        let (concepts, analyser) = try read(files)
        return LabelTable(concepts) { analyser.labelKeys(of: $0.text, in: $0.language) }
    }

    private static func read(_ files: [String]) throws(SearchError) -> ([[ThesaurusLabel]], Analyser) {
        var concepts = ConceptLabels()
        do {
            for file in files { try ThesaurusFile.read(file, into: &concepts) }
            return (concepts.concepts, try Analyser())
        } catch let error as LanguageDataError {
            throw SearchError(error.code == .unreadable ? .noSuchFile : .syntax, Saying(verbatim: error.message))
        } catch {
            throw SearchError(.noSuchFile, "\(error)")
        }
    }
}
