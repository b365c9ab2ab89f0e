// SPDX-License-Identifier: GPL-3.0-or-later
internal import Glibc
internal import Indexing

/// The progress of a run of `haku index`, on standard error: a bar on a terminal, a line every ten seconds otherwise.
struct Progress {
    private let isTerminal = Terminal.isTerminal(STDERR_FILENO) && Terminal.environment("TERM") != "dumb"
    private let start = ContinuousClock.now
    /// When the figures were shown last; on a terminal they are at once.
    private var drawn: ContinuousClock.Instant?
    private var total = 0
    private var done = 0
    private var hasBar = false
    /// Missing converters that were named: one for a thousand files is named once.
    private(set) var missing: Set<String> = []

    /// True if only failures are shown.
    private let isQuiet: Bool

    /// Nothing done yet; of the missing converters, these were named before.
    init(isQuiet: Bool = false, missing: Set<String> = []) {
        self.isQuiet = isQuiet
        self.missing = missing
    }

    /// Shows what `event` tells.
    mutating func report(_ event: IndexingEvent) {
        if isQuiet, case .failed = event {} else if isQuiet { return }
        switch event {
        case .planned(let files, _): total = files
        case .indexed(_, let done, _, _), .unchanged(_, let done):
            self.done = done
            draw()
        case .noted(let id, let message):
            clear()
            Standard.error.writeLine("haku: " + Layout.escaped("\(id): \(message)"))
        case .failed(let failure):
            if failure.kind == .missingConverter, !missing.insert(failure.message).inserted { return }
            clear()
            Standard.error.writeLine("haku: " + Layout.escaped(failure.description))
        case .skipped(let entry):
            clear()
            Standard.error.writeLine("haku: skipped: " + Layout.escaped(entry.description))
        case .unverifiedXapian(let version):
            clear()
            Standard.error.writeLine(
                "haku: Xapian \(version): haku's writer of its format was verified with other versions only, so "
                    + "Xapian's own makes this index, which takes longer")
        case .removed, .moved, .wouldIndex, .finishing: break
        }
    }

    /// Takes the bar away.
    mutating func end() { clear() }

    private mutating func draw() {
        let now = ContinuousClock.now
        let last = drawn ?? (isTerminal ? nil : start)
        if let last, now - last <= (isTerminal ? .milliseconds(100) : .seconds(10)) { return }
        drawn = now
        let seconds = (now - start) / .seconds(1)
        let rate = Double(done) / max(seconds, 0.001)
        let left = rate > 0 ? Double(total - done) / rate : 0
        let figures =
            "\(IndexSummaryText.grouped(done)) of \(IndexSummaryText.grouped(total)) files, "
            + "\(IndexSummaryText.decimals(rate)) a second, \(Self.time(left)) left"
        guard isTerminal else {
            Standard.error.writeLine("haku: " + figures)
            return
        }
        let room = min(40, (Terminal.width(STDERR_FILENO) ?? 80) - figures.count - 4)
        let filled = total > 0 ? max(0, room) * done / total : 0
        let bar =
            room > 4
            ? "[" + String(repeating: "█", count: filled) + String(repeating: "·", count: room - filled) + "] " : ""
        Standard.error.write("\r\u{1B}[K" + bar + figures)
        hasBar = true
    }

    private mutating func clear() {
        guard hasBar else { return }
        Standard.error.write("\r\u{1B}[K")
        hasBar = false
    }

    /// Seconds as hours, minutes and seconds.
    private static func time(_ seconds: Double) -> String {
        let whole = Int(min(max(seconds, 0), 359_999))
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return whole >= 3600
            ? "\(whole / 3600):\(two(whole / 60 % 60)):\(two(whole % 60))" : "\(whole / 60):\(two(whole % 60))"
    }
}
