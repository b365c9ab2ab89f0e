// SPDX-License-Identifier: GPL-3.0-or-later
public import CodedErrors
internal import VoikkoTransducer

/// The repairs that a person refused, as a text: a line each, the word as it comes, a tab, and what is not to be put in
/// its place (nothing for: nothing at all).
///
/// An index keeps it beside its generations, so that it survives whatever happens to them.
public struct RefusalList: Sendable {
    /// The name of the file in the index's folder.
    public static let fileName = "refused-repairs.tsv"
    private static let heading = "# haku: repairs that are not made"

    /// The refusals.
    public var refused: Set<RefusedRepair>

    /// A list of `refused`.
    public init(_ refused: Set<RefusedRepair> = []) { self.refused = refused }

    /// The list that `text` holds; lines that say nothing are passed over.
    public init(text: String) {
        refused = []
        for line in text.split(whereSeparator: \.isNewline) where line.first != "#" {
            let columns = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            guard let original = columns.first, !original.isEmpty else { continue }
            let repaired = columns.count > 1 && !columns[1].isEmpty ? columns[1] : nil
            refused.insert(RefusedRepair(original: original, repaired: repaired))
        }
    }

    /// The list that the index in `folder` keeps; an empty one where it keeps none.
    ///
    /// - Throws: ``RepairError`` where there is a list that cannot be read.
    public init(folder: String) throws(RepairError) {
        do {
            let file = try MappedFile.mapping(folder + "/" + Self.fileName)
            self.init(text: String(decoding: (0..<file.count).map(file.byte), as: UTF8.self))
        } catch {
            guard error.code == .missing || error.code == .truncated else { throw error }
            self.init()
        }
    }

    /// The list as a text, in order.
    public var text: String {
        let lines = refused.map { $0.original + "\t" + ($0.repaired ?? "") }.sorted()
        return ([Self.heading] + lines).joined(separator: "\n") + "\n"
    }
}
