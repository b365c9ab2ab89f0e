// SPDX-License-Identifier: GPL-3.0-or-later
internal import Glibc

/// Times in the form of RFC 3339, in UTC and whole seconds: `2026-11-29T10:02:11Z`.
public enum Timestamp {
    private static let form = "%Y-%m-%dT%H:%M:%SZ"

    /// The text of a time in seconds since 1970.
    public static func text(_ seconds: Int64) -> String {
        var time = time_t(seconds)
        var parts = unsafe tm()
        guard unsafe gmtime_r(&time, &parts) != nil else { return "" }
        var bytes = [CChar](repeating: 0, count: 64)
        let count = unsafe strftime(&bytes, bytes.count, form, &parts)
        return String(decoding: bytes.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// The time that a text of ``text(_:)`` means; nil for another text.
    static func seconds(_ text: String) -> Int64? {
        let numbers = text.split { !("0"..."9").contains($0) }.compactMap { Int32($0) }
        guard numbers.count == 6 else { return nil }
        var parts = unsafe tm()
        unsafe parts.tm_year = numbers[0] - 1900
        unsafe parts.tm_mon = numbers[1] - 1
        unsafe parts.tm_mday = numbers[2]
        unsafe parts.tm_hour = numbers[3]
        unsafe parts.tm_min = numbers[4]
        unsafe parts.tm_sec = numbers[5]
        let seconds = Int64(unsafe timegm(&parts))
        return Self.text(seconds) == text ? seconds : nil
    }

    /// The time now, in seconds since 1970.
    static var now: Int64 { Int64(time(nil)) }
}
