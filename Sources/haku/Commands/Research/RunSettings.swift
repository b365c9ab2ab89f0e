// SPDX-License-Identifier: GPL-3.0-or-later
internal import Answering

/// All that makes a TREC run what it is, as lines `key = value` of a file beside it: `haku batch --again FILE` makes the run
/// again, and says where the topics or the index are others now.
struct RunSettings {
    /// The values by their keys, in the order in which they are written.
    private(set) var values: [(key: String, value: String)] = []

    /// The values of `key`.
    subscript(_ key: String) -> [String] { values.filter { $0.key == key }.map(\.value) }

    /// Adds a value.
    mutating func add(_ key: String, _ value: some CustomStringConvertible) { values.append((key, value.description)) }

    /// The settings as the file has them.
    var text: String {
        "# haku batch --again THIS-FILE makes the run again.\n"
            + values.map { "\($0.key) = \($0.value)\n" }.joined()
    }

    /// Nothing set.
    init() {}

    /// The settings in the file at `path`.
    ///
    /// - Throws: A ``Failure`` where it cannot be read, or is none.
    init(file path: String) throws {
        let text = String(decoding: try InputFile.contents(path), as: UTF8.self)
        for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            if line.isEmpty || line.hasPrefix("#") { continue }
            guard let equals = line.firstRange(of: " = ") else {
                throw Failure(
                    .badData, "\(path):\(number + 1): this is no line of a file that haku batch --settings wrote.")
            }
            values.append((String(line[..<equals.lowerBound]), String(line[equals.upperBound...])))
        }
        guard self["haku"].count == 1, self["topics"].count == 1 else {
            throw Failure(.badData, "\(path) is no file that haku batch --settings wrote: it names no topics.")
        }
    }

    /// A sum that tells whether `bytes` are the same as once: FNV-1a of 64 bits (draft-eastlake-fnv).
    static func sum(of bytes: [UInt8]) -> String {
        let hash = bytes.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01b3 }
        return String(hash, radix: 16)
    }
}
