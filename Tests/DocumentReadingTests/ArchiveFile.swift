// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import TestSupport

/// Writes archives byte by byte, with whatever names and lies a test needs.
enum ArchiveFile {
    struct Member {
        var path: String
        var bytes: [UInt8]
        /// The Unix mode of a ZIP member; in tar the kind of file.
        var mode: UInt32 = 0o100644
        var kind: Character = "0"
        /// The target of a link in tar.
        var target = ""
        var flags: UInt16 = 0x800
        /// The name's bytes where they are not UTF-8.
        var rawPath: [UInt8]?
        /// The method of compression in ZIP.
        var method: UInt16 = 0
        /// The size, the compressed size and the place that a ZIP64 field gives; in tar the first is the size.
        var claims: [Int64] = []
    }

    /// A ZIP archive whose members' bytes are laid in as they are. With `places` the third of a member's claims is where
    /// it truly begins.
    static func zip(_ members: [Member], places: Bool = false) -> [UInt8] {
        var file: [UInt8] = []
        var directory: [UInt8] = []
        for member in members {
            let name = member.rawPath ?? Array(member.path.utf8)
            let sizes =
                number(crc32(member.bytes), 4) + number(UInt32(member.bytes.count), 4)
                + number(UInt32(member.bytes.count), 4)
            let common = number(UInt32(member.flags), 2) + number(UInt32(member.method), 2) + number(0, 4)
            let isLarge = !member.claims.isEmpty
            var claimed = member.claims
            if places, claimed.count == 3 { claimed[2] = Int64(file.count) }
            let claims = claimed.flatMap { value in
                number(UInt32(truncatingIfNeeded: value), 4) + number(UInt32(truncatingIfNeeded: value >> 32), 4)
            }
            let extra = isLarge ? number(1, 2) + number(UInt32(claims.count), 2) + claims : []
            directory += [0x50, 0x4B, 1, 2] + number(0x031E, 2) + number(20, 2) + common
            directory += isLarge ? sizes.prefix(4) + number(.max, 4) + number(.max, 4) : sizes
            directory += number(UInt32(name.count), 2) + number(UInt32(extra.count), 2) + number(0, 2) + number(0, 2)
            directory += number(0, 2) + number(member.mode << 16, 4)
            directory += number(isLarge ? .max : UInt32(file.count), 4) + name + extra
            file += [0x50, 0x4B, 3, 4] + number(20, 2) + common + sizes + number(UInt32(name.count), 2) + number(0, 2)
            file += name + member.bytes
        }
        let end =
            [0x50, 0x4B, 5, 6] + number(0, 4) + number(UInt32(members.count), 2) + number(UInt32(members.count), 2)
            + number(UInt32(directory.count), 4) + number(UInt32(file.count), 4) + number(0, 2)
        return file + directory + end
    }

    /// A tar archive in POSIX' form.
    static func tar(_ members: [Member]) -> [UInt8] {
        var file: [UInt8] = []
        for member in members {
            var block = [UInt8](repeating: 0, count: 512)
            func put(_ text: String, at place: Int) {
                for (index, byte) in text.utf8.enumerated() { block[place + index] = byte }
            }
            put(String(member.path.utf8.prefix(100)) ?? "", at: 0)
            put("0000644\0", at: 100)
            put(octal(member.bytes.count, 11) + " ", at: 124)
            if let size = member.claims.first {
                // GNU's form: in binary, the most first, behind a byte 0x80.
                block.replaceSubrange(124..<136, with: [0x80, 0, 0, 0])
                block.insert(contentsOf: (0..<8).map { UInt8(truncatingIfNeeded: size >> (56 - 8 * $0)) }, at: 128)
            }
            put("        ", at: 148)
            put(String(member.kind), at: 156)
            put(member.target, at: 157)
            put("ustar\0", at: 257)
            put("00", at: 263)
            put(octal(block.reduce(0) { $0 + Int($1) }, 6) + "\0 ", at: 148)
            file += block + member.bytes + [UInt8](repeating: 0, count: (512 - member.bytes.count % 512) % 512)
        }
        return file + [UInt8](repeating: 0, count: 1024)
    }

    /// `bytes` through the system's gzip.
    static func gzip(_ bytes: [UInt8], level: Int = 6) throws -> [UInt8] {
        let folder = TemporaryFolder()
        let path = try folder.write(bytes, to: "a")
        try run(["gzip", "-\(level)", path])
        return Array(try Data(contentsOf: URL(filePath: path + ".gz")))
    }

    /// Runs a program of the system's and waits for it.
    static func run(_ arguments: [String]) throws {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = arguments
        process.standardInput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        precondition(process.terminationStatus == 0, "\(arguments) failed")
    }

    private static func number(_ value: UInt32, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }

    private static func octal(_ value: Int, _ digits: Int) -> String {
        let text = String(value, radix: 8)
        return String(repeating: "0", count: digits - text.count) + text
    }

    private static func crc32(_ bytes: [UInt8]) -> UInt32 {
        var sum: UInt32 = ~0
        for byte in bytes {
            sum ^= UInt32(byte)
            for _ in 0..<8 { sum = sum >> 1 ^ (sum & 1 == 1 ? 0xEDB8_8320 : 0) }
        }
        return ~sum
    }
}
