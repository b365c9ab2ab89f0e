// SPDX-License-Identifier: GPL-3.0-or-later

/// A growing array of plain values for the loops that look at millions of them: one owner, and in a release build no
/// checks of bounds or of sharing.
///
/// An index must be below ``count``; debug builds check it. Public and open to inlining because loops of other targets
/// must be specialized for their elements: `package` members are not, even `@inlinable`, which doubles repair's time.
/// `Element` must not be private to a file: Swift 6.3.1 breaks off building the file that destroys the array.
@frozen @safe public struct UncheckedArray<Element: BitwiseCopyable>: ~Copyable {
    @usableFromInline var base: UnsafeMutablePointer<Element>
    @usableFromInline var capacity: Int
    @usableFromInline var used: Int
    /// The number of elements.
    @inlinable public var count: Int { used }

    /// An empty array with room for 16 elements.
    @inlinable
    public init() {
        unsafe base = UnsafeMutablePointer<Element>.allocate(capacity: 16)
        capacity = 16
        used = 0
    }

    /// An array of `count` times `value`.
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

    /// Element `index`.
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

    /// Adds `value` at the end; amortized constant time.
    @inlinable @inline(__always)
    public mutating func append(_ value: Element) {
        if count == capacity { grow() }
        unsafe base[count] = value
        used += 1
    }

    /// Removes and returns the last element; the array must not be empty.
    @inlinable @inline(__always)
    public mutating func removeLast() -> Element {
        assert(count > 0)
        used -= 1
        return unsafe base[count]
    }

    /// Removes all but the first `kept` elements; capacity stays.
    @inlinable @inline(__always)
    public mutating func truncate(to kept: Int) {
        assert(kept <= count)
        used = kept
    }

    /// Sets all elements to `value`.
    @inlinable
    public mutating func fill(with value: Element) {
        unsafe base.update(repeating: value, count: count)
    }

    /// Removes all elements and gives back the memory beyond 16 of them.
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
