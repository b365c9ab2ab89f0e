// SPDX-License-Identifier: GPL-3.0-or-later
#include "cxapian.h"
#include <xapian.h>
