#pragma once
#include <stdint.h>

/* The inner loops of RankingStudy: plain arrays in, plain arrays out, no state. They stand in C because a C
   compiler makes one copy per processor generation and picks one when the program starts; Swift has no such
   means. Every fused multiply-add is written out and none is left to the compiler, and sums are of whole numbers,
   so all copies give the same bits. */

/* The random numbers' places of a stretch of elements: each one's number within its draw and its draw's key. */
typedef struct {
  const uint32_t *number;
  const uint32_t *a;
  const uint32_t *b;
} ranking_places;

/* One criterion's weighted, bounded, noisy scores, added to keys[0..<count]. */
void ranking_add_noise(float *keys, const float *scores, ranking_places places, int32_t count, uint32_t criterion,
                       float weight, float spread, float low, float high);

/* The class of each key, 0 below `low` and 1...classes above it, into bins. */
void ranking_classes(const float *keys, uint16_t *bins, int32_t count, float low, float scale, int32_t classes);

/* The places whose class is `wanted`, into `found` (room for count + 16); returns how many. */
int32_t ranking_members(const uint16_t *bins, int32_t *found, int32_t count, uint16_t wanted);

/* What the winners of a stretch come to. */
typedef struct {
  int64_t winners; /* before the stretch on entry, after it on return */
  int64_t total;
  int64_t small;
  int64_t ranked; /* sum of j times x[j], j counting winners */
} ranking_tally;

/* Counts keys[i] >= key as winners: marks hits, adds to the tally. Pass nextafter(key) for "greater than". */
void ranking_pay(const float *keys, const int32_t *request, const int32_t *small, int32_t *hits, int32_t count,
                 float key, ranking_tally *tally);

/* Lists up to RANKING_SHORT are drawn RANKING_LANES draws at a time, side by side. */
enum { RANKING_SHORT = 48, RANKING_LANES = 64 };

/* A short list in order of request. All requests together times RANKING_LANES must stay below 2^31. */
typedef struct {
  int32_t count;
  int32_t criteria;
  int32_t stride;       /* from one criterion's scores to the next */
  const float *scores;
  const float *weight;  /* of each criterion, and the spread of its noise */
  const float *spread;
  const float *bonus;
  const int32_t *request;
  const int32_t *small; /* -1 or 0 */
  const int32_t *least_part; /* what must be left for a part, at least 1 */
  float low;
  float high;
  float threshold;
  int32_t pot;          /* at most all requests together */
} ranking_list;

/* Up to RANKING_LANES draws from noise to measures. a and b hold a draw's two keys each and gini and share get its
   measures in millionths, all with room for RANKING_LANES; hits and parts are added to. */
void ranking_short_list(const ranking_list *list, const uint32_t *a, const uint32_t *b, int32_t draws, int32_t *hits,
                        int64_t *parts, int32_t *gini, int32_t *share);

/* The scores of a panel. What they are is told at PanelModel and NormalNoise, which this follows operation for
   operation. */

enum { PANEL_ASSESSORS_MOST = 15 };

/* The mean scores of one applicant, halves up, into scores[0..<criteria]; at most 16 criteria. `state` is that of
   the applicant's CounterRandom. */
void panel_scores(const float *merit, uint8_t *scores, int32_t criteria, uint64_t state, int32_t assessors,
                  float leaning, float spread);
