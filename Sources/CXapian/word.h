// SPDX-License-Identifier: GPL-3.0-or-later
// A word of a query, for the files of this target.
#ifndef CXAPIAN_WORD_H
#define CXAPIAN_WORD_H

#include "internal.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace cx {

/// A walk through the documents of a word: of any of its terms. A document's frequency is the sum of the terms' own,
/// each times its factor, and BM25 makes a weight of it as if it were one term's.
class WordWalk {
    struct Reading {
        Place place;
        double factor;
    };

    double k1_, b_;
    Memory &memory_;
    Xapian::Database database_;
    std::vector<Reading> readings_;
    double rarity_ = 0, without_length_ = 0, per_length_ = 0;

    void settle() {
        document = 0;
        for (const auto &reading : readings_) {
            const Xapian::docid its = reading.place.document;
            if (its != 0 && (document == 0 || its < document)) document = its;
        }
    }

    double weight(double frequency, double length) const {
        return rarity_ * frequency / (frequency + without_length_ + per_length_ * length);
    }

  public:
    /// Where it stands; 0 after the last document.
    Xapian::docid document = 0;
    /// How many documents there are: at least, probably, at most.
    Xapian::doccount least = 0, estimate = 0, most = 0;
    /// How many postings its terms have together.
    uint64_t postings = 0;
    double greatest_weight = 0;

    /// Begins at the first document of `terms`.
    WordWalk(const Xapian::Database &database, const std::vector<cx_word_term> &terms, double k1, double b,
             Memory &memory)
        : k1_(k1), b_(b), memory_(memory), database_(database) {
        const double count = database.get_doccount();
        double lacking = 1, greatest = 0;
        readings_.reserve(terms.size());
        for (const auto &term : terms) {
            TermFigures figures = memory_.term(database, term.name);
            if (figures.documents == 0) continue;
            least = std::max(least, figures.documents);
            postings += figures.documents;
            lacking *= 1 - figures.documents / count;
            greatest += term.factor * figures.greatest_frequency;
            readings_.push_back({Place(database, term.name, std::move(figures)), term.factor});
        }
        most = static_cast<Xapian::doccount>(std::min(double(postings), count));
        estimate = std::clamp(static_cast<Xapian::doccount>(std::lround(count * (1 - lacking))), least, most);
        rarity_ = (k1_ + 1) * std::log(1 + (count - estimate + 0.5) / (estimate + 0.5));
        const double average = database.get_avlength();
        without_length_ = k1_ * (1 - b_);
        per_length_ = average > 0 ? k1_ * b_ / average : 0;
        greatest_weight = greatest > 0 ? weight(greatest, database.get_doclength_lower_bound()) : 0;
        settle();
    }

    void next() {
        for (auto &reading : readings_) {
            if (reading.place.document == document) reading.place.next();
        }
        settle();
    }

    void skip_to(Xapian::docid wanted) {
        if (document == 0 || wanted <= document) return;
        for (auto &reading : readings_) reading.place.skip_to(wanted);
        settle();
    }

    /// Hands over each document with its weight, to the end.
    template <typename Body>
    void each(const Body &body) {
        if (readings_.size() == 1 && readings_[0].place.rest().first != nullptr) {
            // Most words stand under one term, whose postings are remembered.
            const double factor = readings_[0].factor;
            for (auto [posting, end] = readings_[0].place.rest(); posting != end; ++posting) {
                const double frequency = factor * posting->frequency;
                body(posting->document,
                     frequency > 0 ? weight(frequency, memory_.length(database_, posting->document)) : 0);
            }
            document = 0;
            return;
        }
        for (; document != 0; next()) body(document, weight());
    }

    /// The weight of the document where it stands.
    double weight() const {
        double frequency = 0;
        for (const auto &reading : readings_) {
            if (reading.place.document == document) frequency += reading.factor * reading.place.frequency();
        }
        return frequency > 0 ? weight(frequency, memory_.length(database_, document)) : 0;
    }
};

/// A word for Xapian's matcher.
///
/// Xapian's weighting schemes see a term at a time, and OP_SYNONYM adds frequencies without factors; a posting source
/// may do as it likes, and its greatest weight lets the matcher skip documents all the same.
class WordSource final : public Xapian::PostingSource {
    std::vector<cx_word_term> terms_;
    double k1_, b_;
    Memory &memory_;
    std::optional<WordWalk> walk_;
    bool has_begun_ = false;

  public:
    WordSource(std::vector<cx_word_term> terms, double k1, double b, Memory &memory)
        : terms_(std::move(terms)), k1_(k1), b_(b), memory_(memory) {}

    Xapian::doccount get_termfreq_min() const override { return walk_ ? walk_->least : 0; }
    Xapian::doccount get_termfreq_est() const override { return walk_ ? walk_->estimate : 0; }
    Xapian::doccount get_termfreq_max() const override { return walk_ ? walk_->most : 0; }

    /// Xapian calls it before every match, possibly several times.
    void init(const Xapian::Database &database) override {
        walk_.emplace(database, terms_, k1_, b_, memory_);
        has_begun_ = false;
        set_maxweight(walk_->greatest_weight);
    }

    void next(double) override {
        if (has_begun_) walk_->next();
        has_begun_ = true;
    }

    void skip_to(Xapian::docid document, double) override {
        walk_->skip_to(document);
        has_begun_ = true;
    }

    bool at_end() const override { return has_begun_ && walk_->document == 0; }
    Xapian::docid get_docid() const override { return walk_->document; }
    double get_weight() const override { return walk_->weight(); }
    std::string get_description() const override { return "WordSource"; }
};

}  // namespace cx

#endif
