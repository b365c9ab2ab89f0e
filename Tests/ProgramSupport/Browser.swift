// SPDX-License-Identifier: GPL-3.0-or-later
internal import Foundation
internal import Glibc

/// A real browser (Debian's chromium, without a window), driven over WebDriver (W3C) by its chromedriver.
public final class Browser {
    /// The browser, or its driver, says that something is wrong.
    public struct Failure: Error, CustomStringConvertible {
        public let description: String
    }

    private let driver: Process
    /// Kept open: a driver that cannot say something ends.
    private let output: Pipe
    private let port: UInt16
    private var session = ""

    /// Starts a browser that speaks Finnish.
    ///
    /// - Parameter scripts: False for one in which no page may run scripts.
    /// - Throws: ``Failure`` where there is no chromedriver, or it starts no browser.
    public init(scripts: Bool = true) async throws {
        (driver, output, port) = try Self.startedDriver()
        var options: [String: Any] = [
            "args": [
                "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--window-size=1200,900",
            ]
        ]
        var preferences: [String: Any] = ["intl.accept_languages": "fi"]
        if !scripts { preferences["profile.managed_default_content_settings.javascript"] = 2 }
        options["prefs"] = preferences
        let made = try await send(
            "POST", "/session",
            ["capabilities": ["alwaysMatch": ["goog:chromeOptions": options]]])
        guard let id = (made as? [String: Any])?["sessionId"] as? String else {
            throw Failure(description: "chromedriver made no session: \(made)")
        }
        session = "/session/" + id
    }

    /// A driver with its output and the port that it listens at. It takes a port that is free for IPv6, which need not be free
    /// for IPv4: then the next one is tried.
    private static func startedDriver() throws -> (Process, Pipe, UInt16) {
        var said = ""
        for _ in 0..<20 {
            let (driver, output) = (Process(), Pipe())
            driver.executableURL = URL(fileURLWithPath: "/usr/bin/env")
            driver.arguments = ["chromedriver", "--port=0"]
            driver.standardOutput = output
            driver.standardError = FileHandle.nullDevice
            try driver.run()
            said = ""
            while !said.contains("started successfully on port ") || !said.hasSuffix("\n") {
                let data = output.fileHandleForReading.availableData
                if data.isEmpty { break }
                said += String(decoding: data, as: UTF8.self)
            }
            let parts = said.components(separatedBy: "successfully on port ")
            if parts.count > 1, let port = UInt16(parts[1].prefix { $0.isNumber }) { return (driver, output, port) }
            guard said.contains("port not available") else { break }
        }
        throw Failure(description: "chromedriver ended: \(said)")
    }

    deinit {
        // It may wait for a browser that is gone.
        if driver.isRunning { kill(driver.processIdentifier, SIGKILL) }
    }

    /// Ends the browser; without it a process of it may stay.
    public func quit() async { _ = try? await send("DELETE", session, nil) }

    /// Opens the page at `url`, and waits until it is loaded.
    public func open(_ url: String) async throws { _ = try await send("POST", session + "/url", ["url": url]) }

    /// Goes back to the page before.
    public func back() async throws { _ = try await send("POST", session + "/back", [:]) }

    /// The address of the page.
    public func url() async throws -> String { try await send("GET", session + "/url", nil) as? String ?? "" }

    /// Clicks what the CSS selector finds first.
    public func click(_ selector: String) async throws {
        _ = try await send("POST", session + "/element/\(try await element(selector))/click", [:])
    }

    /// Types into what the selector finds first; `\u{E007}` is Enter, as WebDriver has keys.
    public func type(_ text: String, into selector: String) async throws {
        _ = try await send("POST", session + "/element/\(try await element(selector))/value", ["text": text])
    }

    /// Presses keys one after the other, wherever the focus is.
    public func press(_ keys: String...) async throws {
        let actions = keys.flatMap { [["type": "keyDown", "value": $0], ["type": "keyUp", "value": $0]] }
        _ = try await send(
            "POST", session + "/actions", ["actions": [["type": "key", "id": "keyboard", "actions": actions]]])
    }

    /// The value of a JavaScript expression.
    public func value<Value>(_ expression: String, as type: Value.Type = Value.self) async throws -> Value {
        let value = try await send(
            "POST", session + "/execute/sync", ["script": "return (\(expression));", "args": [Any]()])
        guard let value = value as? Value else { throw Failure(description: "\(expression) is \(value)") }
        return value
    }

    /// Waits until a JavaScript expression is true, in this page or one that takes its place, as looked at before each
    /// picture that the browser draws.
    public func wait(until expression: String) async throws {
        let script = """
            const done = arguments[0];
            const look = () => (\(expression)) ? done(true) : requestAnimationFrame(look);
            look();
            """
        while true {
            do {
                _ = try await send("POST", session + "/execute/async", ["script": script, "args": [Any]()])
                return
            } catch let failure as Failure where failure.description.contains("script timeout") {
                // The page went away beneath the script, which is told so too: the next one may have what is waited for. The
                // suite has a time limit.
                try Task.checkCancellation()
            }
        }
    }

    /// Waits until the page has what the CSS selector finds, with or without scripts: each look is a request to the browser.
    public func wait(for selector: String) async throws {
        for _ in 0..<3_000 {
            if (try? await element(selector)) != nil { return }
        }
        throw Failure(description: "there never was a \(selector)")
    }

    /// Waits until the page's title holds `text`, where no script can look: each look is a request to the browser.
    public func wait(forTitle text: String) async throws {
        for _ in 0..<3_000 {
            if try await (send("GET", session + "/title", nil) as? String ?? "").contains(text) { return }
        }
        throw Failure(description: "the title never held \(text)")
    }

    /// Drags a mouse over what the selector finds, between two parts of its width, at half its height.
    public func drag(_ selector: String, from start: Double, to end: Double) async throws {
        let box: [Double] = try await value(
            "(b => [b.left, b.top, b.width, b.height])(document.querySelector('\(selector)').getBoundingClientRect())")
        func move(_ part: Double) -> [String: Any] {
            ["type": "pointerMove", "x": Int(box[0] + box[2] * part), "y": Int(box[1] + box[3] / 2)]
        }
        let actions = [
            move(start), ["type": "pointerDown", "button": 0], move((start + end) / 2), move(end),
            ["type": "pointerUp", "button": 0],
        ]
        _ = try await send(
            "POST", session + "/actions", ["actions": [["type": "pointer", "id": "mouse", "actions": actions]]])
    }

    /// Runs a script that calls its last argument with its result.
    public func run(_ script: String) async throws -> Any {
        try await send("POST", session + "/execute/async", ["script": script, "args": [Any]()])
    }

    /// Sends a command of the DevTools protocol.
    public func command(_ name: String, _ parameters: [String: Any]) async throws {
        _ = try await send("POST", session + "/goog/cdp/execute", ["cmd": name, "params": parameters])
    }

    private func element(_ selector: String) async throws -> String {
        let found = try await send(
            "POST", session + "/element", ["using": "css selector", "value": selector])
        guard let id = (found as? [String: Any])?.values.first as? String else {
            throw Failure(description: "there is no \(selector)")
        }
        return id
    }

    private func send(_ method: String, _ path: String, _ body: [String: Any]?) async throws -> Any {
        let content = try body.map { try JSONSerialization.data(withJSONObject: $0) } ?? Data()
        let head =
            "\(method) \(path) HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\nContent-Type: application/json\r\n"
            + "Content-Length: \(content.count)\r\nConnection: close\r\n\r\n"
        let said = try PlainHTTP.exchange(Data(head.utf8) + content, port: port)
        guard let end = said.range(of: Data("\r\n\r\n".utf8)) else { throw Failure(description: "\(path): no answer") }
        let answer = try JSONSerialization.jsonObject(with: said[end.upperBound...]) as? [String: Any]
        let value = answer?["value"] ?? NSNull()
        if let failure = value as? [String: Any], let error = failure["error"] as? String {
            throw Failure(description: "\(path): \(error): \(failure["message"] ?? "")")
        }
        return value
    }
}
