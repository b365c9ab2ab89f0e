// SPDX-License-Identifier: GPL-3.0-or-later

/// The topics of a run: lines of topic, tab and query.
struct Topics {
    /// A topic.
    struct Topic {
        /// The name, and its query.
        let name, query: String
        /// The number of the line, from 1.
        let line: Int
    }

    /// The path of their file; `-` is standard input.
    let path: String
    /// The bytes of the file.
    let bytes: [UInt8]
    /// The topics in their order.
    let all: [Topic]

    /// The topics in the file at `path`.
    ///
    /// - Throws: A ``Failure`` where it cannot be read, or a line is no topic.
    init(file path: String) throws {
        self.path = path
        bytes = path == "-" ? try Standard.readAll() : try InputFile.contents(path)
        var all: [Topic] = []
        let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        for (number, line) in lines.enumerated() {
            let line = line.last == UInt8(ascii: "\r") ? line.dropLast() : line
            guard line.contains(where: { $0 != 0x20 && $0 != 0x09 }) else { continue }
            guard let tab = line.firstIndex(of: UInt8(ascii: "\t")), tab > line.startIndex else {
                throw Failure(.badData, "\(path):\(number + 1): a line is a topic, a tab and a query.")
            }
            all.append(
                Topic(
                    name: String(decoding: line[..<tab], as: UTF8.self),
                    query: String(decoding: line[line.index(after: tab)...], as: UTF8.self), line: number + 1))
        }
        self.all = all
    }

    /// The failure of `topic`, by its name and place.
    func failure(_ topic: Topic, _ error: any Error) -> Failure {
        let failure = Failure(error)
        return Failure(failure.status, "topic \(topic.name) (\(path):\(topic.line)): \(failure.message)")
    }
}
