// SPDX-License-Identifier: GPL-3.0-or-later
public import CodedErrors
internal import Glibc
internal import SmallFiles

/// `haku.conf`: lines of `key = value`.
///
/// Lines that are empty or begin with `#` are passed over. A value is the rest of its line, without the spaces at its
/// ends. Keys are those of ``SettingsKey``; a key of a single value comes once.
public struct SettingsFile: Sendable {
    /// The path it was read from.
    public let path: String
    private(set) var values: [SettingsKey: [String]] = [:]
    private(set) var lines: [SettingsKey: Int] = [:]

    /// Reads the file at `path`.
    ///
    /// - Throws: ``SettingsError`` that names the file, and the line where one is wrong.
    public init(path: String) throws(SettingsError) {
        try self.init(try Self.contents(path), path: path)
    }

    /// The settings that `text` holds, as if it had been read from `path`.
    public init(_ text: String, path: String) throws(SettingsError) {
        self.path = path
        var number = 0
        // CR LF is one Character, so lines are cut by scalars.
        for line in text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false) {
            number += 1
            // A byte order mark is the editor's, not the person's.
            let line = Self.trimmed(number == 1 && line.first == "\u{FEFF}" ? line.dropFirst() : line)
            if line.isEmpty || line.hasPrefix("#") { continue }
            try add(line, number)
        }
    }

    /// Where haku.conf is looked for where no file is named: `$HAKU_CONFIG`, then `haku/haku.conf` in
    /// `$XDG_CONFIG_HOME` (`~/.config`), then `/etc/haku/haku.conf`. Nil where there is none.
    ///
    /// A file that `$HAKU_CONFIG` names has to be there.
    public static func defaultPath() -> String? {
        if let named = environment("HAKU_CONFIG") { return named }
        var folders: [String] = []
        if let folder = environment("XDG_CONFIG_HOME") {
            folders.append(folder)
        } else if let home = environment("HOME") {
            folders.append(home + "/.config")
        }
        folders.append("/etc")
        return folders.map { $0 + "/haku/haku.conf" }.first { unsafe access($0, F_OK) == 0 }
    }

    private mutating func add(_ line: String, _ number: Int) throws(SettingsError) {
        func wrong(_ what: String) -> SettingsError {
            SettingsError(.unexpected, "\(path):\(number): \(what)")
        }
        guard let equals = line.firstIndex(of: "=") else {
            throw wrong("“\(line.prefix(60))” is not of the form key = value")
        }
        let name = Self.trimmed(line[..<equals].unicodeScalars)
        let value = Self.trimmed(line[line.index(after: equals)...].unicodeScalars)
        guard let key = SettingsKey.all.first(where: { $0.name == name }) else {
            let known = SettingsKey.all.map(\.name).joined(separator: ", ")
            throw wrong("there is no setting “\(name.prefix(40))”; there is \(known)")
        }
        guard !value.isEmpty else { throw wrong("\(name) has no value") }
        if let why = key.objection(to: value) { throw wrong("\(name) is \(why), not “\(value.prefix(60))”") }
        if let before = lines[key], key.kind != .texts {
            throw wrong("\(name) is set in line \(before) already, and takes one value")
        }
        lines[key] = number
        values[key, default: []].append(value)
    }

    private static func trimmed(_ text: some BidirectionalCollection<Unicode.Scalar>) -> String {
        func isSpace(_ scalar: Unicode.Scalar) -> Bool { scalar == " " || scalar == "\t" || scalar == "\r" }
        var trimmed = String.UnicodeScalarView(text.drop(while: isSpace))
        while let last = trimmed.last, isSpace(last) { trimmed.removeLast() }
        return String(trimmed)
    }

    private static func environment(_ name: String) -> String? {
        guard let value = unsafe getenv(name) else { return nil }
        let text = unsafe String(cString: value)
        return text.isEmpty ? nil : text
    }

    private static func contents(_ path: String) throws(SettingsError) -> String {
        let bytes: [UInt8]
        do throws(SmallFile.Failure) {
            bytes = try SmallFile.contents(of: path, limit: 1 << 20)
        } catch {
            if error == .tooLarge {
                throw SettingsError(.unexpected, "\(path) is no file of settings: it is over 1 MiB")
            }
            let code: SettingsError.Code =
                switch error.number {
                case ENOENT, ENOTDIR: .missing
                case EACCES, EPERM: .permission
                default: .unreadable
                }
            throw SettingsError(code, "the settings in \(path) cannot be read: \(error.words)")
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw SettingsError(.unexpected, "\(path) is not UTF-8")
        }
        return text
    }
}

extension SettingsKey {
    /// Returns the form that a value of this key has, where `value` does not have it; nil where it is one.
    func objection(to value: String) -> String? {
        switch kind {
        case .text, .texts: nil
        case .word(let words):
            words.contains(value) ? nil : words.dropLast().joined(separator: ", ") + " or " + (words.last ?? "")
        case .socketMode:
            UInt32(value, radix: 8).map { $0 & 0o600 == 0o600 && $0 & ~0o666 == 0 } == true
                ? nil : "a mode in octal digits with which its user can connect, such as 660"
        case .whole(let least): (Int(value).map { $0 >= least } ?? false) ? nil : "a whole number from \(least) up"
        case .seconds: (Double(value).map { $0 > 0 && $0 < 1e9 } ?? false) ? nil : "a number of seconds above 0"
        case .flag: value == "yes" || value == "no" ? nil : "yes or no"
        }
    }
}
