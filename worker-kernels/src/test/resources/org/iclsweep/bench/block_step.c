/*
 * One training step of three layers of linear attention with weights in blocks (Ahn et al. 2023, theorem 4), as
 * org.iclsweep.layer.BlockAttention computes it: 16 tasks a vector, the same multiply-adds, the gradient by hand, the batch
 * resident, Adam.
 *
 *   gcc -O3 -march=native -o block_step block_step.c -lm && ./block_step batch.bin 2
 *
 * batch.bin: int32 blocks, int32 pairs n; parameters A_0, B_0, A_1, B_1, A_2, B_2; then per block the tokens [n + 1, D + 1, 16]
 * and the targets [16]. Prints the loss and the norm of the gradient at the start, then the fastest step in microseconds.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#ifndef D
#define D 5
#endif
#define SQ (D * D)
#define PARAMETERS (6 * SQ)
#define KEPT (SQ + 2 * D + 1)

typedef float v16 __attribute__((vector_size(64), aligned(64)));
typedef const float *restrict weights;
#define EACH(k, n) _Pragma("GCC unroll 8") for (int k = 0; k < (n); k++)

/* out [r, D] = x w, or x wT; w is shared by all tasks */
static inline __attribute__((always_inline)) void times(v16 *out, const v16 *x, weights w, int r, int transposed, int add) {
  EACH(i, r) EACH(j, D) {
    v16 sum = add ? out[i * D + j] : (v16){0};
    EACH(k, D) sum += x[i * D + k] * w[transposed ? j * D + k : k * D + j];
    out[i * D + j] = sum;
  }
}

/* out [r, D] = wT x, or w x */
static inline __attribute__((always_inline)) void from_left(v16 *out, weights w, const v16 *x, int transposed, int add) {
  EACH(i, D) EACH(j, D) {
    v16 sum = add ? out[i * D + j] : (v16){0};
    EACH(k, D) sum += x[k * D + j] * w[transposed ? k * D + i : i * D + k];
    out[i * D + j] = sum;
  }
}

/* out [r, D] = a [r, D] b, or a bT */
static inline __attribute__((always_inline)) void mul(v16 *out, const v16 *a, const v16 *b, int r, int transposed, int add) {
  EACH(i, r) EACH(j, D) {
    v16 sum = add ? out[i * D + j] : (v16){0};
    EACH(k, D) sum += a[i * D + k] * b[transposed ? j * D + k : k * D + j];
    out[i * D + j] = sum;
  }
}

/* out [D, D] = aT b, of r rows each */
static inline __attribute__((always_inline)) void outer(v16 *out, const v16 *a, const v16 *b, int r, int add) {
  EACH(i, D) EACH(j, D) {
    v16 sum = add ? out[i * D + j] : (v16){0};
    EACH(k, r) sum += a[k * D + i] * b[k * D + j];
    out[i * D + j] = sum;
  }
}

static inline __attribute__((always_inline)) v16 dot(const v16 *a, const v16 *b) {
  v16 sum = {0};
  EACH(k, D) sum += a[k] * b[k];
  return sum;
}

static inline __attribute__((always_inline)) void axpy(v16 *out, v16 a, const v16 *x, int add) {
  EACH(k, D) out[k] = (add ? out[k] : (v16){0}) + a * x[k];
}

/* the sums over tasks of A_0, B_0, A_1, B_1, A_2 (the last B moves nothing), and of squares; kept: C, v, x, target */
static void block(v16 (*sums)[SQ], v16 *squares, const v16 *kept, weights w, float scale) {
  float a[3][SQ];
  for (int l = 0; l < 3; l++)
    for (int k = 0; k < SQ; k++) a[l][k] = scale * w[2 * l * SQ + k];
  weights b0 = w + SQ, b1 = w + 3 * SQ;
  const v16 *c = kept, *v = kept + SQ, *x = v + D;

  v16 u[D], moved[2 * D], mix[SQ], map[SQ], rows[2 * D], mapped[SQ], c1[SQ];
  times(u, v, a[0], 1, 0, 0);
  v16 y = dot(u, x);
  memcpy(moved, v, sizeof moved);
  mul(moved, u, c, 1, 0, 1);
  times(mix, c, a[0], D, 0, 0);
  from_left(map, b0, mix, 1, 0);
  EACH(k, D) map[k * D + k] += 1;
  mul(rows, moved, map, 2, 1, 0);
  mul(mapped, map, c, D, 0, 0);
  mul(c1, mapped, map, D, 1, 0);

  v16 u1[D], moved1[2 * D], keys[2 * D], mix1[2 * D], rows1[2 * D];
  times(u1, rows, a[1], 1, 0, 0);
  y += dot(u1, rows + D);
  memcpy(moved1, rows, sizeof rows);
  mul(moved1, u1, c1, 1, 0, 1);
  times(keys, moved1, a[1], 2, 1, 0);
  mul(mix1, keys, c1, 2, 0, 0);
  memcpy(rows1, moved1, sizeof moved1);
  times(rows1, mix1, b1, 2, 0, 1);

  v16 u2[D];
  times(u2, rows1, a[2], 1, 0, 0);
  y += dot(u2, rows1 + D);
  v16 r = x[D] + y; /* the answer is -y */
  *squares += r * r;

  v16 du[D], drows1[2 * D];
  axpy(du, r, rows1 + D, 0);
  outer(sums[4], rows1, du, 1, 1);
  times(drows1, du, a[2], 1, 1, 0);
  axpy(drows1 + D, r, u2, 0);

  v16 dmix1[2 * D], dkeys[2 * D], drows[2 * D], dc1[SQ], d1[SQ];
  times(dmix1, drows1, b1, 2, 1, 0);
  mul(dkeys, dmix1, c1, 2, 0, 0);
  memcpy(drows, drows1, sizeof drows1);
  times(drows, dkeys, a[1], 2, 0, 1);
  axpy(du, r, rows + D, 0);
  mul(du, drows, c1, 1, 0, 1);
  outer(dc1, u1, drows, 1, 0);
  outer(dc1, keys, dmix1, 2, 1);
  EACH(i, D) EACH(j, D) d1[i * D + j] = dc1[i * D + j] + dc1[j * D + i];
  times(drows, du, a[1], 1, 1, 1);
  axpy(drows + D, r, u1, 1);
  outer(sums[2], rows, du, 1, 1);
  outer(sums[3], mix1, drows1, 2, 1);
  outer(sums[2], dkeys, moved1, 2, 1);

  v16 dmap[SQ], dz[D], dmix[SQ];
  outer(dmap, drows, moved, 2, 0);
  mul(dz, drows, map, 1, 0, 0);
  mul(dmap, d1, mapped, D, 0, 1);
  from_left(dmix, b0, dmap, 0, 0);
  axpy(du, r, x, 0);
  mul(du, dz, c, 1, 0, 1);
  outer(sums[0], v, du, 1, 1);
  mul(sums[1], mix, dmap, D, 1, 1);
  outer(sums[0], c, dmix, D, 1);
}

static float closed(v16 sum) {
  float all = 0;
  for (int k = 0; k < 16; k++) all += sum[k];
  return all;
}

static double gradient(float *g, const v16 *kept, int blocks, const float *w, int pairs) {
  static v16 sums[6][SQ];
  v16 squares = {0};
  memset(sums, 0, sizeof sums);
  for (int k = 0; k < blocks; k++) block(sums, &squares, kept + (size_t)k * KEPT, w, 1.0f / pairs);
  for (int m = 0; m < 6; m++)
    for (int k = 0; k < SQ; k++) g[m * SQ + k] = closed(sums[m][k]) / (16.0f * blocks) / (m % 2 ? 1 : pairs);
  return 0.5 * closed(squares) / (16.0 * blocks);
}

static void adam(float *w, const float *g, float *m, float *s, int t) {
  float rate = 1e-3f * sqrtf(1 - powf(0.999f, t)) / (1 - powf(0.9f, t));
  for (int k = 0; k < PARAMETERS; k++) {
    m[k] += 0.1f * (g[k] - m[k]);
    s[k] += 0.001f * (g[k] * g[k] - s[k]);
    w[k] -= rate * m[k] / (sqrtf(s[k]) + 1e-8f);
  }
}

static double microseconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return 1e6 * now.tv_sec + 1e-3 * now.tv_nsec;
}

static void take(void *to, size_t floats, FILE *file) {
  if (fread(to, sizeof(float), floats, file) != floats) {
    fprintf(stderr, "the batch ends too early\n");
    exit(1);
  }
}

int main(int count, char **arguments) {
  FILE *file = count == 3 ? fopen(arguments[1], "rb") : NULL;
  if (!file) {
    fprintf(stderr, "usage: block_step BATCH SECONDS\n");
    return 2;
  }
  int sizes[2];
  static float w[PARAMETERS], g[PARAMETERS], m[PARAMETERS], s[PARAMETERS];
  take(sizes, 2, file);
  take(w, PARAMETERS, file);
  int blocks = sizes[0], pairs = sizes[1];
  size_t tokens = (size_t)(pairs + 1) * (D + 1);
  v16 *e = aligned_alloc(64, (tokens + 1) * sizeof(v16));
  v16 *all = aligned_alloc(64, (size_t)blocks * KEPT * sizeof(v16));
  for (int k = 0; k < blocks; k++) {
    take(e, 16 * (tokens + 1), file);
    v16 *kept = all + (size_t)k * KEPT;
    memset(kept, 0, KEPT * sizeof(v16));
    for (int t = 0; t < pairs; t++)
      for (int i = 0; i < D; i++) {
        for (int j = 0; j < D; j++) kept[i * D + j] += e[t * (D + 1) + i] * e[t * (D + 1) + j];
        kept[SQ + i] += e[t * (D + 1) + D] * e[t * (D + 1) + i];
      }
    memcpy(kept + SQ + D, e + pairs * (D + 1), D * sizeof(v16));
    kept[SQ + 2 * D] = e[tokens];
  }
  double loss = gradient(g, all, blocks, w, pairs), norm = 0;
  for (int k = 0; k < PARAMETERS; k++) norm += (double)g[k] * g[k];
  printf("%.9g %.9g ", loss, sqrt(norm));
  double best = 1e30, start = microseconds();
  for (int t = 1; microseconds() - start < 1e6 * atof(arguments[2]); t++) {
    double before = microseconds();
    gradient(g, all, blocks, w, pairs);
    adam(w, g, m, s, t);
    double taken = microseconds() - before;
    best = taken < best ? taken : best;
  }
  printf("%.1f\n", best);
  return 0;
}
