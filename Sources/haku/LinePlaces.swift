// SPDX-License-Identifier: GPL-3.0-or-later

/// Lines and columns of places in a text, both from 1, columns in Unicode scalars.
struct LinePlaces {
    private let bytes: [UInt8]
    /// The UTF-8 offsets at which lines begin.
    private let starts: [Int]

    /// The places of `text`. O(length).
    init(_ text: String) {
        bytes = Array(text.utf8)
        var starts = [0]
        for (index, byte) in bytes.enumerated() {
            switch byte {
            case UInt8(ascii: "\n"): starts.append(index + 1)
            // A carriage return alone ends a line too.
            case UInt8(ascii: "\r") where index + 1 == bytes.count || bytes[index + 1] != UInt8(ascii: "\n"):
                starts.append(index + 1)
            default: break
            }
        }
        self.starts = starts
    }

    /// Where the byte at `offset` is. O(log lines + length of the line).
    func place(ofUTF8 offset: Int) -> (line: Int, column: Int) {
        let offset = min(max(offset, 0), bytes.count)
        var low = 0
        var high = starts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if starts[middle] <= offset { low = middle } else { high = middle }
        }
        let scalars = bytes[starts[low]..<offset].count { $0 & 0xC0 != 0x80 }
        return (low + 1, scalars + 1)
    }
}
