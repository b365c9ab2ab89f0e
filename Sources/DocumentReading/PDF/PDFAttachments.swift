// SPDX-License-Identifier: GPL-3.0-or-later

/// The files that are attached to a PDF, through Poppler's `pdfdetach`.
struct PDFAttachments {
    var converters: Converters
    var budget: ExpansionBudget

    private static let most = 10_000
    /// Names that stand in files with attached ones; in those with compressed objects it cannot be seen.
    private static let marks: [[UInt8]] = [Array("/EmbeddedFile".utf8), Array("/ObjStm".utf8)]

    /// The names of the files, each different and one part of a path; none where there are none.
    ///
    /// - Parameters:
    ///   - source: The PDF.
    ///   - input: The same, for the converter.
    /// - Returns: The names, in the converter's order.
    /// - Throws: ``ReadingError`` where the converter is missing or goes past a limit.
    func names(_ source: any ByteSource, _ input: InputSource) throws(ReadingError) -> [String] {
        guard try Self.mayHaveFiles(source) else { return [] }
        input.rewind()
        let output = try converters.run(
            .pdfdetach, ["-list", "-enc", "UTF-8", "/dev/stdin"], input: input.file,
            limits: ChildProcess.Limits(seconds: 60, processorSeconds: 5, output: 4 << 20), name: input.name)
        var names = AttachmentNames()
        // `1: muistio.txt`; a name that holds a line end goes on without a number.
        var next = 1
        var found: [String] = []
        for line in String(decoding: output.bytes, as: UTF8.self).split(separator: "\n") {
            guard line.hasPrefix("\(next): "), found.count < Self.most else { continue }
            next += 1
            found.append(names.unique(String(line.dropFirst("\(next - 1): ".count))))
        }
        return found
    }

    /// The bytes of the attached file `number`, from 1.
    func bytes(of number: Int, _ input: InputSource) throws(ReadingError) -> [UInt8] {
        input.rewind()
        let output = try converters.run(
            .pdfdetach, ["-save", "\(number)", "-o", "/dev/stdout", "/dev/stdin"], input: input.file,
            limits: ChildProcess.Limits(seconds: 60, output: DocumentParts.largestMember), name: input.name)
        guard output.status == 0 else {
            throw ReadingError(
                .damaged, "is attached, but cannot be taken out: \(output.errors.firstLine)", path: input.name)
        }
        try budget.take(output.bytes.count, name: input.name)
        return output.bytes
    }

    private static func mayHaveFiles(_ source: any ByteSource) throws(ReadingError) -> Bool {
        let stream = SourceStream(source)
        var rest: [UInt8] = []
        while true {
            let bytes = try stream.next()
            if bytes.isEmpty { return false }
            let piece = rest + bytes
            if marks.contains(where: { piece.containsMark($0) }) { return true }
            rest = Array(piece.suffix(16))
        }
    }
}

extension [UInt8] {
    /// True if `mark`, which begins with a slash, stands here.
    fileprivate func containsMark(_ mark: [UInt8]) -> Bool {
        var from = startIndex
        while let place = self[from...].firstIndex(of: 0x2F) {
            if self[place...].starts(with: mark) { return true }
            from = place + 1
        }
        return false
    }
}

/// Names for files that came with another: each one part of a path, and different from the others.
struct AttachmentNames {
    private var names: Set<String> = []

    /// `name`, or what is left of it, with a number where it was taken already.
    mutating func unique(_ name: String) -> String {
        // A name is no path, whatever the sender wrote.
        var base =
            name.split { $0 == "/" || $0 == "\\" }.last.map(String.init)?.trimmed(\.isWhitespace) ?? "liite"
        while base.first == "." { base.removeFirst() }
        base.unicodeScalars.removeAll { $0.value == 0 }
        if base.isEmpty { base = "liite" }
        var unique = base
        var number = 2
        while !names.insert(unique).inserted {
            unique = "\(base)-\(number)"
            number += 1
        }
        return unique
    }
}
