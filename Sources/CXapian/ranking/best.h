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

/// The best `limit` of the matches added: up to as many again wait until the worse half is dropped at once, which takes a
/// fraction of what putting each in its place does.
class Best {
    std::vector<cx_match> matches_;
    size_t limit_, most_;
    /// A match must weigh more to be among the best.
    double least_;

    /// Drops all but the best.
    void select() {
        const auto last = matches_.begin() + static_cast<std::ptrdiff_t>(limit_ - 1);
        std::nth_element(matches_.begin(), last, matches_.end(), is_better);
        matches_.resize(limit_);
        least_ = matches_.back().weight;
    }

  public:
    explicit Best(size_t limit)
        : limit_(limit), most_(limit + std::max<size_t>(limit, 32)), least_(limit == 0 ? INFINITY : -1) {}

    /// Adds a match; matches must come by rising document.
    void add(const cx_match &match) {
        // Of equals the one that came first stays.
        if (match.weight <= least_) return;
        matches_.push_back(match);
        if (matches_.size() >= most_) select();
    }

    /// A weight that a match must be above to be among the best; nothing below 0 is.
    double least() {
        const bool is_full = limit_ > 0 && matches_.size() >= limit_;
        if (is_full && (matches_.size() > limit_ || least_ < 0)) select();
        return least_;
    }

    /// The matches, best first. Leaves this empty.
    std::vector<cx_match> sorted() {
        if (limit_ > 0 && matches_.size() > limit_) select();
        std::sort(matches_.begin(), matches_.end(), is_better);
        return std::move(matches_);
    }
};

}  // namespace cx

#endif
