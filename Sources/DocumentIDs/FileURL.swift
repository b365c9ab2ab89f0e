// SPDX-License-Identifier: GPL-3.0-or-later
internal import ASCIIClasses

/// Addresses of files on this machine (RFC 8089).
public enum FileURL {
    /// True of the bytes that a path may hold as they are (RFC 3986, 3.3).
    private static let isPlain = (0..<256).map { number in
        let byte = UInt8(number)
        return byte.isASCIIAlphanumeric || "-._~!$&'()*+,;=:@/".utf8.contains(byte)
    }

    /// The address of the file at the absolute path `path`. Each hit has one.
    public static func url(of path: [UInt8]) -> String {
        var url = Array("file://".utf8)
        url.reserveCapacity(url.count + path.count)
        for byte in path {
            if isPlain[Int(byte)] { url.append(byte) } else { url += DocumentID.escape(byte: byte).utf8 }
        }
        return String(decoding: url, as: UTF8.self)
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
