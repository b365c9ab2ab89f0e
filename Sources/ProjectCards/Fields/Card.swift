// SPDX-License-Identifier: GPL-3.0-or-later
public import DocumentModel

/// The kind of a document, and its fields.
public struct Card: Hashable, Sendable {
    /// The kinds of documents, by the name the field `laji` has.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// A project card.
        case hankekortti
        /// A summary of a project.
        case tiivistelmä
        /// A proposal for a funding decision.
        case valintaesitys
        /// A public description of a project.
        case kuvaus
        /// A description of a practice.
        case toimintamalli
        /// A project's plan.
        case suunnitelma
        /// A project's final report.
        case loppuraportti
        /// Minutes of a body of a municipality.
        case pöytäkirja
        /// A mail.
        case viesti
        /// Anything else.
        case muu

        /// True if the paper may be of one project.
        public var mayBeOfProject: Bool { self != .pöytäkirja && self != .viesti }
    }

    /// A part of the text and what it is.
    public struct Passage: Hashable, Sendable {
        /// The content of a passage.
        public enum Content: Hashable, Sendable {
            /// Text of the form or the funder that every paper has: headings, programmes, tables.
            case form
            /// The value of a field.
            case field(String)
        }

        /// Half-open UTF-8 offsets of the text.
        public var range: Range<Int>
        /// Its content.
        public var content: Content

        /// A passage of these parts.
        public init(_ range: Range<Int>, _ content: Content) {
            self.range = range
            self.content = content
        }
    }

    /// The kind of the document.
    public var kind: Kind
    /// The title to show; empty only where the document has no text.
    public var title: String
    /// The fields, in the order of the document and then what was concluded from them.
    public var fields: [DocumentField] = []
    /// The days from which and to which the project runs, or the meeting's day; whole years where no days are told.
    public var period: Period?
    /// The passages of the text, by rising offset; nothing of a document that is no card.
    public var passages: [Passage] = []
    /// The project's name without its code and *-hanke*; empty where the document is of no project.
    public var projectName: String = ""

    /// The values of the fields called `name`.
    public func values(_ name: String) -> [String] { fields.filter { $0.name == name }.map(\.value) }

    /// The keys of the project: its own code in small letters where the card has one, and its period.
    ///
    /// Two papers that share a code are of one project; two that share a period are where ``sameProject(_:_:)`` says so.
    public var projectKeys: [String] {
        guard kind.mayBeOfProject else { return [] }
        return values("koodi").map { $0.lowercased() } + (period.map { [$0.key] } ?? [])
    }

    /// The one key that stands for the project: its own code, else its name and period; empty where it is of none.
    public var project: String {
        guard kind.mayBeOfProject else { return "" }
        if let code = values("koodi").first { return code.lowercased() }
        guard let period, !projectName.isEmpty else { return "" }
        return CardText.folded(projectName) + " " + period.key
    }
}

/// The days from which and to which a project runs.
public struct Period: Hashable, Sendable {
    /// The first day.
    public var start: CalendarDay
    /// The last day.
    public var end: CalendarDay

    /// Both days: `2016-03-01/2019-08-31`.
    public var key: String { "\(start)/\(end)" }

    /// The years it touches.
    public var years: ClosedRange<Int> { start.year...max(start.year, end.year) }
}

/// A day of the Gregorian calendar.
public struct CalendarDay: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The year, 1900…2199.
    public let year: Int
    /// The month, 1…12.
    public let month: Int
    /// The day of the month, from 1.
    public let day: Int

    /// The day; nil where the calendar has none such (31.2.2019).
    public init?(year: Int, month: Int, day: Int) {
        let leap = year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400))
        let lengths = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        guard 1900...2199 ~= year, 1...12 ~= month, day >= 1, day <= lengths[month - 1] else { return nil }
        self.year = year
        self.month = month
        self.day = day
    }

    /// ISO 8601: `2016-03-01`.
    public var description: String {
        "\(year)-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
    }

    /// Year · 10,000 + month · 100 + day: `20160301`.
    public var number: Int { year * 10_000 + month * 100 + day }

    /// By the calendar.
    public static func < (first: CalendarDay, second: CalendarDay) -> Bool {
        (first.year, first.month, first.day) < (second.year, second.month, second.day)
    }
}
