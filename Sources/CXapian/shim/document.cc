// SPDX-License-Identifier: GPL-3.0-or-later
#include "shim/document.h"

#include "shim/guarded.h"

extern "C" {

cx_document *cx_document_new(cx_error *error) {
    return cx::guarded<cx_document *>(error, nullptr, [&] { return new cx_document{}; });
}

void cx_document_free(cx_document *document) { cx::dispose(document); }

bool cx_document_clear(cx_document *document, cx_error *error) {
    return cx::guarded<bool>(error, false, [&] {
        document->document = Xapian::Document();
        return true;
    });
}

bool cx_document_set_data(cx_document *document, const void *data, size_t size, cx_error *error) {
    return cx::guarded<bool>(error, false, [&] {
        document->document.set_data(cx::bytes(data, size));
        return true;
    });
}

bool cx_document_set_value(cx_document *document, uint32_t slot, const void *value, size_t size, cx_error *error) {
    return cx::guarded<bool>(error, false, [&] {
        document->document.add_value(slot, cx::bytes(value, size));
        return true;
    });
}

bool cx_document_add_terms(cx_document *document, const void *names, const cx_term *terms, size_t count,
                           const uint32_t *positions, size_t position_count, cx_error *error) {
    return cx::guarded<bool>(error, false, [&] {
        const char *next = static_cast<const char *>(names);
        const uint32_t *end = positions + position_count;
        std::string name;
        for (size_t i = 0; i < count; ++i) {
            name.assign(next, terms[i].name_size);
            next += terms[i].name_size;
            document->document.add_term(name, terms[i].frequency);
            for (uint32_t left = terms[i].position_count; left > 0 && positions < end; --left)
                document->document.add_posting(name, *positions++, 0);
        }
        return true;
    });
}

}
