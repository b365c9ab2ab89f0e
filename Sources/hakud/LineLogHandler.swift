// SPDX-License-Identifier: GPL-3.0-or-later
internal import ASCIIClasses
internal import ArgumentParser
internal import Glibc
internal import LineProtocol
internal import Logging

/// The form of the log.
enum LogFormat: String, ExpressibleByArgument, CaseIterable {
    /// `time=… level=… message="…" key=value`
    case text
    /// A JSON object a line.
    case json
}

/// Writes each event of the log as one line to standard error, with one write so that lines of threads do not mix.
struct LineLogHandler: LogHandler {
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.notice
    private let format: LogFormat

    init(format: LogFormat) { self.format = format }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        var pairs = [
            ("time", Self.time()), ("level", event.level.rawValue), ("message", event.message.description),
        ]
        let all = metadata.merging(event.metadata ?? [:]) { $1 }
        pairs += all.sorted { $0.key < $1.key }.map { ($0.key, $0.value.description) }
        say(format == .json ? Self.json(pairs) : Self.text(pairs))
    }

    static func text(_ pairs: [(String, String)]) -> String {
        pairs.map { key, value in
            let isBare =
                !value.isEmpty
                && value.utf8.allSatisfy { (0x21..<0x7F).contains($0) && $0 != 0x22 && $0 != 0x5C && $0 != 0x3D }
            return "\(key)=\(isBare ? value : quoted(value))"
        }.joined(separator: " ")
    }

    static func json(_ pairs: [(String, String)]) -> String {
        "{" + pairs.map { "\(quoted($0)):\(quoted($1))" }.joined(separator: ",") + "}"
    }

    /// On one line whatever it holds: with control characters as %XX.
    private static func quoted(_ text: String) -> String { text.escapingControls().quotedAsJSON(keepsControls: false) }

    /// The time in UTC to the millisecond (RFC 3339).
    private static func time() -> String {
        var now = timespec()
        unsafe clock_gettime(CLOCK_REALTIME, &now)
        var parts = unsafe tm()
        unsafe gmtime_r(&now.tv_sec, &parts)
        func digits(_ number: Int, _ count: Int) -> String {
            let text = String(number)
            return String(repeating: "0", count: max(0, count - text.utf8.count)) + text
        }
        // Of its members only the pointer to the zone's name is unsafe, which is not read.
        let (year, month, dayOfMonth) = unsafe (Int(parts.tm_year) + 1900, Int(parts.tm_mon) + 1, Int(parts.tm_mday))
        let (hour, minute, second) = unsafe (Int(parts.tm_hour), Int(parts.tm_min), Int(parts.tm_sec))
        let day = "\(year)-\(digits(month, 2))-\(digits(dayOfMonth, 2))"
        let clock = "\(digits(hour, 2)):\(digits(minute, 2)):\(digits(second, 2))"
        return "\(day)T\(clock).\(digits(now.tv_nsec / 1_000_000, 3))Z"
    }
}
