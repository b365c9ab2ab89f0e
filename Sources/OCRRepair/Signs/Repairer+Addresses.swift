// SPDX-License-Identifier: GPL-3.0-or-later
internal import AddressRepair
internal import FinnishText

extension Repairer {
    /// Mends the addresses of `bytes`.
    ///
    /// - Parameters:
    ///   - bytes: The text, UTF-8.
    ///   - isDamaged: Whether the text is damaged otherwise; else only what is certain is mended.
    /// - Returns: A decision for each address that is to be changed, by rising offset.
    func addresses(of bytes: [UInt8], isDamaged: Bool = true) -> [Decision] {
        let mender = AddressMender(isDamaged: isDamaged) { [unowned self] letters in
            let scalars = letters.map { Unicode.Scalar($0).lowercased }
            return dictionary.spells(scalars, like: scalars)
        }
        return mender.corrections(in: bytes, runs: WordSplitter.runs(of: bytes)).map { correction in
            Decision(
                word: TextWord(
                    range: correction.range,
                    scalars: Array(String(decoding: bytes[correction.range], as: UTF8.self).unicodeScalars)),
                meant: Array(String(decoding: correction.text, as: UTF8.self).unicodeScalars), confidence: 0.95,
                kind: .address)
        }
    }
}
