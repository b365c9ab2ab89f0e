// SPDX-License-Identifier: GPL-3.0-or-later

/// A bound on what may still come out of a file, and on the time for it: a small one can say that it holds petabytes,
/// or keep a converter busy for days. One belongs to one file, with all that lies in it.
final class ExpansionBudget {
    /// The most bytes that may come out of the file.
    let bytes: Int64
    /// When its time is over.
    let deadline: ContinuousClock.Instant
    /// Bytes that may still be expanded.
    private(set) var left: Int64
    /// Members that may still be read.
    private(set) var members: Int
    private let seconds: Double

    /// Deflate reaches 1,032 to 1 on zeros; what people compress stays below 100.
    static let greatestRatio: Int64 = 300
    /// Below this no ratio is too great.
    static let harmless: Int64 = 16 << 20
    private static let mostMembers = 1_000_000
    /// Seconds for any file, for each MiB of it, and for the largest. A scanned page takes Tesseract up to ten seconds
    /// and has 20 kB or more.
    private static let seconds = (least: 300.0, perMebibyte: 600.0, most: 14_400.0)

    /// A budget for a file of `size` bytes: at most `most` bytes, and no more than its size lets expect; `patience`
    /// times the usual time.
    init(size: Int64, most: Int64, patience: Double) {
        let (expected, isOver) = max(size, 0).multipliedReportingOverflow(by: Self.greatestRatio)
        bytes = min(most, isOver ? most : max(Self.harmless, expected))
        left = bytes
        members = Self.mostMembers
        let time = Self.seconds.least + Self.seconds.perMebibyte * Double(size) / Double(1 << 20)
        seconds = min(Self.seconds.most, time) * patience
        deadline = .now + .seconds(seconds)
    }

    /// True if nothing more may be read of the file.
    var isSpent: Bool { left < 0 || members < 0 || isTimeOver }

    private var isTimeOver: Bool { .now >= deadline }

    /// Takes `count` bytes for the member `name`.
    ///
    /// - Throws: ``ReadingError`` where they are no longer there.
    func take(_ count: Int, name: String) throws(ReadingError) {
        left -= Int64(count)
        guard left >= 0 else {
            throw ReadingError(
                .converterLimit,
                "was given up: expanded, the file that it lies in grows to more than \(bytes >> 20) MiB", path: name)
        }
    }

    /// Takes a member, `name`.
    ///
    /// - Throws: ``ReadingError`` where there are too many, or the time is over.
    func takeMember(name: String) throws(ReadingError) {
        members -= 1
        guard members >= 0 else {
            throw ReadingError(.converterLimit, "was given up: its archive holds too many files", path: name)
        }
        guard !isTimeOver else {
            throw ReadingError(
                .converterLimit,
                "was given up: the \(Int(seconds)) s are over that the file it lies in is given; unpack that",
                path: name)
        }
    }
}
