#include "ranking_kernels.h"
#include "processors.h"

#include <math.h>
#include <string.h>

#pragma STDC FP_CONTRACT OFF

/* What is worked on in one go; its intermediate values stay in the first cache. */
enum { STRETCH = RANKING_LANES };

static inline __attribute__((always_inline)) float fused(float a, float b, float c) {
  return __builtin_fmaf(a, b, c);
}

static inline __attribute__((always_inline)) float as_float(int32_t bits) {
  float value;
  memcpy(&value, &bits, sizeof value);
  return value;
}

static inline __attribute__((always_inline)) int32_t as_bits(float value) {
  int32_t bits;
  memcpy(&bits, &value, sizeof bits);
  return bits;
}

/* 32 random bits by a counter-based hash with two multiplications; an odd multiple of 2^-23 in (-1, 1). */
static inline __attribute__((always_inline)) float uniform(uint32_t counter, uint32_t a, uint32_t b) {
  uint32_t x = counter ^ a;
  x ^= x >> 16;
  x *= 0x7FEB352Du;
  x ^= x >> 15;
  x += b;
  x *= 0x846CA68Bu;
  x ^= x >> 16;
  return fused((float)((int32_t)(x >> 9) * 2 + 1), 0x1p-23f, -1.0f);
}

/* -ln((1 - u)(1 + u)), the logarithm by exponent and polynomial. */
static inline __attribute__((always_inline)) float minus_log(float u) {
  int32_t bits = as_bits(fused(-u, u, 1.0f));
  int32_t exponent = (bits - 0x3F2AAAAB) & -8388608;
  float f = as_float(bits - exponent) - 1.0f;
  float s = f * f;
  float r = fused(0.230836749f, f, -0.279208571f);
  float t = fused(0.331826031f, f, -0.498910338f);
  r = fused(r, s, t);
  return -fused((float)exponent, 0x1p-23f * 0.693147182f, fused(r, s, f));
}

/* The inverse error function over u (M. Giles 2010, single precision): the middle, w < 5. */
static inline __attribute__((always_inline)) float middle(float w) {
  float a = w - 2.5f;
  float p = 2.81022636e-08f;
  p = fused(p, a, 3.43273939e-07f);
  p = fused(p, a, -3.5233877e-06f);
  p = fused(p, a, -4.39150654e-06f);
  p = fused(p, a, 0.00021858087f);
  p = fused(p, a, -0.00125372503f);
  p = fused(p, a, -0.00417768164f);
  p = fused(p, a, 0.246640727f);
  return fused(p, a, 1.50140941f);
}

/* The same in the tails. */
static inline __attribute__((always_inline)) float tail(float w) {
  float c = __builtin_elementwise_sqrt(w) - 3.0f;
  float g = -0.000200214257f;
  g = fused(g, c, 0.000100950558f);
  g = fused(g, c, 0.00134934322f);
  g = fused(g, c, -0.00367342844f);
  g = fused(g, c, 0.00573950773f);
  g = fused(g, c, -0.0076224613f);
  g = fused(g, c, 0.00943887047f);
  g = fused(g, c, 1.00167406f);
  return fused(g, c, 2.83297682f);
}

/* Standard normal noise divided by the root of two, at most a stretch of it. */
static inline __attribute__((always_inline)) void deviations(float *restrict noise, ranking_places places,
                                                             int32_t size, uint32_t criterion) {
  float even[STRETCH], width[STRETCH];
  /* One element in 300 lies in a tail: stretches without one do without the second polynomial. */
  int32_t rare = 0;
  for (int32_t i = 0; i < size; i++) {
    float u = uniform(places.number[i] + criterion, places.a[i], places.b[i]);
    float w = minus_log(u);
    even[i] = u;
    width[i] = w;
    rare += w >= 5.0f;
    noise[i] = middle(w) * u;
  }
  if (rare == 0) return;
  for (int32_t i = 0; i < size; i++) {
    float far = tail(width[i]) * even[i];
    noise[i] = width[i] >= 5.0f ? far : noise[i];
  }
}

static inline __attribute__((always_inline)) float within(float value, float low, float high) {
  float above = value > low ? value : low;
  return above < high ? above : high;
}

PER_PROCESSOR
void ranking_add_noise(float *restrict keys, const float *restrict scores, ranking_places places, int32_t count,
                       uint32_t criterion, float weight, float spread, float low, float high) {
  const float reach = spread * 1.41421356f;
  for (int32_t start = 0; start < count; start += STRETCH) {
    const int32_t size = count - start < STRETCH ? count - start : STRETCH;
    const ranking_places here = {places.number + start, places.a + start, places.b + start};
    float noise[STRETCH];
    deviations(noise, here, size, criterion);
    for (int32_t i = 0; i < size; i++)
      keys[start + i] = fused(weight, within(fused(reach, noise[i], scores[start + i]), low, high), keys[start + i]);
  }
}

/* The keys of STRETCH draws side by side, minus infinity where a key is below the threshold. */
static inline __attribute__((always_inline)) void lane_keys(const ranking_list *list, const uint32_t *a,
                                                            const uint32_t *b, int32_t draws,
                                                            float *restrict keys) {
  static const uint32_t zero[STRETCH];
  const ranking_places places = {zero, a, b};
  for (int32_t slot = 0; slot < list->count; slot++) {
    float *key = keys + slot * STRETCH;
    for (int32_t i = 0; i < STRETCH; i++) key[i] = list->bonus[slot];
    for (int32_t c = 0; c < list->criteria; c++) {
      const float reach = list->spread[c] * 1.41421356f, weight = list->weight[c];
      const float score = list->scores[c * list->stride + slot];
      float noise[STRETCH];
      deviations(noise, places, STRETCH, (uint32_t)(slot * list->criteria + c));
      for (int32_t i = 0; i < STRETCH; i++)
        key[i] = fused(weight, within(fused(reach, noise[i], score), list->low, list->high), key[i]);
    }
    for (int32_t i = 0; i < STRETCH; i++) key[i] = key[i] >= list->threshold ? key[i] : -INFINITY;
    for (int32_t i = draws; i < STRETCH; i++) key[i] = -INFINITY;
  }
}

/* For each slot of each draw the requests of all that are served up to and including it. */
static inline __attribute__((always_inline)) void lane_sums(const ranking_list *list, const float *restrict keys,
                                                            int32_t *restrict sums) {
  enum { WIDTH = 16 };
  for (int32_t lane = 0; lane < STRETCH; lane += WIDTH) {
    for (int32_t slot = 0; slot < list->count; slot++) {
      const float *mine = keys + slot * STRETCH + lane;
      const int32_t asked = list->request[slot];
      int32_t sum[WIDTH];
      for (int32_t i = 0; i < WIDTH; i++) sum[i] = asked;
      for (int32_t other = 0; other < slot; other++) {
        const float *theirs = keys + other * STRETCH + lane;
        int32_t *their_sum = sums + other * STRETCH + lane;
        const int32_t their_request = list->request[other];
        for (int32_t i = 0; i < WIDTH; i++) {
          const int32_t behind = theirs[i] >= mine[i] ? -1 : 0;
          sum[i] += their_request & behind;
          their_sum[i] += asked & ~behind;
        }
      }
      for (int32_t i = 0; i < WIDTH; i++) sums[slot * STRETCH + lane + i] = sum[i];
    }
  }
}

PER_PROCESSOR
void ranking_short_list(const ranking_list *restrict list, const uint32_t *restrict a, const uint32_t *restrict b,
                        int32_t draws, int32_t *restrict hits, int64_t *restrict parts, int32_t *restrict gini,
                        int32_t *restrict share) {
  float keys[RANKING_SHORT * STRETCH];
  int32_t sums[RANKING_SHORT * STRETCH];
  lane_keys(list, a, b, draws, keys);
  lane_sums(list, keys, sums);

  const int32_t pot = list->pot;
  int32_t part[STRETCH] = {0}, small[STRETCH] = {0};
  for (int32_t slot = 0; slot < list->count; slot++) {
    const float *key = keys + slot * STRETCH;
    const int32_t *sum = sums + slot * STRETCH;
    const int32_t asked = list->request[slot], least = list->least_part[slot];
    int32_t won = 0, lost = 0;
    for (int32_t i = 0; i < STRETCH; i++) {
      const int32_t passes = key[i] > -INFINITY ? -1 : 0;
      const int32_t left = pot - (sum[i] - asked);
      const int32_t full = passes & (left >= asked ? -1 : 0);
      const int32_t partly = passes & ~full & (left >= least ? -1 : 0);
      part[i] |= left & partly;
      small[i] |= left & partly & list->small[slot];
      won -= full | partly;
      lost += (asked - left) & partly;
    }
    hits[slot] += won;
    parts[slot] -= lost;
  }

  int32_t seen[STRETCH] = {0}, below[STRETCH] = {0}, total[STRETCH] = {0}, ranked[STRETCH] = {0};
  for (int32_t slot = 0; slot < list->count; slot++) {
    const float *key = keys + slot * STRETCH;
    const int32_t *sum = sums + slot * STRETCH;
    const int32_t asked = list->request[slot];
    for (int32_t i = 0; i < STRETCH; i++) {
      const int32_t full = (key[i] > -INFINITY ? -1 : 0) & (sum[i] <= pot ? -1 : 0);
      /* Requests rise with the slot; a part takes its place among them. */
      const int32_t after = part[i] > 0 && asked >= part[i] ? 1 : 0;
      seen[i] -= full;
      below[i] += (1 - after) & full;
      total[i] += asked & full;
      small[i] += asked & full & list->small[slot];
      ranked[i] += ((seen[i] + after) * asked) & full;
    }
  }

  const double n = list->count;
  for (int32_t i = 0; i < STRETCH; i++) {
    const int32_t winners = seen[i] + (part[i] > 0 ? 1 : 0);
    const int32_t all = total[i] + part[i];
    const double sum = all > 0 ? all : 1, lead = n - winners;
    const double order = ranked[i] + (below[i] + 1) * part[i];
    const double g = (2 * (order + lead * sum) - (n + 1) * sum) / (n * sum);
    const double s = small[i] / sum;
    gini[i] = all > 0 ? (int32_t)(g * 1000000 + 0.5) : 0;
    share[i] = all > 0 ? (int32_t)(s * 1000000 + 0.5) : 0;
  }
}

PER_PROCESSOR
void ranking_classes(const float *restrict keys, uint16_t *restrict bins, int32_t count, float low, float scale,
                     int32_t classes) {
  const float last = (float)(classes - 1);
  for (int32_t i = 0; i < count; i++) {
    float y = (keys[i] - low) * scale;
    y = y > 0.0f ? y : 0.0f;
    y = y < last ? y : last;
    int32_t whole = (int32_t)y + 1;
    bins[i] = (uint16_t)(keys[i] >= low ? whole : 0);
  }
}

PER_PROCESSOR
int32_t ranking_members(const uint16_t *restrict bins, int32_t *restrict found, int32_t count, uint16_t wanted) {
  int32_t size = 0;
  int32_t start = 0;
  for (; start + 64 <= count; start += 64) {
    int32_t any = 0;
    for (int32_t i = 0; i < 64; i++) any += bins[start + i] == wanted;
    if (any == 0) continue;
    for (int32_t i = start; i < start + 64; i++) {
      found[size] = i;
      size += bins[i] == wanted;
    }
  }
  for (; start < count; start++) {
    found[size] = start;
    size += bins[start] == wanted;
  }
  return size;
}

PER_PROCESSOR
void ranking_pay(const float *restrict keys, const int32_t *restrict request, const int32_t *restrict small,
                 int32_t *restrict hits, int32_t count, float key, ranking_tally *restrict tally) {
  int64_t winners = tally->winners, ranked = 0, total = 0, few = 0;
  int32_t marks[64];
  for (int32_t start = 0; start < count; start += 64) {
    const int32_t size = count - start < 64 ? count - start : 64;
    int64_t sum = 0, part = 0, behind = 0;
    int32_t won = 0;
    for (int32_t i = 0; i < size; i++) {
      int32_t mark = keys[start + i] >= key ? -1 : 0;
      int32_t amount = request[start + i] & mark;
      hits[start + i] -= mark;
      marks[i] = amount;
      won -= mark;
      sum += amount;
      part += amount & small[start + i];
    }
    /* The number of winners up to and including each, times its amount. */
    int32_t seen = 0;
    for (int32_t i = 0; i < size; i++) {
      seen += keys[start + i] >= key;
      behind += (int64_t)seen * marks[i];
    }
    ranked += winners * sum + behind;
    winners += won;
    total += sum;
    few += part;
  }
  tally->winners = winners;
  tally->ranked += ranked;
  tally->total += total;
  tally->small += few;
}
