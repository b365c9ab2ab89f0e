// SPDX-License-Identifier: GPL-3.0-or-later
internal import ASCIIClasses

/// Bytes that a program wrote as letters and digits (base64): shown, but no words.
enum EncodedRuns {
    /// Base64 stands in lines of 60 to 76 signs; no word is as long and mixed.
    private static let shortest = 56

    /// The runs of `bytes`, which hold small and capital letters and digits without a sign that addresses have. O(n).
    static func find(in bytes: [UInt8]) -> [Range<Int>] {
        var found: [Range<Int>] = []
        var start = 0
        while start + shortest <= bytes.count {
            // No run begins before the last byte here that is of none: most of a text is passed over in steps of a word.
            if let last = bytes[start..<(start + shortest)].lastIndex(where: { !isCode($0) }) {
                start = last + 1
                continue
            }
            let end = bytes[(start + shortest)...].firstIndex { !isCode($0) } ?? bytes.count
            let run = bytes[start..<end]
            if run.contains(where: \.isASCIIDigit), run.contains(where: \.isASCIIUppercase),
                run.contains(where: \.isASCIILowercase), isWhole(start..<end, bytes)
            {
                found.append(start..<end)
            }
            start = end + 1
        }
        return found
    }

    private static func isCode(_ byte: UInt8) -> Bool {
        byte.isASCIIAlphanumeric || byte == 0x2B || byte == 0x2F || byte == 0x3D
    }

    /// True if nothing but white space or quotation marks stands beside the run.
    private static func isWhole(_ run: Range<Int>, _ bytes: [UInt8]) -> Bool {
        func isLoose(_ byte: UInt8) -> Bool {
            byte <= 0x20 || byte == 0x22 || byte == 0x27 || byte == 0x3C || byte == 0x3E || byte == 0x2C
        }
        return (run.lowerBound == 0 || isLoose(bytes[run.lowerBound - 1]) || bytes[run.lowerBound - 1] == 0x3A)
            && (run.upperBound == bytes.count || isLoose(bytes[run.upperBound]))
    }

    /// `ranges`, rising and apart, and `others`, likewise, as one list of such; those that meet are one.
    static func merged(_ ranges: [Range<Int>], _ others: [Range<Int>]) -> [Range<Int>] {
        guard !others.isEmpty else { return ranges }
        var made: [Range<Int>] = []
        for range in (ranges + others).sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let last = made.last, range.lowerBound <= last.upperBound {
                made[made.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
            } else {
                made.append(range)
            }
        }
        return made
    }
}
