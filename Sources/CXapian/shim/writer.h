// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef CXAPIAN_SHIM_WRITER_H
#define CXAPIAN_SHIM_WRITER_H

#include "cxapian.h"

#include <xapian.h>

/// A database open for writing, always within a transaction.
struct cx_writer {
    Xapian::WritableDatabase database;
};

#endif
