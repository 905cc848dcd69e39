#include "ranking_kernels.h"
#include "processors.h"

#include <string.h>

#pragma STDC FP_CONTRACT OFF

enum { CRITERIA_MOST = 16, NORMALS_MOST = PANEL_ASSESSORS_MOST * (CRITERIA_MOST + 1) + CRITERIA_MOST + 8 };

/* The finalisation step of SplitMix64, as CounterRandom has it. */
static inline __attribute__((always_inline)) uint64_t mixed(uint64_t z) {
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
  return z ^ (z >> 31);
}

/* The natural logarithm of a positive normal number, operation for operation as NormalNoise has it. */
static inline __attribute__((always_inline)) double logarithm(double value) {
  uint64_t bits;
  memcpy(&bits, &value, sizeof bits);
  int32_t exponent = ((int32_t)(bits >> 32) >> 20) - 1023;
  bits = (bits & 0x000FFFFFFFFFFFFFu) | 0x3FF0000000000000u;
  double m;
  memcpy(&m, &bits, sizeof m);
  const int32_t above = m > 1.4142135623730951;
  m = above ? m * 0.5 : m;
  exponent += above;
  const double s = (m - 1) / (m + 1);
  const double z = s * s;
  const double series = 1 + z * (1.0 / 3 + z * (1.0 / 5 + z * (1.0 / 7 + z * (1.0 / 9 + z * (1.0 / 11)))));
  return 2 * s * series + (double)exponent * 0.6931471805599453;
}

/* The inverse error function over x (M. Giles 2010): the middle, w < 5. */
static inline __attribute__((always_inline)) double middle(double w) {
  w -= 2.5;
  double p = 2.81022636e-08;
  p = 3.43273939e-07 + p * w;
  p = -3.5233877e-06 + p * w;
  p = -4.39150654e-06 + p * w;
  p = 0.00021858087 + p * w;
  p = -0.00125372503 + p * w;
  p = -0.00417768164 + p * w;
  p = 0.246640727 + p * w;
  return 1.50140941 + p * w;
}

/* The same in the tails. */
static inline __attribute__((always_inline)) double tail(double w) {
  w = __builtin_elementwise_sqrt(w) - 3;
  double p = -0.000200214257;
  p = 0.000100950558 + p * w;
  p = 0.00134934322 + p * w;
  p = -0.00367342844 + p * w;
  p = 0.00573950773 + p * w;
  p = -0.0076224613 + p * w;
  p = 0.00943887047 + p * w;
  p = 1.00167406 + p * w;
  return 2.83297682 + p * w;
}

/* `count` (a multiple of eight) normal numbers, two from each 64 random bits. */
static inline __attribute__((always_inline)) void normals(float *restrict out, uint64_t state, int32_t count) {
  uint64_t bits[NORMALS_MOST / 2];
  uint32_t halves[NORMALS_MOST];
  double even[NORMALS_MOST], width[NORMALS_MOST];
  for (int32_t i = 0; i < count / 2; i++) bits[i] = mixed(state + (uint64_t)(i + 1) * 0x9E3779B97F4A7C15u);
  for (int32_t i = 0; i < count / 2; i++) {
    halves[2 * i] = (uint32_t)bits[i];
    halves[2 * i + 1] = (uint32_t)(bits[i] >> 32);
  }
  int32_t rare = 0;
  for (int32_t i = 0; i < count; i++) {
    /* 2·bits − (2³² − 1), exact, through the signed number that processors can convert. */
    const double x = (2.0 * (double)(int32_t)(halves[i] ^ 0x80000000u) + 1.0) * 0x1p-32;
    const double w = -logarithm((1 - x) * (1 + x));
    even[i] = x;
    width[i] = w;
    rare += w >= 5;
    out[i] = (float)(middle(w) * x * 1.4142135623730951);
  }
  if (rare == 0) return;
  for (int32_t i = 0; i < count; i++) {
    const float far = (float)(tail(width[i]) * even[i] * 1.4142135623730951);
    out[i] = width[i] >= 5 ? far : out[i];
  }
}

PER_PROCESSOR
void panel_scores(const float *restrict merit, uint8_t *restrict scores, int32_t criteria, uint64_t state,
                  int32_t assessors, float leaning, float spread) {
  const int32_t each = (leaning == 0 ? 0 : 1) + (spread == 0 ? 0 : criteria);
  float noise[NORMALS_MOST], merits[CRITERIA_MOST] = {0};
  int32_t sums[CRITERIA_MOST] = {0};
  uint8_t means[CRITERIA_MOST];
  memcpy(merits, merit, (size_t)criteria * sizeof *merit);
  /* Every loop goes over all CRITERIA_MOST places, so that it needs no remainder; what is too much is left there. */
  normals(noise, state, (assessors * each + CRITERIA_MOST - criteria + 7) & ~7);
  const float *next = noise;
  for (int32_t assessor = 0; assessor < assessors; assessor++) {
    const float whole = leaning == 0 ? 0 : *next++ * leaning;
    for (int32_t i = 0; i < CRITERIA_MOST; i++) {
      const float given = merits[i] + whole + (spread == 0 ? 0 : next[i] * spread);
      const float above = given > 1 ? given : 1;
      sums[i] += (int32_t)((above < 5 ? above : 5) + 0.5f);
    }
    if (spread != 0) next += criteria;
  }
  /* (2·sum + assessors) ÷ (2·assessors), cut off: a product with the reciprocal is exact for numbers so small. */
  const int32_t reciprocal = 65536 / (2 * assessors) + 1;
  for (int32_t i = 0; i < CRITERIA_MOST; i++)
    means[i] = (uint8_t)(((2 * sums[i] + assessors) * reciprocal) >> 16);
  memcpy(scores, means, (size_t)criteria);
}
