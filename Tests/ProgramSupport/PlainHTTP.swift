// SPDX-License-Identifier: GPL-3.0-or-later
public import Foundation
internal import Glibc

/// HTTP by hand. Foundation's own client reads no answer of chromedriver, whose headers it does not take, and waits for ever
/// for a name and a password where an answer is 401.
public enum PlainHTTP {
    /// Sends `request` to a port of this machine, and reads the answer: its head, and as many bytes as that says.
    public static func exchange(_ request: Data, port: UInt16) throws -> Data {
        let connection = FileHandle(fileDescriptor: try connected(port: port), closeOnDealloc: true)
        try connection.write(contentsOf: request)
        // Connections are kept open, whatever is asked for: the answer's length tells its end.
        var said = Data()
        while true {
            if let end = said.range(of: Data("\r\n\r\n".utf8)) {
                let head = String(decoding: said[..<end.lowerBound], as: UTF8.self).lowercased()
                let length = head.components(separatedBy: "content-length:").last.flatMap {
                    Int($0.drop { $0 == " " }.prefix { $0.isNumber })
                }
                if let length, said.count - end.upperBound >= length { return said }
            }
            let more = connection.availableData
            guard !more.isEmpty else {
                throw Browser.Failure(description: "chromedriver said no more after \(said.count) bytes")
            }
            said += more
        }
    }

    /// A connection to a port of this machine, which the caller closes.
    public static func connected(port: UInt16) throws -> Int32 {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        let status = unsafe withUnsafePointer(to: &address) { address in
            unsafe address.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard status == 0 else {
            close(descriptor)
            throw Browser.Failure(description: "nobody answers at port \(port)")
        }
        return descriptor
    }

    /// The status, and the head in lower case, of an answer to a GET request for `path` with `headers`.
    public static func get(
        _ path: String, _ headers: [String: String] = [:], port: UInt16
    ) throws -> (status: Int, head: String, text: String) {
        let lines = headers.map { "\($0): \($1)\r\n" }.joined()
        let request = "GET \(path) HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\n\(lines)\r\n"
        let said = String(decoding: try exchange(Data(request.utf8), port: port), as: UTF8.self)
        let parts = said.components(separatedBy: "\r\n\r\n")
        let status = parts[0].split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
        return (status, parts[0].lowercased(), parts.dropFirst().joined(separator: "\r\n\r\n"))
    }
}
