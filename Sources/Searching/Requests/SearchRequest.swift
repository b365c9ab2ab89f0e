// SPDX-License-Identifier: GPL-3.0-or-later
internal import SearchIndex

/// The use of terms related to the query's words: parts of its compounds, expansion terms.
public enum Related: String, Hashable, Sendable, CaseIterable {
    /// They count, below the query's own words.
    case yes
    /// They do not.
    case no
    /// They order what plain words find where few documents hold all of these, and match where few hold any, or nothing
    /// matches otherwise; PROTOCOL.md has the numbers.
    case auto
}

/// An order of hits other than by weight.
public struct SortKey: Hashable, Sendable {
    /// A field that hits can be ordered by, under its Finnish name.
    public enum Field: String, Hashable, Sendable {
        case rahoitus, alkaa, päättyy, vuosi, otsikko, muokattu
    }

    /// The field.
    public var field: Field
    /// True if the largest comes first.
    public var falling: Bool

    /// The key of `field`.
    public init(_ field: Field, falling: Bool = false) {
        self.field = field
        self.falling = falling
    }

    /// The key as it is written: the field's name, with or without its diaeresis, after `-` for falling. Nil for any
    /// other text.
    public init?(_ text: String) {
        falling = text.hasPrefix("-")
        let name = falling ? String(text.dropFirst()) : text
        guard let field = name == "paattyy" ? .päättyy : Field(rawValue: name) else { return nil }
        self.field = field
    }

    /// The order by the value slot that holds the field.
    var order: MatchOptions.Sort {
        let slot =
            switch field {
            case .rahoitus: Schema.Slot.funding
            // The year in which it begins, and within a year the day.
            case .alkaa, .vuosi: Schema.Slot.begins
            case .päättyy: Schema.Slot.ends
            case .otsikko: Schema.Slot.title
            case .muokattu: Schema.Slot.modified
            }
        return MatchOptions.Sort(slot: slot, isFalling: falling)
    }
}

/// A day of the calendar.
public struct Day: Hashable, Sendable {
    /// Year · 10,000 + month · 100 + day.
    let number: Int

    /// The day, or the first of the days, that `text` names: `2016-05-01`, `1.5.2016`, `2016-05`, `2016`. Nil where it names
    /// none.
    public init?(_ text: String) {
        guard let number = QueryValue.firstDay(text) else { return nil }
        self.number = number
    }
}

/// A search: what SEARCH, COUNT and `haku search` ask.
public struct SearchRequest: Hashable, Sendable {
    /// The query in the query language.
    public var query: String
    /// The number of the best hits to skip.
    public var offset = 0
    /// The most hits to return.
    public var limit = 10
    /// The use of related terms.
    public var related = Related.auto
    /// True if hits carry snippets.
    public var snippets = true
    /// By what to order; nil is by weight.
    public var sort: SortKey?
    /// True if hits of one project are collapsed into the best of them.
    public var collapseProjects = false
    /// True if documents of the same text are a hit each, and not one.
    public var showsCopies = false
    /// False if the number of matches may be an estimate where there are many; the hits are the same.
    public var isExact = true
    /// The fields that hits carry.
    public var fields: [QueryField] = []
    /// Only documents whose content was first indexed on this day or later; nil is all.
    public var since: Day?

    /// True if counting may be left off: not where documents are ordered or collapsed by what they are.
    var isEstimated: Bool { !isExact && sort == nil && !collapseProjects }

    /// A search for `query`.
    public init(query: String) {
        self.query = query
    }
}
