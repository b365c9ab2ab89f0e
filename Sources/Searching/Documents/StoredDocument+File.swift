// SPDX-License-Identifier: GPL-3.0-or-later
internal import DocumentIDs
internal import DocumentModel
public import SearchIndex

/// The fields that say something of a document's file.
extension StoredDocument {
    /// The type of the file.
    var fileType: String { fields.first { $0.name == QueryField.tyyppi.rawValue }?.value ?? "" }

    /// The path below the root in the form of an id, where the id does not tell it.
    var toldPath: String? { fields.first { $0.name == QueryField.polku.rawValue }?.value }

    /// The name of the file and its folders.
    var place: DocumentPlace {
        DocumentPlace(id: toldPath ?? id, isRecord: fileType == "csv" || fileType == "jsonl")
    }

    /// The value of one of these fields that the index does not keep as it stands.
    func fileValues(of field: QueryField) -> [String] {
        switch field {
        case .tiedosto: [place.name]
        case .kansio: place.folder.isEmpty ? [] : [place.folder]
        case .muokattu: LocalTime(nanoseconds: modified).map { [$0.text] } ?? []
        default: []
        }
    }

    /// The fields of the file in the order in which they are shown; `path` is its absolute path, empty where unknown.
    func fileFields(path: [UInt8]) -> [(name: String, value: String)] {
        var fields = [QueryField.tiedosto, .kansio].flatMap { field in
            fileValues(of: field).map { (name: field.rawValue, value: $0) }
        }
        if !fileType.isEmpty { fields.append((QueryField.tyyppi.rawValue, fileType)) }
        fields += fileValues(of: .muokattu).map { (QueryField.muokattu.rawValue, $0) }
        if !path.isEmpty {
            fields.append((QueryField.polku.rawValue, String(decoding: path, as: UTF8.self)))
            fields.append(("url", FileURL.url(of: path)))
        }
        return fields
    }

    /// The fields of the document, those of its file at the end; `path` is its absolute path, empty where unknown.
    public func allFields(path: [UInt8]) -> [(name: String, value: String)] {
        fields.filter { !Self.isFileField($0.name) }.map { ($0.name, $0.value) } + fileFields(path: path)
    }

    /// True if `name` is one of the fields that ``fileFields(path:)`` gives.
    static func isFileField(_ name: String) -> Bool {
        name == QueryField.tyyppi.rawValue || name == QueryField.polku.rawValue
    }
}
