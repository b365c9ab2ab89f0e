// SPDX-License-Identifier: GPL-3.0-or-later
internal import Foundation

/// Copies of a transducer's file with changed bytes, for tests that no walk leaves the file or goes on for ever.
public struct DamagedTransducers {
    private let folder = TemporaryFolder()
    private let whole: Data
    /// The offset of the first record.
    private let records: Int

    /// Copies of the file at `path`, which ends with `recordCount` records of eight bytes.
    public init(path: String, recordCount: Int) throws {
        whole = try Data(contentsOf: URL(fileURLWithPath: path))
        records = whole.count - 8 * recordCount
    }

    /// Opens six files in which one byte of the records in `spacing` is changed, and reads those that can be opened.
    ///
    /// A target's highest byte is left: a file in which many lie beyond its end is known for damaged at once.
    ///
    /// - Returns: The number of files that could be opened.
    public func readDamagedRecords<File>(
        oneIn spacing: Int, open: (String) -> File?, _ read: (File) -> Void
    ) throws -> Int {
        var opened = 0
        var random = SeededRandom(UInt64(spacing))
        for round in 0..<6 {
            let damaged = Damage.changing(whole, in: records..<whole.count, oneIn: spacing, &random) {
                ($0 - records) % 8 == 6
            }
            guard let file = open(try folder.file("\(round).vfst", damaged)) else { continue }
            opened += 1
            read(file)
        }
        return opened
    }

    /// Calls `body` with the path of a file in which bytes of the header, the symbols and the first records are changed.
    public func withDamagedHeader(seed: UInt64, _ body: (String) throws -> Void) throws {
        var random = SeededRandom(seed)
        try body(folder.file("mor.vfst", Damage.changing(whole, in: 8..<records + 64, oneIn: 400, &random)))
    }
}
