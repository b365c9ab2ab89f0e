// SPDX-License-Identifier: GPL-3.0-or-later

/// A growing row of plain values, for the loops that look at millions of them: one owner, no checks of bounds or of
/// sharing in a release build.
///
/// Public and open to inlining, for loops of other targets must be made special for their elements: members that are `package`
/// are not, even `@inlinable`, which doubles repair's time.
///
/// An index must be below ``count``; debug builds check it. `Element` must not be private to a file: Swift 6.3.1 breaks off
/// building the file that destroys the row.
@frozen @safe public struct Pool<Element: BitwiseCopyable>: ~Copyable {
    @usableFromInline var base: UnsafeMutablePointer<Element>
    @usableFromInline var capacity: Int
    @usableFromInline var used: Int
    /// How many values there are.
    @inlinable public var count: Int { used }

    /// An empty row.
    @inlinable
    public init() {
        unsafe base = UnsafeMutablePointer<Element>.allocate(capacity: 16)
        capacity = 16
        used = 0
    }

    /// `count` times `value`.
    @inlinable
    public init(repeating value: Element, count: Int) {
        capacity = max(16, count)
        unsafe base = UnsafeMutablePointer<Element>.allocate(capacity: capacity)
        used = count
        unsafe base.update(repeating: value, count: count)
    }

    @inlinable
    deinit {
        unsafe base.deallocate()
    }

    /// Value `index`.
    @inlinable
    public subscript(index: Int) -> Element {
        @inline(__always) get {
            assert(index >= 0 && index < count)
            return unsafe base[index]
        }
        @inline(__always) set {
            assert(index >= 0 && index < count)
            unsafe base[index] = newValue
        }
    }

    /// Adds `value` at the end.
    @inlinable @inline(__always)
    public mutating func append(_ value: Element) {
        if count == capacity { grow() }
        unsafe base[count] = value
        used += 1
    }

    /// Takes the last value away.
    @inlinable @inline(__always)
    public mutating func removeLast() -> Element {
        assert(count > 0)
        used -= 1
        return unsafe base[count]
    }

    /// Leaves the first `kept` values; room stays.
    @inlinable @inline(__always)
    public mutating func truncate(to kept: Int) {
        assert(kept <= count)
        used = kept
    }

    /// Makes all values `value`.
    @inlinable
    public mutating func fill(with value: Element) {
        unsafe base.update(repeating: value, count: count)
    }

    /// Gives the room back that is not needed for 16 values.
    @inlinable
    public mutating func removeAll() {
        unsafe base.deallocate()
        unsafe base = UnsafeMutablePointer<Element>.allocate(capacity: 16)
        capacity = 16
        used = 0
    }

    @inlinable @inline(never)
    mutating func grow() {
        let larger = UnsafeMutablePointer<Element>.allocate(capacity: capacity * 2)
        unsafe larger.update(from: base, count: count)
        unsafe base.deallocate()
        unsafe base = larger
        capacity *= 2
    }
}
