// SPDX-License-Identifier: GPL-3.0-or-later

/// The bytes that a converter makes of an archive, while it runs.
final class ConverterStream: ByteStream {
    private let started: Converters.Started
    private let budget: ExpansionBudget
    private let name: String
    private var isOver = false

    /// Starts `converter`; what it makes is taken from `budget`.
    init(
        _ converter: Converter, _ arguments: [String], _ converters: Converters, _ source: InputSource,
        budget: ExpansionBudget
    ) throws(ReadingError) {
        self.budget = budget
        name = source.name
        source.rewind()
        // As long as the file is given as a whole; the budget bounds what comes out.
        started = try converters.start(
            converter, arguments, input: source.file, limits: ChildProcess.Limits(seconds: 14_400, output: .max),
            name: source.name)
    }

    func next() throws(ReadingError) -> [UInt8] {
        if isOver { return [] }
        var bytes: [UInt8] = []
        while bytes.count < 1 << 18, started.stream.next(into: &bytes) {}
        if !bytes.isEmpty {
            try budget.take(bytes.count, name: name)
            return bytes
        }
        isOver = true
        let status = try Converters.status(of: started, name: name)
        guard status != 0 else { return [] }
        let why = started.stream.errors
        let said = why.lowercased()
        if said.contains("passphrase") || said.contains("encrypt") || said.contains("password") {
            throw ReadingError(.encrypted, "is encrypted; pack it without a password", path: name)
        }
        // bsdtar names its input, and `(null)` where it knows no reason.
        let reason = why.firstLine.split(separator: ": ").map(String.init).filter { part in
            !part.isEmpty && !part.contains("(null)") && !part.contains("/dev/stdin") && !part.hasSuffix("bsdtar")
        }
        throw ReadingError(
            .damaged,
            "is an archive that cannot be read to its end: "
                + (reason.isEmpty ? "it is damaged, or a part of several" : reason.joined(separator: ": ")), path: name)
    }
}
