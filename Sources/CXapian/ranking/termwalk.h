// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef CXAPIAN_RANKING_TERMWALK_H
#define CXAPIAN_RANKING_TERMWALK_H

#include "ranking/memory.h"
#include "ranking/place.h"

#include <xapian.h>

#include <cmath>
#include <cstdint>
#include <string>

namespace cx {

/// A walk through the documents of a term, weighed as Xapian::BM25Weight does with k2 0, k3 1 and min_normlen 0: its
/// formula (weight/bm25weight.cc of Xapian 1.4) step by step, so that weights are the same to the last bit.
class TermWalk {
    double k1_, b_;
    Memory &memory_;
    const Xapian::Database &database_;
    Place place_;
    /// idf times factor times (k1 + 1), and the reciprocal of the average length.
    double rarity_ = 0, per_length_ = 0;

  public:
    /// The document it stands at; 0 at the end.
    Xapian::docid document;
    /// The number of postings, which is that of documents.
    uint64_t postings, least;
    /// An upper bound of the weights: a frequency's share stays below 1.
    double greatest_weight = 0;

    TermWalk(const Xapian::Database &database, const std::string &name, const TermFigures &figures, double k1,
             double b, double factor, Memory &memory)
        : k1_(k1), b_(b), memory_(memory), database_(database), place_(database, name, figures),
          document(place_.document), postings(figures.documents), least(figures.documents) {
        double odds = (database.get_doccount() - figures.documents + 0.5) / (figures.documents + 0.5);
        if (odds < 2) odds = odds * 0.5 + 1;
        rarity_ = std::log(odds) * factor * (k1_ + 1);
        greatest_weight = rarity_;
        const double average = database.get_avlength();
        per_length_ = average != 0 ? 1 / average : 0;
    }

    void next() {
        place_.next();
        document = place_.document;
    }

    /// Moves on to `wanted`, or the first document after it; never backwards.
    void skip_to(Xapian::docid wanted) {
        place_.skip_to(wanted);
        document = place_.document;
    }

    /// True: a term is held where it stands.
    bool is_held() const { return true; }

    /// Calls body(document, weight, is_held) for each document below `end`, and moves on to the first after them.
    template <typename Body>
    void each(Xapian::docid end, const Body &body) {
        if (place_.is_kept()) {
            place_.each_kept(end, [&](const Posting &posting) {
                body(posting.document, weight(posting.document, posting.frequency), true);
            });
            document = place_.document;
            return;
        }
        for (; document != 0 && document < end; next()) body(document, weight(), true);
    }

    /// The weight of the current document.
    double weight() const { return weight(document, place_.frequency()); }

  private:
    double weight(Xapian::docid document, double frequency) const {
        const double length = memory_.length(database_, document) * per_length_;
        return rarity_ * (frequency / (k1_ * (length * b_ + (1 - b_)) + frequency));
    }
};

}  // namespace cx

#endif
