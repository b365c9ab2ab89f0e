// SPDX-License-Identifier: GPL-3.0-or-later
// Nothing is compiled here: the target exists for its resources. A C target gets them without the accessor that SwiftPM
// writes for a Swift target, which would link all of Foundation into every program.
#include "HakuData.h"

const int haku_data_version = 1;
