#include "CGLPKShim.h"
int cartera_glpk_placeholder(void) { return 0; }
