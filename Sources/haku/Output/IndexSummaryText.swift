// SPDX-License-Identifier: GPL-3.0-or-later
internal import Indexing
internal import ProgramOptions

/// The result of a run of `haku index`, for a person.
enum IndexSummaryText {
    /// The line that a run ends with.
    static func line(_ summary: IndexingSummary, _ index: String, isDryRun: Bool) -> String {
        let figures: [(text: String, isSaid: Bool)] = [
            ("\(grouped(summary.added)) new", true), ("\(grouped(summary.changed)) changed", true),
            ("\(grouped(summary.removed)) removed", true), ("\(grouped(summary.unchanged)) unchanged", true),
            ("\(grouped(summary.moved)) renamed", summary.moved > 0),
            ("\(grouped(summary.mended)) mended anew", summary.mended > 0),
            ("stopped before the end", summary.isStopped),
            ("\(grouped(summary.resumed)) from the run before", summary.resumed > 0),
        ]
        let changes = figures.filter(\.isSaid).map { Speech.translated($0.text) }.joined(separator: ", ")
        let count = Speech.translated(documents(summary.documents))
        if isDryRun { return "\(index): \(Speech.translated("would be \(count)")) (\(changes))" }
        let rate = summary.seconds > 0 ? Double(summary.bytes) / 1e6 / summary.seconds : 0
        var line = "\(index): \(count) (\(changes)) " + Speech.translated("in \(decimals(summary.seconds)) s")
        if summary.words > 0 {
            line += "; " + Speech.translated("\(grouped(summary.words)) words")
            line += ", " + Speech.translated("\(grouped(summary.repairs)) repaired") + ", \(decimals(rate)) MB/s"
        }
        return line
    }

    /// The numbers of files refused and skipped, by reason, the commonest first; nothing where none was. `list` is the path
    /// of the file that lists what could not be taken.
    static func failures(_ summary: IndexingSummary, _ list: String) -> [String] {
        let still =
            summary.stillUnread > 0
            ? ["\(grouped(summary.stillUnread)) not taken as before; \(Layout.printable(list)) lists them."] : []
        return reasons(summary.failures, "not taken") + still + reasons(summary.skipped, "skipped")
    }

    private static func reasons(_ failures: [IndexingFailure], _ what: String) -> [String] {
        guard !failures.isEmpty else { return [] }
        var counts: [String: Int] = [:]
        for failure in failures { counts[failure.message, default: 0] += 1 }
        let reasons = counts.sorted { $0.value != $1.value ? $0.value > $1.value : $0.key < $1.key }
        let others = reasons.dropFirst(mostReasons)
        return ["\(grouped(failures.count)) \(what):"]
            + reasons.prefix(mostReasons).map { "  \(grouped($0.value)) × \(Layout.escaped($0.key))" }
            + (others.isEmpty
                ? [] : ["  \(grouped(others.reduce(0) { $0 + $1.value })) × for other reasons, each named above"])
    }

    /// The number of reasons that are counted each.
    private static let mostReasons = 20

    /// A whole number with a space between thousands.
    static func grouped(_ number: Int) -> String {
        let digits = Array(String(number.magnitude))
        var result = number < 0 ? "-" : ""
        for (index, digit) in digits.enumerated() {
            if index > 0 && (digits.count - index) % 3 == 0 { result += " " }
            result.append(digit)
        }
        return result
    }

    /// A number with one decimal.
    static func decimals(_ number: Double) -> String {
        guard number.isFinite, number.magnitude < 1e12 else { return "–" }
        let tenths = Int((number * 10).rounded())
        return "\(tenths / 10).\(tenths % 10)"
    }

    private static func documents(_ count: Int) -> String {
        count == 1 ? "1 document" : grouped(count) + " documents"
    }
}
