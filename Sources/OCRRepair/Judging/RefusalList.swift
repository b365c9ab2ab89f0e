// SPDX-License-Identifier: GPL-3.0-or-later
public import CodedErrors

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
        refused = Set(
            RepairListFile.rows(of: text).map { RefusedRepair(original: $0.original, repaired: $0.repaired) })
    }

    /// The list that the index in `folder` keeps; an empty one where it keeps none.
    ///
    /// - Throws: ``RepairError`` where there is a list that cannot be read.
    public init(folder: String) throws(RepairError) {
        self.init(text: try RepairListFile.text(folder + "/" + Self.fileName))
    }

    /// The list as a text, in order.
    public var text: String {
        RepairListFile.text(heading: Self.heading, refused.map { (original: $0.original, repaired: $0.repaired) })
    }
}
