// SPDX-License-Identifier: GPL-3.0-or-later
internal import LineProtocol

/// The line that begins a connection.
enum Greeting {
    /// `HELLO` with the form of the replies, the server's token, the index to ask and the version to speak, and its LF; nil where one of
    /// these holds a line end.
    static func line(_ token: String?, _ index: String?, _ format: ReplyFormat, version: Int = 1) -> [UInt8]? {
        var options = token.map { [Request.Option(key: "token", value: $0)] } ?? []
        if version > 1 { options.append(Request.Option(key: "protocol", value: "\(version)")) }
        let index = index.map { Request.Option(key: "index", value: $0) }
        return Request(.hello, options: options, format: format, index: index).line().map {
            $0.bytes + [UInt8(ascii: "\n")]
        }
    }
}
