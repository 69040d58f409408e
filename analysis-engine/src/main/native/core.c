/* The parser over memory of its own, and what the engine asks of it: one unit, so that its parts can be seen and inlined. */
#include "arena.c"
#include "lib.c"
#include "flatten.c"
#include "reader.c"
