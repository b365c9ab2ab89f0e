// SPDX-License-Identifier: GPL-3.0-or-later
internal import ASCIIClasses

/// Addresses of files on this machine (RFC 8089).
public enum FileURL {
    /// The address of the file at the absolute path `path`.
    public static func url(of path: [UInt8]) -> String {
        var url = "file://"
        for byte in path {
            // RFC 3986, 3.3: what a path may hold as it is.
            if byte.isASCIIAlphanumeric || "-._~!$&'()*+,;=:@/".utf8.contains(byte) {
                url.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                url += DocumentID.escape(byte: byte)
            }
        }
        return url
    }

    /// The absolute path that `text` is, or is the address of; nil for any other text.
    public static func path(in text: String) -> [UInt8]? {
        if text.hasPrefix("/") { return Array(text.utf8) }
        guard text.lowercased().hasPrefix("file:") else { return nil }
        var rest = text.dropFirst("file:".count)
        if rest.hasPrefix("//") {
            // An authority: this machine's, whatever it calls itself.
            rest = rest.dropFirst(2).drop { $0 != "/" }
        }
        guard rest.hasPrefix("/"), let path = DocumentID.decode(String(rest)) else { return nil }
        return path
    }
}
