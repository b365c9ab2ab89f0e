// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef CXAPIAN_SHIM_DOCUMENT_H
#define CXAPIAN_SHIM_DOCUMENT_H

#include "cxapian.h"

#include <xapian.h>

/// A document while its parts are added, before a writer takes it.
struct cx_document {
    Xapian::Document document;
};

#endif
