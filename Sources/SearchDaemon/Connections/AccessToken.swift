// SPDX-License-Identifier: GPL-3.0-or-later
public import CodedErrors
internal import Glibc
internal import SmallFiles

/// The secret a client gives with HELLO.
public struct AccessToken: Sendable {
    private let bytes: [UInt8]

    /// A token of this text; nil if it is empty or longer than a line could carry.
    public init?(_ text: String) {
        guard (1...4096).contains(text.utf8.count) else { return nil }
        self.bytes = Array(text.utf8)
    }

    /// The token in the file at `path`: its first line, without spaces at the end.
    ///
    /// - Throws: ``DaemonError`` where the file cannot be read, holds no token in UTF-8, or is open to everybody.
    public init(file path: String) throws(DaemonError) {
        var status = stat()
        // A pipe, as <(pass show haku) makes, belongs to whoever made it.
        if unsafe stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_mode & 0o006 != 0 {
            throw DaemonError(
                .tokenFile,
                "the token file \(path) can be read or written by everybody on this machine; take that from "
                    + "them (chmod o-rwx), and give a new token if others may have read it")
        }
        let content: [UInt8]
        do throws(SmallFile.Failure) {
            content = try SmallFile.contents(of: path, limit: 1 << 20)
        } catch {
            throw DaemonError(.tokenFile, "the token file \(path) cannot be read", error.number)
        }
        var line = content.prefix { $0 != 0x0A }
        while let last = line.last, last == 0x20 || last == 0x0D || last == 0x09 { line.removeLast() }
        guard let text = String(validating: line, as: UTF8.self) else {
            throw DaemonError(
                .tokenFile,
                "the first line of the token file \(path) is not UTF-8, which a client could not send; "
                    + "write the token as text, such as `openssl rand -hex 32` makes")
        }
        guard let token = AccessToken(text) else {
            throw DaemonError(.tokenFile, "the token file \(path) holds no token of 1 to 4096 bytes in its first line")
        }
        self = token
    }

    /// True if `text` is the token. Takes a time that depends on the length of `text` only, so that it tells nothing
    /// of how much of a guess was right.
    func matches(_ text: String) -> Bool {
        var difference = text.utf8.count == bytes.count ? UInt8(0) : 1
        var place = 0
        for byte in text.utf8 {
            difference |= byte ^ bytes[place]
            place = place + 1 == bytes.count ? 0 : place + 1
        }
        return difference == 0
    }
}
