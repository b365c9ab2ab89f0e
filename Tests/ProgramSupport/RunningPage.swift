// SPDX-License-Identifier: GPL-3.0-or-later
internal import Foundation
internal import FoundationNetworking

/// The real `hakuweb` before a hakud, running until it is let go.
public final class RunningPage {
    /// An answer of it.
    public struct Answer {
        public var status: Int
        public var type: String
        public var text: String
        public var headers: [String: String]
    }

    /// The address of the page, without the last `/`.
    public let address: String
    /// The port of it.
    public var port: UInt16 { address.split(separator: ":").last.flatMap { UInt16($0) } ?? 0 }
    private let process = Process()

    /// Starts `hakuweb` with `options` before the hakud at `socket`, and waits until it can be asked.
    public init(socket: String, _ options: [String] = []) throws {
        let line = try process.start(
            "hakuweb", ["--socket", socket, "--listen", "127.0.0.1:0"] + options,
            environment: ["HAKU_CONFIG": "/dev/null"])
        let words = line.split { $0 == " " || $0 == "\n" }
        guard words.count == 2, words[0] == "READY" else { throw CocoaError(.executableLoad) }
        address = String(words[1].dropLast())
    }

    deinit {
        if process.isRunning { process.terminate() }
        process.waitUntilExit()
    }

    /// The answer to a request of a Finnish browser for `path`, redirections not followed.
    public func get(_ path: String, _ headers: [String: String] = [:]) async throws -> Answer {
        guard let url = URL(string: address + path) else { throw CocoaError(.fileReadUnknown) }
        return try await answer(to: URLRequest(url: url), headers)
    }

    /// The answer to a request for the head of `path` alone.
    public func head(_ path: String) async throws -> Answer {
        guard let url = URL(string: address + path) else { throw CocoaError(.fileReadUnknown) }
        var request = URLRequest(url: url)
        request.httpMethod = "HEAD"
        return try await answer(to: request, [:])
    }

    /// The answer to a form that is sent to `path`.
    public func post(_ path: String, _ form: String, _ headers: [String: String] = [:]) async throws -> Answer {
        guard let url = URL(string: address + path) else { throw CocoaError(.fileReadUnknown) }
        var request = URLRequest(url: url)
        request.httpMethod = "POST"
        request.httpBody = Data(form.utf8)
        return try await answer(to: request, headers)
    }

    private func answer(to request: URLRequest, _ headers: [String: String]) async throws -> Answer {
        var request = request
        request.setValue("fi", forHTTPHeaderField: "Accept-Language")
        for (name, value) in headers { request.setValue(value, forHTTPHeaderField: name) }
        let configuration = URLSessionConfiguration.ephemeral
        configuration.httpShouldSetCookies = false
        let session = URLSession(configuration: configuration, delegate: Unredirected(), delegateQueue: nil)
        defer { session.finishTasksAndInvalidate() }
        let (data, response) = try await session.data(for: request)
        guard let response = response as? HTTPURLResponse else { throw CocoaError(.fileReadUnknown) }
        var fields: [String: String] = [:]
        for (name, value) in response.allHeaderFields { fields["\(name)".lowercased()] = "\(value)" }
        return Answer(
            status: response.statusCode, type: fields["content-type"] ?? "",
            text: String(decoding: data, as: UTF8.self),
            headers: fields)
    }

    private final class Unredirected: NSObject, URLSessionTaskDelegate {
        func urlSession(
            _ session: URLSession, task: URLSessionTask, willPerformHTTPRedirection response: HTTPURLResponse,
            newRequest request: URLRequest, completionHandler: @escaping @Sendable (URLRequest?) -> Void
        ) { completionHandler(nil) }
    }
}
