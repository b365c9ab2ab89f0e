// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef CXAPIAN_RANKING_LISTWALK_H
#define CXAPIAN_RANKING_LISTWALK_H

#include <xapian.h>

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

namespace cx {

/// A walk through documents that were found and weighed before.
class ListWalk {
    const std::pair<Xapian::docid, double> *at_, *end_;

    void look() { document = at_ == end_ ? 0 : at_->first; }

  public:
    /// The document it stands at; 0 at the end.
    Xapian::docid document = 0;
    /// The number of documents.
    uint64_t postings, least;
    /// The greatest weight.
    double greatest_weight = 0;

    /// Begins at the first of `list`, which must outlive it.
    explicit ListWalk(const std::vector<std::pair<Xapian::docid, double>> &list)
        : at_(list.data()), end_(at_ + list.size()), postings(list.size()), least(list.size()) {
        for (const auto &[document, weight] : list) greatest_weight = std::max(greatest_weight, weight);
        look();
    }

    void next() {
        ++at_;
        look();
    }

    /// Moves on to `wanted`, or the first document after it; never backwards.
    void skip_to(Xapian::docid wanted) {
        at_ = std::lower_bound(at_, end_, wanted, [](const auto &entry, Xapian::docid number) { return entry.first < number; });
        look();
    }

    /// True: what was found holds what was asked for.
    bool is_held() const { return true; }

    /// Calls body(document, weight, is_held) for each document below `end`, and moves on to the first after them.
    template <typename Body>
    void each(Xapian::docid end, const Body &body) {
        for (; at_ != end_ && at_->first < end; ++at_) body(at_->first, at_->second, true);
        look();
    }

    /// The weight of the current document.
    double weight() const { return at_->second; }
};

}  // namespace cx

#endif
