// SPDX-License-Identifier: GPL-3.0-or-later
#include "internal.h"

#include <algorithm>
#include <cmath>

namespace {

/// The documents of a word: of any of its terms. A document's frequency is the sum of the terms' own, each times its
/// factor, and BM25 makes a weight of it as if it were one term's.
///
/// Xapian's weighting schemes see a term at a time, and OP_SYNONYM adds frequencies without factors; a posting source
/// may do as it likes, and its greatest weight lets the matcher skip documents all the same.
class WordSource : public Xapian::PostingSource {
    struct Reading {
        Xapian::PostingIterator place, end;
        double factor;
    };

    std::vector<cx_word_term> terms_;
    double k1_, b_;
    Xapian::Database database_;
    std::vector<Reading> readings_;
    /// Where it stands; 0 before the first document and after the last.
    Xapian::docid current_ = 0;
    bool has_begun_ = false;
    double rarity_ = 0, without_length_ = 0, per_length_ = 0;
    Xapian::doccount least_ = 0, estimate_ = 0, most_ = 0;

    void settle() {
        current_ = 0;
        for (const auto &reading : readings_) {
            if (reading.place == reading.end) continue;
            const Xapian::docid document = *reading.place;
            if (current_ == 0 || document < current_) current_ = document;
        }
    }

    double weight(double frequency, double length) const {
        return rarity_ * frequency / (frequency + without_length_ + per_length_ * length);
    }

public:
    WordSource(std::vector<cx_word_term> terms, double k1, double b) : terms_(std::move(terms)), k1_(k1), b_(b) {}

    Xapian::doccount get_termfreq_min() const override { return least_; }
    Xapian::doccount get_termfreq_est() const override { return estimate_; }
    Xapian::doccount get_termfreq_max() const override { return most_; }

    /// Xapian calls it before every match, possibly several times.
    void init(const Xapian::Database &database) override {
        database_ = database;
        readings_.clear();
        current_ = 0;
        has_begun_ = false;
        least_ = estimate_ = most_ = 0;
        const double count = database.get_doccount();
        double lacking = 1, sum = 0, greatest = 0;
        for (const auto &term : terms_) {
            const Xapian::doccount documents = database.get_termfreq(term.name);
            if (documents == 0) continue;
            least_ = std::max(least_, documents);
            sum += documents;
            lacking *= 1 - documents / count;
            greatest += term.factor * database.get_wdf_upper_bound(term.name);
            readings_.push_back({database.postlist_begin(term.name), database.postlist_end(term.name), term.factor});
        }
        most_ = static_cast<Xapian::doccount>(std::min(sum, count));
        estimate_ = std::clamp(static_cast<Xapian::doccount>(std::lround(count * (1 - lacking))), least_, most_);
        rarity_ = (k1_ + 1) * std::log(1 + (count - estimate_ + 0.5) / (estimate_ + 0.5));
        const double average = database.get_avlength();
        without_length_ = k1_ * (1 - b_);
        per_length_ = average > 0 ? k1_ * b_ / average : 0;
        set_maxweight(greatest > 0 ? weight(greatest, database.get_doclength_lower_bound()) : 0);
    }

    void next(double) override {
        for (auto &reading : readings_) {
            if (has_begun_ && reading.place != reading.end && *reading.place == current_) ++reading.place;
        }
        has_begun_ = true;
        settle();
    }

    void skip_to(Xapian::docid document, double) override {
        if (has_begun_ && (current_ == 0 || document <= current_)) return;
        for (auto &reading : readings_) {
            if (reading.place != reading.end) reading.place.skip_to(document);
        }
        has_begun_ = true;
        settle();
    }

    bool at_end() const override { return has_begun_ && current_ == 0; }
    Xapian::docid get_docid() const override { return current_; }

    double get_weight() const override {
        double frequency = 0;
        for (const auto &reading : readings_) {
            if (reading.place != reading.end && *reading.place == current_) {
                frequency += reading.factor * reading.place.get_wdf();
            }
        }
        return frequency > 0 ? weight(frequency, database_.get_doclength(current_)) : 0;
    }

    std::string get_description() const override { return "WordSource"; }
};

}  // namespace

extern "C" {

bool cx_query_add_word_term(cx_query *query, const void *term, size_t size, double factor, cx_error *error) {
    return cx::guarded<bool>(error, false, [&] {
        // To Xapian the empty term stands for every document; here it is a term that no document holds.
        if (size > 0) query->word.push_back({cx::bytes(term, size), factor});
        return true;
    });
}

bool cx_query_push_word(cx_query *query, double k1, double b, cx_error *error) {
    return cx::guarded<bool>(error, false, [&] {
        std::vector<cx_word_term> terms;
        terms.swap(query->word);
        query->stack.push_back(
            terms.empty() ? Xapian::Query() : Xapian::Query((new WordSource(std::move(terms), k1, b))->release()));
        return true;
    });
}

}
