// SPDX-License-Identifier: GPL-3.0-or-later
internal import ASCIIClasses
internal import VoikkoTransducer

/// Voikko's transducer as libvoikko reads it: with what each symbol says.
final class MorphologyFile: Sendable {
    /// The symbols from the first letter on; those before it write nothing.
    let symbols: [OutputSymbol]
    /// The symbols in UTF-8.
    let names: [[UInt8]]
    /// The transitions.
    let transducer: TransducerFile
    private let lettersBelow256: [UInt16]

    /// The file that libvoikko takes by itself; nil where it is not found or not of the kind that is understood here.
    static let shared = TransducerFile.standardPath().flatMap { MorphologyFile(path: $0) }

    /// The number of the first letter among all symbols.
    var firstLetter: UInt16 { transducer.firstLetter }

    /// Maps the file at `path`; nil where it is no transducer whose symbols are all known.
    init?(path: String) {
        guard let transducer = try? TransducerFile(path: path), transducer.symbols.count < 512,
            transducer.flagsEnd <= MorphologyWalk.mostFlagBits
        else { return nil }
        var symbols: [OutputSymbol] = []
        var letters = [UInt16](repeating: 0, count: 256)
        for (number, text) in transducer.symbols.enumerated().dropFirst(Int(transducer.firstLetter)) {
            guard let symbol = OutputSymbol(text) else { return nil }
            symbols.append(symbol)
            if symbol.length == 1, symbol.scalar.value < 256 { letters[Int(symbol.scalar.value)] = UInt16(number) }
        }
        self.transducer = transducer
        self.symbols = symbols
        names = transducer.symbols.dropFirst(Int(transducer.firstLetter)).map { Array($0.utf8) }
        lettersBelow256 = letters
    }

    /// The symbol that libvoikko reads `scalar` as, in lower case; 0 for what is left to it: letters outside Latin-1
    /// and what the transducer does not know.
    func letter(_ scalar: Unicode.Scalar) -> UInt16 {
        var value = scalar.value
        if scalar.isASCIIUppercase || value >= 0xC0 && value <= 0xDE && value != 0xD7 { value += 0x20 }
        return value < 256 ? lettersBelow256[Int(value)] : 0
    }
}
