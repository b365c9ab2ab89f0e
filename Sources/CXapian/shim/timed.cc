// SPDX-License-Identifier: GPL-3.0-or-later
#include "shim/timed.h"

#include <algorithm>

#include "shim/deadline.h"
#include "shim/reader.h"

namespace cx {

namespace {

/// All documents after one, without weight, as long as there is time.
class TimedSource final : public Xapian::PostingSource {
    const cx_reader &reader_;
    /// A document takes a few hundred nanoseconds at least, so that a look at the clock every so often costs little.
    SparseCheck<8> look_;
    const Xapian::docid after_;
    /// `after_` by the numbers of the database that is matched.
    Xapian::docid own_after_ = 0;
    Xapian::docid document_ = 0, last_ = 0;
    Xapian::doccount count_ = 0;

  public:
    TimedSource(const cx_reader &reader, Xapian::docid after) : reader_(reader), look_(reader.deadline), after_(after) {}

    Xapian::doccount get_termfreq_min() const override { return after_ == 0 ? count_ : 0; }
    Xapian::doccount get_termfreq_est() const override { return count_; }
    Xapian::doccount get_termfreq_max() const override { return count_; }

    void init(const Xapian::Database &database) override {
        own_after_ = shard_numbers(reader_, database).up_to(after_);
        document_ = own_after_;
        last_ = database.get_lastdocid();
        count_ = database.get_doccount();
    }

    void next(double) override {
        look_();
        ++document_;
    }

    void skip_to(Xapian::docid document, double) override {
        look_();
        document_ = std::max({document_, document, own_after_ + 1});
    }

    bool at_end() const override { return document_ > last_; }
    Xapian::docid get_docid() const override { return document_; }
    TimedSource *clone() const override { return new TimedSource(reader_, after_); }
    std::string get_description() const override { return "TimedSource"; }
};

}  // namespace

Xapian::Query timed(const Xapian::Query &query, const cx_reader &reader, Xapian::docid after) {
    if (query.empty() || reader.is_remote || (after == 0 && !reader.deadline.is_set())) return query;
    auto *source = new TimedSource(reader, after);
    return Xapian::Query(Xapian::Query::OP_FILTER, query, Xapian::Query(source->release()));
}

}  // namespace cx
