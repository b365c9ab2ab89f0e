// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef CXAPIAN_RANKING_BEST_H
#define CXAPIAN_RANKING_BEST_H

#include "cxapian.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>
#include <vector>

namespace cx {

/// The order of matches: by falling weight, then by rising document.
inline bool is_better(const cx_match &left, const cx_match &right) {
    return left.weight != right.weight ? left.weight > right.weight : left.document < right.document;
}

/// The best `limit` of the matches added, as a heap whose front is the worst of them.
class Best {
    std::vector<cx_match> heap_;
    size_t limit_;
    bool is_full_ = false;

  public:
    explicit Best(size_t limit) : limit_(limit) {}

    /// Adds a match; matches must come by rising document.
    void add(const cx_match &match) {
        // Of equals the one that came first stays.
        if (is_full_ && match.weight <= heap_.front().weight) return;
        if (heap_.size() < limit_) {
            heap_.push_back(match);
            if (heap_.size() != limit_) return;
            std::make_heap(heap_.begin(), heap_.end(), is_better);
            is_full_ = true;
        } else if (limit_ > 0) {
            std::pop_heap(heap_.begin(), heap_.end(), is_better);
            heap_.back() = match;
            std::push_heap(heap_.begin(), heap_.end(), is_better);
        }
    }

    /// The weight that a match must be above to be among the best; nothing below 0 is.
    double least() const { return is_full_ ? heap_.front().weight : limit_ == 0 ? INFINITY : -1; }

    /// The matches, best first. Leaves this empty.
    std::vector<cx_match> sorted() {
        std::sort(heap_.begin(), heap_.end(), is_better);
        return std::move(heap_);
    }
};

}  // namespace cx

#endif
