// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef CXAPIAN_RANKING_WORD_H
#define CXAPIAN_RANKING_WORD_H

#include "ranking/memory.h"
#include "ranking/place.h"
#include "shim/query.h"

#include <xapian.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

namespace cx {

/// A walk through the documents that hold any term of a word, by rising number. A document's frequency is the sum of the
/// terms' own, each times its factor, which BM25 weighs as if it were one term's; one that holds it in
/// compounds only weighs less (WordEvidence.swift has the formula).
class WordWalk {
    /// One term of the word.
    struct Reading {
        Place place;
        double factor;
        bool is_related, tells_wholes;
    };

    cx_word_formula formula_;
    Memory &memory_;
    const Xapian::Database &database_;
    std::vector<Reading> readings_;
    /// The parts of BM25's formula that no document changes: (k1 + 1) · idf, k1 · (1 − b), k1 · b / average length.
    double rarity_ = 0, without_length_ = 0, per_length_ = 0;

    /// Sets `document` to the lowest document of the readings.
    void settle() {
        document = 0;
        for (const auto &reading : readings_) {
            const Xapian::docid its = reading.place.document;
            if (its != 0 && (document == 0 || its < document)) document = its;
        }
    }

    /// An upper bound of the frequencies.
    double greatest_frequency_ = 0;
    /// True if the lists of all readings are cached.
    bool are_kept_ = true;
    /// True if any reading tells wholes.
    bool tells_wholes_ = false;

    /// Sets the parts of the formula for a word that `held` of `count` documents hold, and the greatest weight.
    void weigh(double count, double held, double average, double least_length) {
        rarity_ = (formula_.k1 + 1) * std::log(1 + (count - held + 0.5) / (held + 0.5));
        without_length_ = formula_.k1 * (1 - formula_.b);
        per_length_ = average > 0 ? formula_.k1 * formula_.b / average : 0;
        greatest_weight = greatest_frequency_ > 0 ? weight(greatest_frequency_, least_length, true) : 0;
    }

    double weight(double frequency, double length, bool is_whole) const {
        const double weight = rarity_ * frequency / (frequency + without_length_ + per_length_ * length);
        return is_whole || !tells_wholes_ ? weight : formula_.parts_only * weight;
    }

    /// True if a term of this frequency that tells wholes is not of parts of compounds alone.
    bool is_whole(Xapian::termcount frequency) const {
        return frequency >= formula_.unclear || frequency % formula_.part != 0;
    }

  public:
    /// The document it stands at; 0 at the end.
    Xapian::docid document = 0;
    /// The number of documents: a lower bound, an estimate as if the terms were independent, an upper bound.
    Xapian::doccount least = 0, estimate = 0, most = 0;
    /// The postings of all its terms.
    uint64_t postings = 0;
    /// An upper bound of the weights.
    double greatest_weight = 0;

    /// Begins at the first document of `terms` in `database`, which is the whole index or one of its shards: a word is as
    /// rare, and a document as long, as in `whole`.
    WordWalk(const Xapian::Database &database, const std::vector<cx_word_term> &terms, const cx_word_formula &formula,
             Memory &memory, const Xapian::Database &whole, Memory &whole_memory)
        : WordWalk(database, terms, formula, memory) {
        if (&memory == &whole_memory) return;
        const double count = whole.get_doccount();
        double lacking = 1, postings_of_all = 0;
        Xapian::doccount most_of_one = 0;
        for (const auto &term : terms) {
            const Xapian::doccount documents = whole_memory.term(whole, term.name, true).documents;
            most_of_one = std::max(most_of_one, documents);
            postings_of_all += documents;
            lacking *= 1 - documents / count;
        }
        const auto held = std::clamp(static_cast<Xapian::doccount>(std::lround(count * (1 - lacking))), most_of_one,
                                     static_cast<Xapian::doccount>(std::min(postings_of_all, count)));
        weigh(count, held, whole.get_avlength(), database.get_doclength_lower_bound());
    }

    /// Begins at the first document of `terms`.
    WordWalk(const Xapian::Database &database, const std::vector<cx_word_term> &terms, const cx_word_formula &formula,
             Memory &memory)
        : formula_(formula), memory_(memory), database_(database) {
        const double count = database.get_doccount();
        double lacking = 1;
        readings_.reserve(terms.size());
        for (const auto &term : terms) {
            // Whether any document of this shard holds the term or not: all shards weigh alike.
            tells_wholes_ = tells_wholes_ || term.tells_wholes;
            const TermFigures &figures = memory_.term(database, term.name);
            if (figures.documents == 0) continue;
            least = std::max(least, figures.documents);
            postings += figures.documents;
            lacking *= 1 - figures.documents / count;
            greatest_frequency_ += term.factor * figures.greatest_frequency;
            readings_.push_back({Place(database, term.name, figures), term.factor, term.is_related, term.tells_wholes});
            are_kept_ = are_kept_ && readings_.back().place.is_kept();
        }
        most = static_cast<Xapian::doccount>(std::min(double(postings), count));
        estimate = std::clamp(static_cast<Xapian::doccount>(std::lround(count * (1 - lacking))), least, most);
        weigh(count, estimate, database.get_avlength(), database.get_doclength_lower_bound());
        settle();
    }

    void next() {
        for (auto &reading : readings_) {
            if (reading.place.document == document) reading.place.next();
        }
        settle();
    }

    /// Moves on to `wanted`, or the first document after it; never backwards.
    void skip_to(Xapian::docid wanted) {
        if (document == 0 || wanted <= document) return;
        for (auto &reading : readings_) reading.place.skip_to(wanted);
        settle();
    }

    /// True if the current document holds the word itself.
    bool is_held() const {
        for (const auto &reading : readings_) {
            if (!reading.is_related && reading.place.document == document) return true;
        }
        return false;
    }

    /// Calls body(document, weight, is_held) for each document below `end`, and moves on to the first after them.
    template <typename Body>
    void each(Xapian::docid end, const Body &body) {
        if (readings_.size() == 1 && readings_[0].place.is_kept()) {
            // Most words have one term, whose list is cached: a loop over an array.
            auto &[place, factor, is_related, tells_wholes] = readings_[0];
            place.each_kept(end, [&, factor = factor, is_held = !is_related,
                                  tells_wholes = tells_wholes](const Posting &posting) {
                const double frequency = factor * posting.frequency;
                const bool is_it_whole = tells_wholes && is_whole(posting.frequency);
                const double length = frequency > 0 ? memory_.length(database_, posting.document) : 0;
                body(posting.document, frequency > 0 ? weight(frequency, length, is_it_whole) : 0, is_held);
            });
            document = place.document;
            return;
        }
        if (are_kept_) return each_of_many(end, body);
        for (; document != 0 && document < end; next()) body(document, weight(), is_held());
    }

  private:
    /// The same where there are several terms, or none, whose lists are all cached: one after the other instead of side by
    /// side.
    template <typename Body>
    void each_of_many(Xapian::docid end, const Body &body) {
        // What an exception leaves half done is not used again.
        auto tally = std::move(memory_.tally);
        if (!tally) tally = std::make_unique<Tally>();
        while (document != 0 && document < end) {
            const Xapian::docid base = document, stop = end - base > Tally::size ? base + Tally::size : end;
            for (auto &[place, factor, is_related, tells_wholes] : readings_) {
                place.each_kept(stop, [&, factor = factor, is_held = !is_related,
                                       tells_wholes = tells_wholes](const Posting &posting) {
                    tally->add(posting.document - base, factor * posting.frequency, is_held,
                               tells_wholes && is_whole(posting.frequency));
                });
            }
            tally->take([&](size_t place, double frequency, bool is_held, bool is_whole) {
                const auto its = base + static_cast<Xapian::docid>(place);
                body(its, frequency > 0 ? weight(frequency, memory_.length(database_, its), is_whole) : 0, is_held);
            });
            settle();
        }
        memory_.tally = std::move(tally);
    }

  public:
    /// The weight of the current document.
    double weight() const {
        double sum = 0;
        bool holds_whole = false;
        for (const auto &reading : readings_) {
            if (reading.place.document != document) continue;
            const Xapian::termcount frequency = reading.place.frequency();
            sum += reading.factor * frequency;
            holds_whole = holds_whole || (reading.tells_wholes && is_whole(frequency));
        }
        return sum > 0 ? weight(sum, memory_.length(database_, document), holds_whole) : 0;
    }
};

}  // namespace cx

#endif
