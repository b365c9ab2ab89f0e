// SPDX-License-Identifier: GPL-3.0-or-later
// Snowball's stemmers, as Xapian has them.
#include "buffer.h"
#include "guarded.h"

#include <xapian.h>

struct cx_stemmer {
    Xapian::Stem stem;
};

extern "C" cx_stemmer *cx_stemmer_new(const char *language, cx_error *error) {
    return cx::guarded<cx_stemmer *>(error, nullptr, [&] { return new cx_stemmer{Xapian::Stem(language)}; });
}

extern "C" void cx_stemmer_free(cx_stemmer *stemmer) { cx::dispose(stemmer); }

extern "C" cx_buffer *cx_stemmer_stem(const cx_stemmer *stemmer, const void *word, size_t size, cx_error *error) {
    return cx::guarded<cx_buffer *>(
        error, nullptr, [&] { return new cx_buffer{stemmer->stem(cx::bytes(word, size))}; });
}
