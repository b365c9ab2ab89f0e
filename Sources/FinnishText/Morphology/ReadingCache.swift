// SPDX-License-Identifier: GPL-3.0-or-later
internal import VoikkoTransducer

/// The readings of words asked for lately, by their letters: a direct-mapped cache of 1,024 words, some 2 MB.
///
/// A word takes the place that its hash names from the word that was there. Keyed by a walk's own letters, so that a
/// look-up copies nothing.
struct ReadingCache {
    private struct Entry {
        var hash: UInt64 = 0
        var letters: [UInt16] = []
        var readings: [MorphologicalAnalysis] = []
    }

    /// As many as a long page has different words.
    private static let places = 1 << 10

    private var entries = [Entry](repeating: Entry(), count: places)

    /// The readings of the word of these letters; nil where they are not held.
    func readings(of letters: borrowing UncheckedArray<UInt16>, _ hash: UInt64) -> [MorphologicalAnalysis]? {
        let place = Self.place(hash)
        guard entries[place].hash == hash, entries[place].letters.count == letters.count else { return nil }
        for index in 0..<letters.count where entries[place].letters[index] != letters[index] { return nil }
        return entries[place].readings
    }

    /// Puts the readings of the word of these letters in the place of another's.
    mutating func insert(
        _ readings: [MorphologicalAnalysis], of letters: borrowing UncheckedArray<UInt16>, _ hash: UInt64
    ) {
        var row: [UInt16] = []
        row.reserveCapacity(letters.count)
        for index in 0..<letters.count { row.append(letters[index]) }
        entries[Self.place(hash)] = Entry(hash: hash, letters: row, readings: readings)
    }

    private static func place(_ hash: UInt64) -> Int {
        Int(truncatingIfNeeded: ((hash ^ hash >> 29) &* 0xBF58_476D_1CE4_E5B9) >> 40) & (places - 1)
    }
}
