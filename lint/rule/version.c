#include "rule/version.h"

const char iislint_version[] = "0.1.0";
