// SPDX-License-Identifier: GPL-3.0-or-later
#include "ranking/merged.h"

#include "shim/deadline.h"
#include "shim/guarded.h"
#include "shim/query.h"
#include "shim/reader.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <utility>

namespace cx {

MergedList::MergedList(cx_reader &reader, const std::vector<std::string> &beginnings)
    : entries_(size_t(reader.database.get_lastdocid()) + 1) {
    SparseCheck<64> look(reader.deadline);
    const auto shards = static_cast<Xapian::docid>(std::max<size_t>(reader.shards.size(), 1));
    for (Xapian::docid place = 0; place < shards; ++place) {
        const Xapian::Database &database = reader.shard(place).database;
        for (const std::string &beginning : beginnings) {
            const auto end = database.allterms_end(beginning);
            for (auto term = database.allterms_begin(beginning); term != end; ++term) {
                look();
                const Xapian::PostingIterator last;
                for (auto posting = database.postlist_begin(*term); posting != last; ++posting) {
                    look();
                    add((*posting - 1) * shards + place + 1, posting.get_wdf());
                }
            }
        }
    }
}

namespace {

/// A merged list as an operand of Xapian's matcher, weighed as Xapian::BM25Weight does a term of as many documents, with k2 0
/// (weight/bm25weight.cc of Xapian 1.4).
class MergedSource final : public Xapian::PostingSource {
    std::shared_ptr<const MergedList> list_;
    /// Without `is_weighed` every document weighs 0.
    cx_bm25 parameters_;
    bool is_weighed_;
    cx_reader &reader_;
    SparseCheck<16> look_;
    cx_reader *shard_ = nullptr;
    ShardNumbers numbers_{1, 0};
    /// By the numbers of the database that is matched.
    Xapian::docid document_ = 0, last_ = 0;
    Xapian::doccount count_ = 0;
    double rarity_ = 0, average_ = 1;

    Xapian::docid of_all(Xapian::docid own) const { return (own - 1) * numbers_.count + numbers_.place + 1; }

    void settle() {
        while (document_ <= last_ && !list_->holds(of_all(document_))) ++document_;
    }

  public:
    MergedSource(std::shared_ptr<const MergedList> list, const cx_bm25 &parameters, bool is_weighed, cx_reader &reader)
        : list_(std::move(list)), parameters_(parameters), is_weighed_(is_weighed), reader_(reader),
          look_(reader.deadline) {}

    Xapian::doccount get_termfreq_min() const override { return count_; }
    Xapian::doccount get_termfreq_est() const override { return count_; }
    Xapian::doccount get_termfreq_max() const override { return count_; }

    /// Called by Xapian before every match, possibly several times.
    void init(const Xapian::Database &database) override {
        numbers_ = shard_numbers(reader_, database);
        shard_ = &reader_.shard(numbers_.place);
        document_ = 0;
        last_ = std::min(database.get_lastdocid(), numbers_.up_to(list_->last()));
        count_ = list_->count;
        if (numbers_.count > 1) {
            count_ = 0;
            for (Xapian::docid own = 1; own <= last_; ++own) count_ += list_->holds(of_all(own));
        }
        average_ = std::max(reader_.database.get_avlength(), 1e-9);
        const double held = list_->count;
        double odds = (reader_.database.get_doccount() - held + 0.5) / (held + 0.5);
        if (odds < 2) odds = odds * 0.5 + 1;
        rarity_ = is_weighed_ ? std::log(odds) * (parameters_.k1 + 1) : 0;
        set_maxweight(rarity_);
    }

    /// The matcher asks for one for each shard.
    MergedSource *clone() const override { return new MergedSource(list_, parameters_, is_weighed_, reader_); }

    void next(double) override {
        look_();
        ++document_;
        settle();
    }

    void skip_to(Xapian::docid document, double) override {
        look_();
        document_ = std::max({document_, document, Xapian::docid(1)});
        settle();
    }

    bool at_end() const override { return document_ > last_; }
    Xapian::docid get_docid() const override { return document_; }
    std::string get_description() const override { return "MergedSource"; }

    double get_weight() const override {
        if (!is_weighed_) return 0;
        const double length = shard_->memory.length(shard_->database, document_) / average_;
        const double frequency = list_->frequency(of_all(document_));
        const auto &[k1, k2, k3, b, least] = parameters_;
        return rarity_ * (frequency / (k1 * (std::max(length, least) * b + (1 - b)) + frequency));
    }
};

/// The merged list of `beginnings`, made once for each state of the reader where it was asked for lately.
std::shared_ptr<const MergedList> merged(cx_reader &reader, const std::vector<std::string> &beginnings) {
    /// As many as a query and its parts ask for again.
    constexpr size_t most_kept = 4;
    auto &kept = reader.merged;
    for (const auto &[key, list] : kept) {
        if (key == beginnings) return list;
    }
    auto list = std::make_shared<const MergedList>(reader, beginnings);
    if (kept.size() >= most_kept) kept.erase(kept.begin());
    kept.emplace_back(beginnings, list);
    return list;
}

/// The same in Xapian's own operators, for databases on other machines: each merges its own.
Xapian::Query wildcards(const std::vector<std::string> &beginnings) {
    std::vector<Xapian::Query> parts;
    for (const std::string &beginning : beginnings) {
        parts.emplace_back(Xapian::Query::OP_WILDCARD, beginning, 0, Xapian::Query::WILDCARD_LIMIT_ERROR,
                           Xapian::Query::OP_OR);
    }
    return Xapian::Query(Xapian::Query::OP_SYNONYM, parts.begin(), parts.end());
}

}  // namespace

}  // namespace cx

extern "C" bool cx_query_push_beginnings(cx_query *query, const cx_bm25 *parameters, cx_error *error) {
    return cx::guarded<bool>(error, false, [&] {
        std::vector<std::string> beginnings;
        for (auto &term : query->word) beginnings.push_back(std::move(term.name));
        query->word.clear();
        cx_reader &reader = *query->reader;
        if (beginnings.empty()) {
            query->stack.push_back(Xapian::Query());
        } else if (reader.is_remote) {
            query->has_untimed = true;
            query->stack.push_back(cx::wildcards(beginnings));
        } else {
            const bool is_weighed = parameters != nullptr;
            auto *source = new cx::MergedSource(cx::merged(reader, beginnings), is_weighed ? *parameters : cx_bm25{},
                                                is_weighed, reader);
            query->stack.push_back(Xapian::Query(source->release()));
        }
        return true;
    });
}
