// SPDX-License-Identifier: GPL-3.0-or-later
internal import DocumentModel
internal import DocumentReading
internal import SearchIndex

extension DocumentFormat {
    /// The value of the field `tyyppi`: the ending that files of the format usually have.
    var typeName: String {
        switch self {
        case .text: "txt"
        case .mail: "eml"
        case .jsonLines: FileFields.jsonLines
        default: rawValue.lowercased()
        }
    }
}

/// The fields of documents that say something of their files.
enum FileFields {
    /// The type of a file, told by its content.
    static let type = "tyyppi"
    /// The path of a file below its root as ids have it, where the document's id does not tell it.
    static let path = "polku"
    static let jsonLines = "jsonl"

    /// The fields of the file of a document `source`, which is all of the file of `job` or lies in it, and is called `id`.
    static func fields(of job: IndexingJob, _ source: SourceDocument, at id: String) -> [DocumentField] {
        var fields = [DocumentField(type, source.format.typeName)]
        if let told = job.told {
            fields.append(DocumentField(path, told + id.dropFirst(job.id.count)))
        }
        return fields
    }

    /// The name of the file of the document `id` without its ending, `_` as spaces; empty where it has no word.
    static func title(of id: String) -> String {
        let name = id.split(separator: "/").last ?? ""
        let stem = name.lastIndex(of: ".").map { name[..<$0] } ?? name
        let words = stem.replacing("_", with: " ").split(separator: " ").joined(separator: " ")
        return words.count(where: \.isLetter) > 2 ? words : ""
    }

    /// True if `field` says something of the document's file, which its text does not.
    static func isOwn(_ field: DocumentField) -> Bool { field.name == type || field.name == path }

    /// True if a document of these fields is a record of a table: its id then ends in the record's number.
    static func isRecord(_ type: String?) -> Bool { type == DocumentFormat.csv.rawValue || type == jsonLines }
}
