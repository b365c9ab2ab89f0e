// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef CXAPIAN_RANKING_PLACE_H
#define CXAPIAN_RANKING_PLACE_H

#include "ranking/memory.h"

#include <xapian.h>

#include <algorithm>
#include <memory>
#include <string>

namespace cx {

/// A cursor over a term's posting list: the cached one, or Xapian's own.
class Place {
    std::shared_ptr<const Postings> kept_;
    const Posting *at_ = nullptr, *end_ = nullptr;
    Xapian::PostingIterator own_;

    /// Sets `document`.
    void look() { document = kept_ ? (at_ == end_ ? 0 : at_->document) : own_ == Xapian::PostingIterator() ? 0 : *own_; }

    /// Moves on within the cached list, by steps that double: mostly the wanted posting is one of the next few.
    void skip_kept_to(Xapian::docid wanted) {
        size_t step = 1;
        while (step < static_cast<size_t>(end_ - at_) && at_[step].document < wanted) {
            at_ += step;
            step *= 2;
        }
        at_ = std::lower_bound(at_, std::min(at_ + step, end_), wanted,
                               [](const Posting &posting, Xapian::docid number) { return posting.document < number; });
    }

  public:
    /// The document it stands at; 0 at the end.
    Xapian::docid document = 0;

    /// Begins at the first document of the term, of which `figures` are.
    Place(const Xapian::Database &database, const std::string &name, const TermFigures &figures)
        : kept_(figures.postings) {
        if (kept_) {
            at_ = kept_->data();
            end_ = at_ + kept_->size();
        } else if (figures.documents > 0) {
            own_ = database.postlist_begin(name);
        }
        look();
    }

    /// True if the list is cached.
    bool is_kept() const { return kept_ != nullptr; }

    /// Calls body(posting) for each posting below the document `end` of a cached list, and moves on to the first after them.
    template <typename Body>
    void each_kept(Xapian::docid end, const Body &body) {
        for (; at_ != end_ && at_->document < end; ++at_) body(*at_);
        look();
    }

    /// The term's frequency in the current document; not to be called at the end.
    Xapian::termcount frequency() const { return kept_ ? at_->frequency : own_.get_wdf(); }

    void next() {
        if (kept_) {
            ++at_;
        } else {
            ++own_;
        }
        look();
    }

    /// Moves on to `wanted`, or the first document after it; never backwards.
    void skip_to(Xapian::docid wanted) {
        if (document == 0 || document >= wanted) return;
        if (kept_) {
            skip_kept_to(wanted);
        } else {
            own_.skip_to(wanted);
        }
        look();
    }
};

}  // namespace cx

#endif
