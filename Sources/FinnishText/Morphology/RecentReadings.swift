// SPDX-License-Identifier: GPL-3.0-or-later
internal import VoikkoTransducer

/// The readings of words asked for lately, by their letters: one word for each place that the letters' hash may name.
struct RecentReadings {
    private struct Entry {
        var hash: UInt64 = 0
        var letters: [UInt16] = []
        var readings: [VoikkoReading] = []
    }

    /// As many as a long page has different words; they take some 2 MB.
    private static let places = 1 << 10

    private var entries = [Entry](repeating: Entry(), count: places)

    /// The readings of the word of these letters; nil where they are not remembered.
    func readings(of letters: borrowing UncheckedArray<UInt16>, _ hash: UInt64) -> [VoikkoReading]? {
        let place = Self.place(hash)
        guard entries[place].hash == hash, entries[place].letters.count == letters.count else { return nil }
        for index in 0..<letters.count where entries[place].letters[index] != letters[index] { return nil }
        return entries[place].readings
    }

    /// Remembers the readings of the word of these letters, in the place of another's.
    mutating func remember(_ readings: [VoikkoReading], of letters: borrowing UncheckedArray<UInt16>, _ hash: UInt64) {
        var row: [UInt16] = []
        row.reserveCapacity(letters.count)
        for index in 0..<letters.count { row.append(letters[index]) }
        entries[Self.place(hash)] = Entry(hash: hash, letters: row, readings: readings)
    }

    private static func place(_ hash: UInt64) -> Int {
        Int(truncatingIfNeeded: ((hash ^ hash >> 29) &* 0xBF58_476D_1CE4_E5B9) >> 40) & (places - 1)
    }
}
