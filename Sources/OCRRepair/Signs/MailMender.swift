// SPDX-License-Identifier: GPL-3.0-or-later
internal import ASCIIClasses

/// Puts back the @ of mail addresses that was read as G or another round sign (`maija.meikalainenGkunta.fi`).
///
/// Only where a name with a dot stands before it and a host with a country behind, all in small letters: nothing else is
/// written so, in clean text either.
struct MailMender {
    let bytes: [UInt8]
    let words: SignWords

    /// The addresses to be mended. One pass; most full stops end a sentence, and are passed by.
    func decisions() -> [Decision] {
        var result: [Decision] = []
        var position = 0
        while true {
            let dot = Self.dots.first(in: bytes, from: position, before: bytes.count)
            // The host's dot stands before a country of two letters at least.
            guard dot + 2 < bytes.count else { return result }
            position = dot + 1
            guard !bytes[dot + 1].isASCIISpace, !bytes[dot + 2].isASCIISpace else { continue }
            var begin = dot
            while begin > 0, !bytes[begin - 1].isASCIISpace { begin -= 1 }
            guard let run = WordSplitter.run(of: bytes, from: begin) else { return result }
            if run.count > 6, let decision = decision(for: run) { result.append(decision) }
            position = run.upperBound
        }
    }

    private static let dots = ByteSet { $0 == UInt8(ascii: ".") }

    /// The address that `run` is, without the punctuation around it; nil where it is none, or right.
    private func decision(for run: Range<Int>) -> Decision? {
        var core = run
        while core.count > 1, ".,;:)>]".utf8.contains(bytes[core.upperBound - 1]) {
            core = core.lowerBound..<(core.upperBound - 1)
        }
        while core.count > 1, "(<[".utf8.contains(bytes[core.lowerBound]) {
            core = (core.lowerBound + 1)..<core.upperBound
        }
        let name = bytes[core].prefix(while: Self.isPart)
        // `C&` is nothing else, whatever stands before it.
        guard name.count > 1, !name.starts(with: "www".utf8), name.first != UInt8(ascii: "."),
            name.last != UInt8(ascii: "."),
            let sign = words.mailSigns.first(where: { bytes[name.endIndex..<core.upperBound].starts(with: $0) }),
            sign.count == 2 && sign[0] == UInt8(ascii: "C") || name.contains(UInt8(ascii: "."))
        else { return nil }
        let host = bytes[(name.endIndex + sign.count)..<core.upperBound]
        guard host.allSatisfy(Self.isPart), let dot = host.lastIndex(of: UInt8(ascii: ".")), dot - host.startIndex > 1,
            host.first != UInt8(ascii: "-"), words.mailCountries.contains(Array(host[(dot + 1)...]))
        else { return nil }
        let meant = String(decoding: name + [UInt8(ascii: "@")] + host, as: UTF8.self)
        return Decision(
            word: TextWord(
                range: core, scalars: Array(String(decoding: bytes[core], as: UTF8.self).unicodeScalars)),
            meant: Array(meant.unicodeScalars), rule: .mail, kind: .address)
    }

    /// A small letter, a figure, or a mark that names and hosts have.
    private static func isPart(_ byte: UInt8) -> Bool {
        (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || ".-_".utf8.contains(byte)
    }
}
