// SPDX-License-Identifier: GPL-3.0-or-later

/// Cuts UTF-8 into tokens. Linear in the text; allocates nothing but what it is asked to fill.
@safe struct TextScanner {
    let bytes: UnsafeBufferPointer<UInt8>
    let count: Int
    var position = 0

    /// A scanner over `bytes`, which must be UTF-8 and outlive it.
    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        unsafe self.bytes = bytes
        self.count = bytes.count
    }

    /// All tokens of the text.
    static func tokens(of bytes: UnsafeBufferPointer<UInt8>) -> [RawToken] {
        var scanner = unsafe TextScanner(bytes)
        var result: [RawToken] = []
        result.reserveCapacity(bytes.count / 7)
        while let token = scanner.next() { result.append(token) }
        return result
    }

    /// The next token, or nil at the end.
    mutating func next() -> RawToken? {
        while position < count {
            let start = position
            let (cls, length) = classify(at: position)
            switch cls {
            case .letter:
                if let end = addressEnd(from: start) {
                    position = end
                    return RawToken(start: start, end: end, kind: .address)
                }
                return word(from: start)
            case .digit: return number(from: start)
            case .other, .mark: position += length
            }
        }
        return nil
    }
}
