// SPDX-License-Identifier: GPL-3.0-or-later
public import CodedErrors

/// The repairs that a person confirmed, as a text: a line each, the word as it comes, a tab, and what is put in its place.
///
/// An index keeps it beside its generations, as it does ``RefusalList``.
public struct ConfirmationList: Sendable {
    /// The name of the file in the index's folder.
    public static let fileName = "confirmed-repairs.tsv"
    private static let heading = "# haku: repairs that are right"

    /// The word put in the place of each word as it comes.
    public var confirmed: [String: String]

    /// A list of `confirmed`.
    public init(_ confirmed: [String: String] = [:]) { self.confirmed = confirmed }

    /// The list that `text` holds; of two lines about one word the later one counts, and lines that say nothing are passed over.
    public init(text: String) {
        self.init()
        for row in RepairListFile.rows(of: text) {
            if let repaired = row.repaired { confirmed[row.original] = repaired }
        }
    }

    /// The list that the index in `folder` keeps; an empty one where it keeps none.
    ///
    /// - Throws: ``RepairError`` where there is a list that cannot be read.
    public init(folder: String) throws(RepairError) {
        self.init(text: try RepairListFile.text(folder + "/" + Self.fileName))
    }

    /// The list as a text, in order.
    public var text: String {
        RepairListFile.text(heading: Self.heading, confirmed.map { (original: $0.key, repaired: $0.value) })
    }
}
