// SPDX-License-Identifier: GPL-3.0-or-later
#include "ranking/word.h"

#include "shim/deadline.h"
#include "shim/guarded.h"
#include "shim/reader.h"

#include <optional>
#include <string>

namespace cx {

namespace {

/// A word as an operand of Xapian's matcher.
///
/// Xapian's weighting schemes see a term at a time, and OP_SYNONYM adds frequencies without factors; a posting source
/// may do as it likes, and its greatest weight lets the matcher skip documents all the same.
class WordSource final : public Xapian::PostingSource {
    std::vector<cx_word_term> terms_;
    cx_word_formula formula_;
    cx_reader &reader_;
    SparseCheck<16> look_;
    std::optional<WordWalk> walk_;
    bool has_begun_ = false;

  public:
    WordSource(std::vector<cx_word_term> terms, const cx_word_formula &formula, cx_reader &reader)
        : terms_(std::move(terms)), formula_(formula), reader_(reader), look_(reader.deadline) {}

    Xapian::doccount get_termfreq_min() const override { return walk_ ? walk_->least : 0; }
    Xapian::doccount get_termfreq_est() const override { return walk_ ? walk_->estimate : 0; }
    Xapian::doccount get_termfreq_max() const override { return walk_ ? walk_->most : 0; }

    /// Called by Xapian before every match, possibly several times.
    void init(const Xapian::Database &database) override {
        cx_reader &shard = reader_.shard(reader_.place_of(database));
        walk_.emplace(shard.database, terms_, formula_, shard.memory, reader_.database, reader_.memory);
        has_begun_ = false;
        set_maxweight(walk_->greatest_weight);
    }

    /// The matcher asks for one for each shard.
    WordSource *clone() const override { return new WordSource(terms_, formula_, reader_); }

    void next(double) override {
        look_();
        if (has_begun_) walk_->next();
        has_begun_ = true;
    }

    void skip_to(Xapian::docid document, double) override {
        look_();
        walk_->skip_to(document);
        has_begun_ = true;
    }

    bool at_end() const override { return has_begun_ && walk_->document == 0; }
    Xapian::docid get_docid() const override { return walk_->document; }
    double get_weight() const override { return walk_->weight(); }
    std::string get_description() const override { return "WordSource"; }
};

}  // namespace

}  // namespace cx

extern "C" {

bool cx_query_add_word_term(cx_query *query, const void *term, size_t size, double factor, bool is_related,
                            bool tells_wholes, cx_error *error) {
    return cx::guarded<bool>(error, false, [&] {
        // To Xapian the empty term stands for every document; here it is a term that no document holds.
        if (size > 0) query->word.push_back({cx::bytes(term, size), factor, is_related, tells_wholes});
        return true;
    });
}

bool cx_query_push_word(cx_query *query, const cx_word_formula *formula, cx_error *error) {
    return cx::guarded<bool>(error, false, [&] {
        std::vector<cx_word_term> terms;
        terms.swap(query->word);
        if (terms.empty()) {
            query->stack.push_back(Xapian::Query());
        } else {
            auto *source = new cx::WordSource(std::move(terms), *formula, *query->reader);
            query->stack.push_back(Xapian::Query(source->release()));
        }
        return true;
    });
}

}
