// SPDX-License-Identifier: GPL-3.0-or-later

/// A node of a query's syntax tree: what it asks for, and where in the query it stands.
///
/// Nothing here is analysed yet: words are as typed, and whoever runs the query finds their lemmas.
public struct QueryNode: Hashable, Sendable {
    /// A kind of node.
    public indirect enum Kind: Hashable, Sendable {
        /// Words side by side, as typed, in one piece so that an analyser sees what belongs together
        /// (`työ- ja toimintakyky`, `1 234,50 €`). A document matches where it holds a form of at least one of them.
        case words(QueryText)
        /// The words one after another in any of their forms; where `exact`, in exactly these forms.
        case phrase(QueryText, exact: Bool)
        /// One word in exactly this form.
        case exact(QueryText)
        /// Words that begin with the text; the star is not part of it.
        case prefix(QueryText)
        /// Words, or parts of compounds, that end with the text; the star is not part of it.
        case suffix(QueryText)
        /// Clauses side by side or joined by OR; ``QueryClause`` says what matches.
        case group([QueryClause])
        /// Documents that match all of the nodes. At least two; some or all may be ``not(_:)``.
        case and([QueryNode])
        /// Documents that do not match the node.
        case not(QueryNode)
        /// The nodes in any order, neighbours at most `distance` word positions apart. At least two, each of words,
        /// phrases, exact forms, wildcards, or groups of such without signs.
        case near([QueryNode], distance: Int)
        /// The node within a field. The innermost field counts.
        case field(QueryField, QueryNode)
        /// Documents whose value of the field lies between the two, both included; nil is an open end, and not both
        /// are nil. ``QueryField/values`` says what the numbers are.
        case range(QueryField, from: Int?, to: Int?)
        /// Documents whose content was first indexed on this day (year · 10,000 + month · 100 + day) or later; nothing that is
        /// typed says so.
        case since(Int)
    }

    /// The kind of node, with its operands.
    public var kind: Kind
    /// Where it stands in the query: Unicode scalars from 1, half-open.
    public var columns: Range<Int>

    /// A node of `kind` that stands at `columns`.
    public init(_ kind: Kind, columns: Range<Int>) {
        self.kind = kind
        self.columns = columns
    }

    /// True if it says where to look, and nothing else: ranges, and words in fields that say what a document is.
    var isFilter: Bool {
        switch kind {
        case .range, .since: true
        case .field(let field, let inner): !field.isOfText || inner.isFilter
        case .group(let clauses): clauses.allSatisfy { [.may, .filter].contains($0.occurrence) && $0.node.isFilter }
        default: false
        }
    }
}

/// A clause of ``QueryNode/Kind/group(_:)``.
///
/// A document matches a group where it matches every clause that must be and none that must not, and, where no clause
/// must be, at least one of those that may be. Ranges, and fields that say what a document is, are filters beside other
/// clauses, which must match whatever else does: `vuosi:2019 nuoret` asks for the young in projects of that year. A group of nothing but clauses that must
/// not be matches everything else.
public struct QueryClause: Hashable, Sendable {
    /// The effect of a clause on its group.
    public enum Occurrence: Hashable, Sendable {
        /// It may, and adds to the rank.
        case may
        /// It must: `+word`.
        case must
        /// It must, and is no evidence: a range or such a field beside other clauses.
        case filter
        /// It must not: `-word`.
        case mustNot
    }

    /// The effect on the group.
    public var occurrence: Occurrence
    /// The node.
    public var node: QueryNode
}

/// A piece of a query's text, scalar for scalar as typed, and where it stands.
///
/// A character that stands where the language gives it a meaning which it cannot have there (the colon of an unknown
/// `field:`, a star within a word) is replaced by `;`, so that no analyser joins what it parts.
public struct QueryText: Hashable, Sendable {
    /// The text; as many Unicode scalars as ``columns``.
    public var text: String
    /// Where it stands in the query: Unicode scalars from 1, half-open.
    public var columns: Range<Int>

    /// The text that stands at `columns`.
    public init(_ text: String, columns: Range<Int>) {
        self.text = text
        self.columns = columns
    }

    /// Where in the query the half-open UTF-8 offsets `range` of ``text`` stand. O(length).
    public func columns(ofUTF8 range: Range<Int>) -> Range<Int> {
        var start = columns.lowerBound
        var end = columns.lowerBound
        var offset = 0
        for byte in text.utf8 {
            if offset >= range.upperBound { break }
            // Every byte but a continuation begins a scalar.
            if byte & 0xC0 != 0x80 {
                if offset < range.lowerBound { start += 1 }
                end += 1
            }
            offset += 1
        }
        return min(start, end)..<end
    }
}
