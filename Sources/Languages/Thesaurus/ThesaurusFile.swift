// SPDX-License-Identifier: GPL-3.0-or-later
public import CodedErrors
internal import SmallFiles

/// Reads thesauri that people bring: SKOS in Turtle, or a table of concepts and labels.
public enum ThesaurusFile {
    /// The largest file, in bytes.
    public static let largest = 256 << 20

    /// Adds the concepts of the file at `path` to `concepts`; files of one thesaurus share the names of concepts.
    ///
    /// A table is UTF-8 text: a concept's name, a TAB, a label a line. A third column is the label's language; without it
    /// that is what stands before the file's ending, as in `yso-sv.tsv`, and else Finnish. Whatever ends in `.ttl` is Turtle.
    ///
    /// - Throws: ``LanguageDataError`` that names the file and the line.
    public static func read(_ path: String, into concepts: inout ConceptLabels) throws(LanguageDataError) {
        let bytes: [UInt8]
        do throws(SmallFile.Failure) {
            bytes = try SmallFile.contents(of: path, limit: largest)
        } catch {
            throw LanguageDataError(
                .unreadable, "\(path) cannot be read as a thesaurus: \(error.words).")
        }
        // A line's end of two bytes is one character to Swift.
        guard let text = String(validating: bytes.filter { $0 != UInt8(ascii: "\r") }, as: UTF8.self) else {
            throw LanguageDataError(.unexpected, "\(path) is not UTF-8; save the thesaurus in UTF-8.")
        }
        let before = concepts
        if path.hasSuffix(".ttl") || text.hasPrefix("@prefix") || text.hasPrefix("PREFIX") {
            do throws(TurtleError) {
                try SKOSReader.read(text, into: &concepts)
            } catch {
                throw LanguageDataError(.unexpected, "\(path):\(error.line): \(error.reason).")
            }
        } else {
            try readTable(text, path, into: &concepts)
        }
        guard !concepts.isEmpty || !before.isEmpty else {
            throw LanguageDataError(
                .unexpected,
                "\(path) has no labels in Finnish, Swedish or English: name a file of SKOS in Turtle, or of "
                    + "concept, TAB, label.")
        }
    }

    private static func readTable(
        _ text: String, _ path: String, into concepts: inout ConceptLabels
    ) throws(LanguageDataError) {
        let usual = language(named: path)
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            if line.isEmpty || line.hasPrefix("#") { continue }
            let columns = line.split(separator: "\t", omittingEmptySubsequences: false)
            guard columns.count >= 2, !columns[0].isEmpty else {
                throw LanguageDataError(
                    .unexpected,
                    "\(path):\(index + 1): a concept's name, a TAB and a label are wanted; there is "
                        + "\"\(line.prefix(60))\".")
            }
            let language = columns.count > 2 ? Language(rawValue: String(columns[2])) ?? usual : usual
            concepts.add(ThesaurusLabel(language: language, text: String(columns[1])), to: String(columns[0]))
        }
    }

    private static func language(named path: String) -> Language {
        let name = path.split(separator: "/").last?.split(separator: ".").dropLast().joined(separator: ".") ?? ""
        let code = name.split(whereSeparator: { "-._".contains($0) }).last.map { $0.lowercased() } ?? ""
        return Language(rawValue: code) ?? .finnish
    }
}
