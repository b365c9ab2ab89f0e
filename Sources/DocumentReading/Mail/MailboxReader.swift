// SPDX-License-Identifier: GPL-3.0-or-later

/// The mails of a mailbox (RFC 4155), one after the other: the file may be larger than the memory.
final class MailboxReader {
    private let stream: any ByteStream
    private let longest: Int
    private var buffer: [UInt8] = []
    private var used = 0
    private var isOver = false
    /// The line that begins the next mail, once it was read.
    private var first: ArraySlice<UInt8>?

    /// A reader of the mails in `stream`, none of which is kept where it has more than `longest` bytes.
    init(_ stream: any ByteStream, longest: Int) {
        self.stream = stream
        self.longest = longest
    }

    /// The next mail, with the line that begins it; nil at the end, and nil within for one that is too long.
    func next() throws(ReadingError) -> [UInt8]?? {
        var mail: [UInt8] = Array(first ?? [])
        first = nil
        var isTooLong = false
        var afterBlank = mail.isEmpty
        while let line = try line() {
            if afterBlank && !mail.isEmpty && Self.isFirst(line) {
                first = line
                break
            }
            afterBlank = line.allSatisfy { $0 == 0x0A || $0 == 0x0D }
            if mail.isEmpty && afterBlank { continue }
            if mail.count + line.count > longest {
                isTooLong = true
                continue
            }
            // `>From ` stands for `From ` at the beginning of a line of the text.
            mail += line.first == 0x3E && line.drop { $0 == 0x3E }.starts(with: "From ".utf8) ? line.dropFirst() : line
        }
        if mail.isEmpty { return .none }
        return .some(isTooLong ? nil : mail)
    }

    /// True if `line` begins a mail: `From`, a sender, and a time with its hours and year.
    private static func isFirst(_ line: ArraySlice<UInt8>) -> Bool {
        guard line.starts(with: "From ".utf8) else { return false }
        let words = line.split { $0 <= 0x20 }
        return words.count >= 3 && words.dropFirst(2).contains { $0.contains(0x3A) }
            && words.dropFirst(2).contains { $0.count == 4 && $0.allSatisfy { (0x30...0x39).contains($0) } }
    }

    /// The next line with its end; nil at the end of all.
    private func line() throws(ReadingError) -> ArraySlice<UInt8>? {
        var searched = used
        while true {
            if let end = buffer[searched...].firstIndex(of: 0x0A) {
                defer { used = end + 1 }
                return buffer[used...end]
            }
            searched = buffer.count
            if isOver || buffer.count - used > longest {
                guard used < buffer.count else { return nil }
                defer { used = buffer.count }
                return buffer[used...]
            }
            let more = try stream.next()
            isOver = more.isEmpty
            buffer.removeFirst(used)
            searched -= used
            used = 0
            buffer += more
        }
    }
}
