// SPDX-License-Identifier: GPL-3.0-or-later
internal import ASCIIClasses
internal import FinnishText

/// The file of a document as a person knows it, out of the document's id: its name and the folders above it.
public struct DocumentPlace: Hashable, Sendable {
    /// The file's name with its ending; of a file in an archive or a mail, its name in there.
    public let name: String
    /// The folders between the root and the file, archives among them, `/` between; empty right below the root.
    public let folder: String

    /// The place of the document `id`; where it `isRecord` of a table, the last part of the id is the record's number
    /// and belongs to no name.
    public init(id: String, isRecord: Bool = false) {
        let path = DocumentID.decode(id) ?? Array(id.utf8)
        var parts = path.split(separator: UInt8(ascii: "/")).map {
            Composition.canonical(String(decoding: $0, as: UTF8.self))
        }
        if isRecord && parts.count > 1 { parts.removeLast() }
        name = parts.popLast() ?? id
        folder = parts.joined(separator: "/")
    }

    /// The name without its ending.
    public var stem: String { ending.isEmpty ? name : String(name.dropLast(ending.count + 1)) }

    /// The text behind the name's last dot, in lower case, where that is one to five letters and digits; else empty.
    public var ending: String {
        guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return "" }
        let tail = name[name.index(after: dot)...]
        let isEnding =
            (1...5).contains(tail.utf8.count) && tail.utf8.allSatisfy(\.isASCIIAlphanumeric)
            && tail.utf8.contains(where: \.isASCIILetter)
        return isEnding ? tail.lowercased() : ""
    }
}
