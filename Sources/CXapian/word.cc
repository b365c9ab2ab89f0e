// SPDX-License-Identifier: GPL-3.0-or-later
#include "word.h"

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
            terms.empty() ? Xapian::Query() : Xapian::Query((new cx::WordSource(std::move(terms), k1, b, *query->memory))->release()));
        return true;
    });
}

}
