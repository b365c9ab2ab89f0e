// SPDX-License-Identifier: GPL-3.0-or-later
// A word of a query, for the files of this target.
#ifndef CXAPIAN_WORD_H
#define CXAPIAN_WORD_H

#include "internal.h"

#include <algorithm>
#include <cmath>

namespace cx {

/// The documents of a word: of any of its terms. A document's frequency is the sum of the terms' own, each times its
/// factor, and BM25 makes a weight of it as if it were one term's.
///
/// Xapian's weighting schemes see a term at a time, and OP_SYNONYM adds frequencies without factors; a posting source
/// may do as it likes, and its greatest weight lets the matcher skip documents all the same.
class WordSource final : public Xapian::PostingSource {
    struct Reading {
        Xapian::PostingIterator place;
        double factor;
        /// Where it stands; 0 at the end.
        Xapian::docid document;

        void look() { document = place == Xapian::PostingIterator() ? 0 : *place; }
    };

    std::vector<cx_word_term> terms_;
    double k1_, b_;
    Memory &memory_;
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
            if (reading.document != 0 && (current_ == 0 || reading.document < current_)) current_ = reading.document;
        }
    }

    double weight(double frequency, double length) const {
        return rarity_ * frequency / (frequency + without_length_ + per_length_ * length);
    }

public:
    WordSource(std::vector<cx_word_term> terms, double k1, double b, Memory &memory)
        : terms_(std::move(terms)), k1_(k1), b_(b), memory_(memory) {}

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
            const TermFigures figures = memory_.term(database, term.name);
            if (figures.documents == 0) continue;
            least_ = std::max(least_, figures.documents);
            sum += figures.documents;
            lacking *= 1 - figures.documents / count;
            greatest += term.factor * figures.greatest_frequency;
            readings_.push_back({database.postlist_begin(term.name), term.factor, 0});
            readings_.back().look();
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
            if (!has_begun_ || reading.document != current_ || current_ == 0) continue;
            ++reading.place;
            reading.look();
        }
        has_begun_ = true;
        settle();
    }

    void skip_to(Xapian::docid document, double) override {
        if (has_begun_ && (current_ == 0 || document <= current_)) return;
        for (auto &reading : readings_) {
            if (reading.document == 0 || reading.document >= document) continue;
            reading.place.skip_to(document);
            reading.look();
        }
        has_begun_ = true;
        settle();
    }

    bool at_end() const override { return has_begun_ && current_ == 0; }
    Xapian::docid get_docid() const override { return current_; }

    double get_weight() const override {
        double frequency = 0;
        for (const auto &reading : readings_) {
            if (reading.document == current_) frequency += reading.factor * reading.place.get_wdf();
        }
        return frequency > 0 ? weight(frequency, memory_.length(database_, current_)) : 0;
    }

    std::string get_description() const override { return "WordSource"; }
};

}  // namespace cx

#endif
