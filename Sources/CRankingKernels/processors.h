#pragma once

/* One copy of a function for each processor generation, picked when the program starts. */
#if defined(__x86_64__) && defined(__linux__)
#define PER_PROCESSOR __attribute__((target_clones("default", "arch=x86-64-v3", "arch=x86-64-v4")))
#else
#define PER_PROCESSOR
#endif
