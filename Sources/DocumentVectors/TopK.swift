// SPDX-License-Identifier: GPL-3.0-or-later

/// Finding the greatest of many numbers without sorting them all.
package enum TopK {
    /// The `count`-th greatest of `values`, or the least where they are fewer. Linear (quickselect, Hoare 1961).
    package static func threshold(_ values: [Float], _ count: Int) -> Float {
        guard count > 0, count < values.count else { return values.min() ?? 0 }
        var values = values
        let wanted = count - 1
        var low = 0
        var high = values.count - 1
        while low < high {
            let pivot = values[low + (high - low) / 2]
            var left = low
            var right = high
            while left <= right {
                while values[left] > pivot { left += 1 }
                while values[right] < pivot { right -= 1 }
                if left <= right {
                    values.swapAt(left, right)
                    left += 1
                    right -= 1
                }
            }
            if wanted <= right {
                high = right
            } else if wanted >= left {
                low = left
            } else {
                break
            }
        }
        return values[wanted]
    }
}
