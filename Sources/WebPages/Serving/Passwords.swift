// SPDX-License-Identifier: GPL-3.0-or-later
internal import CCrypt
internal import FoundationEssentials
internal import Glibc
internal import NIOConcurrencyHelpers
internal import NIOPosix
internal import SmallFiles

/// Names with the hashes of their passwords, as `htpasswd -B` and `mkpasswd` write them: lines `name:hash`, of the hashes
/// that crypt(5) knows.
final class Passwords: Sendable {
    /// The file of passwords is not as it has to be.
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    /// The most wrong passwords that an address may try in a second.
    private static let mostTries = 10
    /// The most names whose passwords are remembered, and addresses that are counted.
    private static let mostRemembered = 1_000

    private struct State {
        /// Pairs that were found right: hashing one takes as long as its maker chose, for each picture of a page.
        var known: Set<String> = []
        /// Wrong tries by address in the second `second`.
        var wrong: [String: Int] = [:]
        var second = 0
    }

    private let hashes: [String: String]
    private let state = NIOLockedValueBox(State())
    /// One thread: however many passwords are tried at once, the other cores go on answering.
    private let threads = NIOThreadPool(numberOfThreads: 1)

    /// The passwords in the file at `path`.
    ///
    /// - Throws: ``Failure``: it cannot be read, others can read it, or a line is not of that form.
    init(file path: String) throws(Failure) {
        let bytes: [UInt8]
        do throws(SmallFile.Failure) {
            bytes = try SmallFile.contents(of: path, limit: 1 << 20)
        } catch {
            throw Failure(description: "The password file \(path) cannot be read: \(error.words).")
        }
        var status = stat()
        guard unsafe stat(path, &status) == 0, status.st_mode & 0o007 == 0 else {
            throw Failure(description: "The password file \(path) can be read by others: chmod o= \(path)")
        }
        var hashes: [String: String] = [:]
        for (number, line) in String(decoding: bytes, as: UTF8.self).split(separator: "\n").enumerated() {
            if line.hasPrefix("#") || line.allSatisfy(\.isWhitespace) { continue }
            let parts = line.split(separator: ":", maxSplits: 1).map { String($0.trimmed) }
            guard parts.count == 2, parts[1].hasPrefix("$"), Self.isKnown(parts[1]) else {
                throw Failure(
                    description:
                        "Line \(number + 1) of \(path) is not name:hash of a kind that crypt(5) knows; make it "
                        + "with htpasswd -B or mkpasswd.")
            }
            hashes[parts[0]] = parts[1]
        }
        guard !hashes.isEmpty else { throw Failure(description: "The password file \(path) names nobody.") }
        self.hashes = hashes
        threads.start()
    }

    /// The answer to somebody who says a name and a password.
    enum Answer { case right, wrong, tooMany }

    /// Judges the header `Authorization` (RFC 7617) of a request from `address`.
    func judge(_ authorization: String?, from address: String) async -> Answer {
        guard let authorization, let pair = Self.pair(authorization) else { return .wrong }
        if state.withLockedValue({ $0.known.contains(pair) }) { return .right }
        if isTooMany(address, adding: 0) { return .tooMany }
        let parts = pair.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        // Whoever tries an unknown name waits as long.
        guard let spare = hashes.values.first, parts.count == 2 else { return .wrong }
        let hash = hashes[parts[0]]
        let isRight = (try? await threads.runIfActive { Self.matches(parts[1], hash ?? spare) }) ?? false
        guard isRight, hash != nil else { return isTooMany(address, adding: 1) ? .tooMany : .wrong }
        state.withLockedValue { state in
            if state.known.count >= Self.mostRemembered { state.known = [] }
            state.known.insert(pair)
        }
        return .right
    }

    private func isTooMany(_ address: String, adding count: Int) -> Bool {
        let second = Int(time(nil))
        return state.withLockedValue { state in
            if state.second != second || state.wrong.count > Self.mostRemembered {
                state.second = second
                state.wrong = [:]
            }
            state.wrong[address, default: 0] += count
            return state.wrong[address, default: 0] >= Self.mostTries
        }
    }

    private static func pair(_ authorization: String) -> String? {
        let parts = authorization.split(separator: " ")
        guard parts.count == 2, parts[0].lowercased() == "basic",
            let bytes = Data(base64Encoded: String(parts[1]))
        else { return nil }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func isKnown(_ hash: String) -> Bool { crypted("", hash).map { !$0.hasPrefix("*") } ?? false }

    private static func matches(_ password: String, _ hash: String) -> Bool { crypted(password, hash) == hash }

    private static func crypted(_ password: String, _ hash: String) -> String? {
        let data = UnsafeMutablePointer<crypt_data>.allocate(capacity: 1)
        defer { unsafe data.deallocate() }
        unsafe memset(data, 0, MemoryLayout<crypt_data>.size)
        guard let result = unsafe crypt_r(password, hash, data) else { return nil }
        return unsafe String(cString: result)
    }
}
