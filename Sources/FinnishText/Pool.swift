// SPDX-License-Identifier: GPL-3.0-or-later

/// A growing row of plain values, for the loops that look at millions of them: one owner, no checks of bounds or of
/// sharing in a release build.
///
/// OCRRepair has the same by itself: across modules it is not made special for its elements, which doubles repair's time.
///
/// An index must be below ``count``; debug builds check it. `Element` must not be private to a file: Swift 6.3.1 breaks off
/// building the file that destroys the row.
@safe struct Pool<Element: BitwiseCopyable>: ~Copyable {
    private var base: UnsafeMutablePointer<Element>
    private var capacity: Int
    /// How many values there are.
    private(set) var count: Int

    /// An empty row.
    init() {
        unsafe base = UnsafeMutablePointer<Element>.allocate(capacity: 16)
        capacity = 16
        count = 0
    }

    /// `count` times `value`.
    init(repeating value: Element, count: Int) {
        capacity = max(16, count)
        unsafe base = UnsafeMutablePointer<Element>.allocate(capacity: capacity)
        self.count = count
        unsafe base.update(repeating: value, count: count)
    }

    deinit {
        unsafe base.deallocate()
    }

    /// Value `index`.
    subscript(index: Int) -> Element {
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
    @inline(__always)
    mutating func append(_ value: Element) {
        if count == capacity { grow() }
        unsafe base[count] = value
        count += 1
    }

    /// Takes the last value away.
    @inline(__always)
    mutating func removeLast() -> Element {
        assert(count > 0)
        count -= 1
        return unsafe base[count]
    }

    /// Leaves the first `kept` values; room stays.
    @inline(__always)
    mutating func truncate(to kept: Int) {
        assert(kept <= count)
        count = kept
    }

    /// Makes all values `value`.
    mutating func fill(with value: Element) {
        unsafe base.update(repeating: value, count: count)
    }

    /// Gives the room back that is not needed for 16 values.
    mutating func removeAll() {
        unsafe base.deallocate()
        unsafe base = UnsafeMutablePointer<Element>.allocate(capacity: 16)
        capacity = 16
        count = 0
    }

    @inline(never)
    private mutating func grow() {
        let larger = UnsafeMutablePointer<Element>.allocate(capacity: capacity * 2)
        unsafe larger.update(from: base, count: count)
        unsafe base.deallocate()
        unsafe base = larger
        capacity *= 2
    }
}
