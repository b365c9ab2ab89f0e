// SPDX-License-Identifier: GPL-3.0-or-later
public import CodedErrors
internal import Glibc

/// A file mapped read-only into memory. Reads past its end give 0, so that a file cut short does no harm.
///
/// Numbers are little-endian, as in all files mapped here.
@safe public final class MappedFile: Sendable {
    /// The file's length in bytes.
    public let count: Int
    /// `nonisolated(unsafe)`, as a raw pointer is not `Sendable`: never written after `init`, its bytes are mapped read-only
    /// and unmapped by `deinit` only, so threads may share it.
    @usableFromInline nonisolated(unsafe) let base: UnsafeRawPointer

    /// Maps the file at `path`.
    ///
    /// - Throws: ``FileProblem`` where it cannot be opened or is empty.
    public init(path: String) throws(FileProblem) {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            let reason = unsafe String(cString: strerror(errno))
            throw FileProblem(errno == ENOENT ? .missing : .unreadable, "cannot be opened: \(reason)")
        }
        defer { close(descriptor) }
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_size > 0 else {
            throw FileProblem(.truncated, "is empty or no file")
        }
        let size = Int(status.st_size)
        guard let address = unsafe mmap(nil, size, PROT_READ, MAP_PRIVATE, descriptor, 0), unsafe address != MAP_FAILED
        else {
            let reason = unsafe String(cString: strerror(errno))
            throw FileProblem(.unreadable, "cannot be mapped: \(reason)")
        }
        unsafe self.base = UnsafeRawPointer(address)
        self.count = size
    }

    /// Memory of `size` bytes, at least one, that `fill` writes to, in the form of a mapped file.
    ///
    /// - Returns: nil where there is not so much memory.
    public init?(size: Int, _ fill: (UnsafeMutableRawBufferPointer) -> Void) {
        guard size > 0,
            let address = unsafe mmap(
                nil, size, PROT_READ | PROT_WRITE, Int32(MAP_PRIVATE) | MAP_ANONYMOUS, -1, 0),
            unsafe address != MAP_FAILED
        else { return nil }
        unsafe fill(UnsafeMutableRawBufferPointer(start: address, count: size))
        unsafe mprotect(address, size, PROT_READ)
        unsafe self.base = UnsafeRawPointer(address)
        self.count = size
    }

    deinit {
        unsafe munmap(UnsafeMutableRawPointer(mutating: base), count)
    }

    /// The byte at `offset`, 0 past the end.
    @inlinable @inline(__always)
    public func byte(_ offset: Int) -> UInt8 {
        guard offset >= 0, offset < count else { return 0 }
        return unsafe base.load(fromByteOffset: offset, as: UInt8.self)
    }

    /// The 16-bit number at `offset`, 0 past the end.
    @inlinable @inline(__always)
    public func u16(_ offset: Int) -> UInt16 {
        guard offset >= 0, offset &+ 2 <= count else { return 0 }
        return unsafe UInt16(littleEndian: base.loadUnaligned(fromByteOffset: offset, as: UInt16.self))
    }

    /// The 32-bit number at `offset`, 0 past the end.
    @inlinable @inline(__always)
    public func u32(_ offset: Int) -> UInt32 {
        guard offset >= 0, offset &+ 4 <= count else { return 0 }
        return unsafe UInt32(littleEndian: base.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
    }

    /// The bytes of `range` as UTF-8; nothing of what lies past the end.
    public func string(_ range: Range<Int>) -> String {
        let range = range.clamped(to: 0..<count)
        return unsafe String(
            decoding: UnsafeRawBufferPointer(start: base + range.lowerBound, count: range.count), as: UTF8.self)
    }

    /// Hands over `count` 32-bit numbers from `first` on, each with the 16-bit number in its place from `second` on, until
    /// `body` returns false; none where any of them would lie past the end.
    @inlinable @inline(__always)
    public func forEachPair(_ count: Int, u32 first: Int, u16 second: Int, _ body: (UInt32, UInt16) -> Bool) {
        let room = self.count
        guard count > 0, first >= 0, second >= 0, count <= room, first <= room, second <= room,
            first &+ 4 &* count <= room, second &+ 2 &* count <= room
        else { return }
        for index in 0..<count {
            let number = unsafe base.loadUnaligned(fromByteOffset: first &+ 4 &* index, as: UInt32.self)
            let other = unsafe base.loadUnaligned(fromByteOffset: second &+ 2 &* index, as: UInt16.self)
            guard body(UInt32(littleEndian: number), UInt16(littleEndian: other)) else { return }
        }
    }

    /// The 64-bit number at `offset`, 0 past the end.
    @inlinable @inline(__always)
    public func u64(_ offset: Int) -> UInt64 {
        guard offset >= 0, offset &+ 8 <= count else { return 0 }
        return unsafe UInt64(littleEndian: base.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }
}
