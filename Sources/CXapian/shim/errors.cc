// SPDX-License-Identifier: GPL-3.0-or-later
#include "shim/buffer.h"
#include "shim/deadline.h"
#include "shim/guarded.h"

#include <xapian.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <exception>
#include <new>

namespace {

void fill(cx_error *error, cx_code code, const char *type, const char *message) noexcept {
    error->code = code;
    std::snprintf(error->type, sizeof error->type, "%s", type);
    std::snprintf(error->message, sizeof error->message, "%s", message);
}

/// True if the error carries the system's words for the errno value `number`, in its message or beside it: Xapian tells a
/// full disk from a failing one in no other way.
bool speaks_of(const Xapian::Error &error, int number) {
    const char *words = std::strerror(number);
    const char *given = error.get_error_string();
    return (given != nullptr && std::strcmp(given, words) == 0) ||
           error.get_msg().find(words) != std::string::npos;
}

cx_code system_code(const Xapian::Error &error, cx_code otherwise) {
    if (speaks_of(error, ENOSPC) || speaks_of(error, EDQUOT)) return CX_DISK_FULL;
    if (speaks_of(error, EACCES) || speaks_of(error, EPERM) || speaks_of(error, EROFS)) return CX_PERMISSION;
    if (speaks_of(error, EIO) || speaks_of(error, EMFILE) || speaks_of(error, ENFILE)) return CX_IO;
    return otherwise;
}

void fill(cx_error *error, cx_code code, const Xapian::Error &cause) {
    std::string message = cause.get_msg();
    if (const char *given = cause.get_error_string()) {
        message += " (";
        message += given;
        message += ")";
    }
    fill(error, code, cause.get_type(), message.c_str());
}

}  // namespace

namespace cx {

void fill_from_current_exception(cx_error *error) noexcept {
    // Making the message can itself run out of memory.
    try {
        try {
            throw;
        } catch (const Xapian::DatabaseModifiedError &e) {
            fill(error, CX_MODIFIED, e);
        } catch (const Xapian::DatabaseLockError &e) {
            fill(error, system_code(e, CX_LOCKED), e);
        } catch (const Xapian::DatabaseNotFoundError &e) {
            fill(error, system_code(e, CX_NOT_FOUND), e);
        } catch (const Xapian::DatabaseVersionError &e) {
            fill(error, CX_CORRUPT, e);
        } catch (const Xapian::DatabaseOpeningError &e) {
            fill(error, system_code(e, speaks_of(e, ENOENT) ? CX_NOT_FOUND : CX_IO), e);
        } catch (const Xapian::DatabaseCorruptError &e) {
            fill(error, system_code(e, CX_CORRUPT), e);
        } catch (const Xapian::DocNotFoundError &e) {
            fill(error, CX_NO_DOCUMENT, e);
        } catch (const Xapian::LogicError &e) {
            // InvalidArgumentError, InvalidOperationError, UnimplementedError: the caller asked for what cannot be.
            fill(error, CX_INVALID, e);
        } catch (const Xapian::RangeError &e) {
            fill(error, CX_CORRUPT, e);
        } catch (const Xapian::DatabaseError &e) {
            fill(error, system_code(e, CX_IO), e);
        } catch (const Xapian::Error &e) {
            fill(error, system_code(e, CX_OTHER), e);
        } catch (const cx::OutOfTime &) {
            fill(error, CX_OUT_OF_TIME, "", "the deadline has passed");
        } catch (const std::bad_alloc &e) {
            fill(error, CX_MEMORY, "", e.what());
        } catch (const std::exception &e) {
            fill(error, CX_OTHER, "", e.what());
        } catch (...) {
            fill(error, CX_OTHER, "", "an exception that is no std::exception");
        }
    } catch (...) {
        fill(error, CX_MEMORY, "", "out of memory while reporting an error");
    }
}

}  // namespace cx

extern "C" {

const void *cx_buffer_data(const cx_buffer *buffer) { return buffer->bytes.data(); }

size_t cx_buffer_size(const cx_buffer *buffer) { return buffer->bytes.size(); }

void cx_buffer_free(cx_buffer *buffer) { delete buffer; }

}
