// SPDX-License-Identifier: GPL-3.0-or-later

/// The beginning of an address as it was read: the scheme's letters, the marks behind them, and the rest.
struct SchemeReading: Equatable {
    /// The letters of `http` as read.
    var letters: [UInt8]
    /// True if an s stands behind them.
    let isSecure: Bool
    /// `://` as read.
    var marks: [UInt8]
    /// The host and all behind it.
    var rest: ArraySlice<UInt8>

    /// `http` and what it is read as.
    private static let readings = ["http", "htp", "hitp"].map { Array($0.utf8) }

    var isHTTP: Bool { letters.elementsEqual("http".utf8) }
    var hasWholeMarks: Bool { marks.elementsEqual("://".utf8) }
    /// The scheme with its marks.
    var text: [UInt8] { letters + (isSecure ? [UInt8(ascii: "s")] : []) + marks }

    /// The kinds of beginnings that a web address has.
    enum Beginning {
        case scheme(SchemeReading)
        /// `www.`, or a likely misreading of it.
        case host
    }

    /// The beginning of a web address that `run` has; nil where it has none.
    static func begin(of run: ArraySlice<UInt8>) -> Beginning? {
        switch run.first {
        case UInt8(ascii: "h"):
            guard let read = readings.first(where: { run.starts(with: $0) }) else { return nil }
            return SchemeReading(run, letters: read).map { .scheme($0) }
        case UInt8(ascii: "w"): return beginsWithHost(run) ? .host : nil
        default: return nil
        }
    }

    private init?(_ run: ArraySlice<UInt8>, letters: [UInt8]) {
        var rest = run.dropFirst(letters.count)
        isSecure = rest.first == UInt8(ascii: "s")
        if isSecure { rest = rest.dropFirst() }
        let marks = rest.prefix { !$0.isLabelByte }
        // An address in another's parameters is written with percent signs.
        guard let mark = marks.first, mark != UInt8(ascii: "%"), marks.count <= 5,
            letters == Self.readings[0] || marks.contains(UInt8(ascii: "/"))
        else { return nil }
        self.letters = letters
        self.marks = Array(marks)
        self.rest = rest.dropFirst(marks.count)
    }

    private static func beginsWithHost(_ run: ArraySlice<UInt8>) -> Bool {
        guard run.starts(with: "www".utf8), let mark = run.dropFirst(3).first else { return false }
        switch mark {
        case UInt8(ascii: "."): return true
        // The host's own parts tell whether a comma was a dot.
        case UInt8(ascii: ","): return run.dropFirst(4).contains(UInt8(ascii: "."))
        // `www-kunta.fi`, but not `www-db.kunta.fi`.
        case UInt8(ascii: "-"):
            return run.suffix(3).elementsEqual(".fi".utf8) && run.count(where: { $0 == UInt8(ascii: ".") }) == 1
        default: return false
        }
    }
}
