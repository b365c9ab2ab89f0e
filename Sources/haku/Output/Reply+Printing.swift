// SPDX-License-Identifier: GPL-3.0-or-later
internal import LineProtocol

extension Reply {
    /// Prints the reply to standard output.
    ///
    /// - Parameters:
    ///   - kind: The kind of its rows.
    ///   - options: The form, and the colours.
    ///   - text: Prints it for a person.
    /// - Throws: What writing throws.
    func print(
        _ kind: RowKind, _ options: OutputOptions, text: (Palette, inout Standard.Output) throws -> Void
    ) throws {
        var out = Standard.Output()
        var writer = RowWriter(options)
        let palette = options.color.palette
        try writer.write(self, kind, to: &out) { try text(palette, &$1) }
        try out.flush()
        if let note { Standard.error.writeLine("haku: Note: " + Layout.printable(note)) }
    }
}
