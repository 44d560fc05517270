package org.iclsweep.lanes;

/**
 * The primitives that every layer is made of, on blocks of 16 tasks. A scalar and a vector twin
 * give the same bits: each sum below is one chain of fused multiply-adds in the order of its index,
 * and no sum runs across lanes.
 *
 * <p>Products, where the time goes, are given their operands once and are run again and again;
 * everything else is done at once. Neither allocates then. Unless said, outputs may not overlap
 * inputs.
 */
public interface LaneKernels {

  /** Words of the 16 generators of a block: four of state and 24 of scratch for each lane. */
  int STATE_WORDS = 28 * LaneMatrix.LANES;

  /** What runs: the twin and its register width, for provenance. */
  String description();

  /**
   * Product of two matrices of each task.
   *
   * <pre>  out[i,j] = Σ_k a[i,k] b[k,j]   (add: out[i,j] + Σ_k ...)  </pre>
   *
   * <p><b>Shapes.</b> out [I, J, 16], a [I, K, 16], b [K, J, 16].
   *
   * <p><b>Error.</b> At most {@code (K + 1) 2^-24} relative to the same sum of absolute values.
   *
   * <p><b>Cost.</b> I·J·K fused multiply-adds a task.
   */
  Operation contract(LaneMatrix out, LaneMatrix a, LaneMatrix b, boolean add);

  /**
   * One matrix of weights applied to every token of every task.
   *
   * <pre>  out[t,r] = Σ_c w[r,c] x[t,c]   (add: out[t,r] + Σ_c ...)  </pre>
   *
   * <p><b>Shapes.</b> out [T, R, 16], w [R, C], x [T, C, 16].
   *
   * <p><b>Cost.</b> T·R·C fused multiply-adds a task.
   */
  Operation product(LaneMatrix out, SharedMatrix w, LaneMatrix x, boolean add);

  /**
   * One matrix of weights and a bias applied to every token of every task.
   *
   * <pre>  out[t,r] = bias[0,r] + Σ_c w[r,c] x[t,c]  </pre>
   *
   * <p>The chain of fused multiply-adds starts from the bias.
   *
   * <p><b>Shapes.</b> out [T, R, 16], w [R, C], x [T, C, 16], bias [1, R].
   *
   * <p><b>Cost.</b> T·R·C fused multiply-adds a task.
   */
  Operation product(LaneMatrix out, SharedMatrix w, LaneMatrix x, SharedMatrix bias);

  /**
   * The gradient of {@link #product} by its weights, summed over tokens and tasks.
   *
   * <pre>  sums[r,c] += Σ_t dy[t,r] x[t,c]   for each lane, t ascending  </pre>
   *
   * <p><b>Shapes.</b> sums [R, C, 16], dy [T, R, 16], x [T, C, 16].
   *
   * <p><b>Cost.</b> T·R·C fused multiply-adds a task.
   */
  Operation accumulate(PartialSums sums, LaneMatrix dy, LaneMatrix x);

  /**
   * The gradient of a bias, summed over tokens and tasks.
   *
   * <pre>  sums[0,r] += Σ_t dy[t,r]   for each lane, t ascending  </pre>
   *
   * <p><b>Shapes.</b> sums [1, R, 16], dy [T, R, 16].
   */
  void accumulateRows(PartialSums sums, LaneMatrix dy);

  /**
   * The gradient of a factor of each feature, summed over tokens and tasks.
   *
   * <pre>  sums[0,r] += Σ_t dy[t,r] x[t,r]   for each lane, t ascending  </pre>
   *
   * <p><b>Shapes.</b> sums [1, R, 16], dy and x [T, R, 16].
   */
  void accumulateRows(PartialSums sums, LaneMatrix dy, LaneMatrix x);

  /** {@code out = a + b}, element by element. Out may be a or b. */
  void add(LaneMatrix out, LaneMatrix a, LaneMatrix b);

  /** {@link #add}, to be run again and again. */
  default Operation sum(LaneMatrix out, LaneMatrix a, LaneMatrix b) {
    Shapes.same(out, a);
    Shapes.same(out, b);
    return () -> add(out, a, b);
  }

  /** {@code out = x}, to be run again and again. */
  default Operation copy(LaneMatrix out, LaneMatrix x) {
    Shapes.same(out, x);
    return () -> out.copyFrom(x);
  }

  /** {@code out = a - b}, element by element. Out may be a or b. */
  void subtract(LaneMatrix out, LaneMatrix a, LaneMatrix b);

  /**
   * {@code out = a b}, element by element. Out may be a or b. With the slope that an activation
   * function leaves, it is that function's gradient: {@code dx = dy slope}.
   */
  void multiply(LaneMatrix out, LaneMatrix a, LaneMatrix b);

  /** {@code out = min(max(x, -bound), bound)}; NaN stays NaN. Out may be x. */
  void clip(LaneMatrix out, LaneMatrix x, float bound);

  /**
   * Keeps dx where {@code |x| < bound} and sets it to 0 elsewhere: the gradient of {@link #clip} at
   * x.
   */
  void clipGradient(LaneMatrix dx, LaneMatrix x, float bound);

  /**
   * Softmax over the columns of each row.
   *
   * <pre>  out[t,s] = e^(x[t,s] - m_t) / Σ_r e^(x[t,r] - m_t),   m_t = max_s x[t,s]  </pre>
   *
   * <p>The sum runs in the order of its index; the division is a product with {@code 1 / Σ}. An
   * element of -infinity gives 0; so does one 87.69 below the maximum. A row that holds NaN or
   * +infinity, or nothing but -infinity, becomes NaN.
   *
   * <p><b>Shapes.</b> out and x [T, S, 16], S at least 1.
   *
   * <p><b>Writes.</b> Overwrites out, which may be x.
   *
   * <p><b>Error.</b> At most {@code (10 + 2 S + 1.1 |x - m|) 2^-24} of the value, plus 2^-126.
   *
   * <p><b>Cost.</b> 18 operations an element, of which 12 are the exponential; a division a row.
   */
  void softmax(LaneMatrix out, LaneMatrix x);

  /**
   * The gradient of {@link #softmax}, from what it returned.
   *
   * <pre>  dx[t,s] = p[t,s] (dp[t,s] - Σ_r p[t,r] dp[t,r])  </pre>
   *
   * <p><b>Shapes.</b> dx, p and dp [T, S, 16].
   *
   * <p><b>Writes.</b> Overwrites dx, which may be dp.
   *
   * <p><b>Error.</b> At most {@code (S + 2) 2^-24 p[t,s] (|dp[t,s]| + Σ_r p[t,r] |dp[t,r]|)}.
   *
   * <p><b>Cost.</b> A fused multiply-add, a subtraction and a product an element.
   */
  void softmaxGradient(LaneMatrix dx, LaneMatrix p, LaneMatrix dp);

  /**
   * Gaussian error linear unit in its tanh form, and its derivative.
   *
   * <pre>
   *   out = x/2 (1 + tanh(z/2)) = x / (1 + e^-z),   z = 2 sqrt(2/π) (x + 0.044715 x³)
   *   slope = 1 / (1 + e^-z) + x e^-z / (1 + e^-z)² dz/dx
   * </pre>
   *
   * <p>NaN stays NaN. Below -10.02 (z < -87.69) out is -0 and slope 0. The slope is NaN where x²
   * overflows.
   *
   * <p><b>Shapes.</b> out, slope and x [T, R, 16].
   *
   * <p><b>Writes.</b> Overwrites out and slope. One of the two may be x; they may not be the same.
   *
   * <p><b>Error.</b> Of out at most {@code 4 2^-24} of the value for {@code x >= 0}, and {@code (4
   * + 3 |z|) 2^-24} of it for {@code x < 0}, plus 2^-122; of slope at most {@code 4 2^-24}.
   *
   * <p><b>Cost.</b> 27 operations an element, of which 12 are the exponential and one is a
   * division.
   *
   * @see <a href="https://arxiv.org/abs/1606.08415">Hendrycks and Gimpel (2016), section 2</a>
   */
  void gelu(LaneMatrix out, LaneMatrix slope, LaneMatrix x);

  /**
   * Rectified linear unit and its derivative.
   *
   * <pre>  out = max(x, 0),   slope = 1 where x > 0, else 0  </pre>
   *
   * <p>NaN stays NaN in out; its slope is 0.
   *
   * <p><b>Shapes.</b> out, slope and x [T, R, 16].
   *
   * <p><b>Writes.</b> Overwrites out and slope. One of the two may be x; they may not be the same.
   */
  void relu(LaneMatrix out, LaneMatrix slope, LaneMatrix x);

  /**
   * Normalises the features of each token, then scales and shifts them.
   *
   * <pre>
   *   normal[t,j] = (x[t,j] - mean_j x[t,j]) inverse[t],   inverse[t] = 1 / sqrt(var_j x[t,j] + epsilon)
   *   out[t,j] = scale[0,j] normal[t,j] + offset[0,j]
   * </pre>
   *
   * <p>The variance is the biased one: the mean of the squared deviations. Sums run in the order of
   * their index; divisions and the root are rounded once each.
   *
   * <p><b>Shapes.</b> out, normal and x [T, R, 16], inverse [T, 1, 16], scale and offset [1, R].
   *
   * <p><b>Writes.</b> Overwrites out, normal and inverse. Out or normal may be x; they may not be
   * the same.
   *
   * <p><b>Error.</b> Of normal at most {@code (R + 6) 2^-24 (|normal| + max_j |x| inverse)}.
   *
   * <p><b>Cost.</b> 5 operations an element; three divisions and a root a token.
   *
   * @see <a href="https://arxiv.org/abs/1607.06450">Ba, Kiros and Hinton (2016)</a>
   */
  void layerNorm(
      LaneMatrix out,
      LaneMatrix normal,
      LaneMatrix inverse,
      LaneMatrix x,
      SharedMatrix scale,
      SharedMatrix offset,
      float epsilon);

  /**
   * The gradient of {@link #layerNorm} by its inputs, from what it left; those by offset and scale
   * are {@link #accumulateRows} of dy and of dy with normal.
   *
   * <pre>
   *   dx[t,j] += inverse[t] (g[t,j] - mean_i g[t,i] - normal[t,j] mean_i g[t,i] normal[t,i]),   g = scale dy
   * </pre>
   *
   * <p><b>Shapes.</b> dx, dy and normal [T, R, 16], inverse [T, 1, 16], scale [1, R].
   *
   * <p><b>Writes.</b> Adds to dx, which may be none of the others.
   *
   * <p><b>Error.</b> At most {@code (R + 6) 2^-24 (|dx| + inverse max|g| (2 + max normal²))}.
   *
   * <p><b>Cost.</b> 6 operations an element; two divisions a token.
   */
  void layerNormGradient(
      LaneMatrix dx, LaneMatrix dy, LaneMatrix normal, LaneMatrix inverse, SharedMatrix scale);

  /**
   * Gives each row one length.
   *
   * <pre>  out[t,j] = factor[t] x[t,j],   factor[t] = scale / (|x[t]| + 1e-16)  </pre>
   *
   * <p>Where {@code |x[t]|²} is below the normal floats, there is no direction: factor and row are
   * 0, and so they are where it is infinite.
   *
   * <p><b>Shapes.</b> out and x [T, R, 16], factor [T, 1, 16].
   *
   * <p><b>Writes.</b> Overwrites out, which may be x, and factor.
   *
   * <p><b>Error.</b> At most {@code (R + 5) 2^-24} of the value.
   *
   * <p><b>Cost.</b> A fused multiply-add and a product an element; a division and a root a row.
   */
  void unit(LaneMatrix out, LaneMatrix factor, LaneMatrix x, float scale);

  /**
   * The gradient of {@link #unit}, from what it left.
   *
   * <pre>  dx[t,j] = factor[t] (dy[t,j] - out[t,j] Σ_i out[t,i] dy[t,i] / scale²)  </pre>
   *
   * <p><b>Shapes.</b> dx, dy and out [T, R, 16], factor [T, 1, 16].
   *
   * <p><b>Writes.</b> Overwrites dx, which may be dy.
   *
   * <p><b>Error.</b> At most {@code (2 R + 9) 2^-24 factor |dy|}, and {@code 1e-16 / |x|} of it.
   *
   * <p><b>Cost.</b> Two fused multiply-adds and a product an element.
   */
  void unitGradient(LaneMatrix dx, LaneMatrix dy, LaneMatrix out, LaneMatrix factor, float scale);

  /**
   * Each query times the inverse of what keys up to it sum up to, by the formula of Sherman and
   * Morrison: token by token what ridge regression multiplies by.
   *
   * <pre>
   *   R[0] = λ I;   for t = 1 .. T:
   *   u[t] = R[t-1] k[t],   c[t] = 1 / (γ[t] + ⟨k[t], u[t]⟩)
   *   R[t] = (R[t-1] - c[t] u[t] u[t]ᵀ) / γ[t]
   *   x[t] = R[t] q[t] = (R[t-1] q[t] - c[t] ⟨u[t], q[t]⟩ u[t]) / γ[t]
   * </pre>
   *
   * <p>So R[t] is the inverse of {@code A[t] = γ[t] A[t-1] + k[t] k[t]ᵀ}, where {@code A[0] = I /
   * λ}. One pass over R takes from it what token t - 1 takes and multiplies it by k[t] and q[t].
   *
   * <p><b>Shapes.</b> Those of {@link Preconditioning}; n at least 1.
   *
   * <p><b>Writes.</b> Overwrites x, u, c and R. No two may be the same.
   *
   * <p><b>Error.</b> Of x about {@code 1e-7 (1 + λ max |k|²)} where keys are independent, as
   * measured; with the same few directions in all keys it grows with T, too.
   *
   * <p><b>Cost.</b> {@code 5/2 n² + 7 n} fused multiply-adds a token and task.
   *
   * @see <a href="https://arxiv.org/abs/2309.05858">von Oswald et al. (2023), section 2</a>
   */
  Operation precondition(Preconditioning p);

  /**
   * The gradient of {@link #precondition}, from what it left. R goes back token by token: it is
   * given what it was taken, c u uᵀ, which loses nothing, where to divide by 1 - ⟨k, R k⟩ would.
   *
   * <pre>
   *   for t = T .. 1:   dq[t] = R[t] dx[t],   D = γ[t+1] D - dq[t] x[t]ᵀ,   dk[t] += (D + Dᵀ) k[t]
   *   dλ += -γ[1] tr(D) / λ²
   *   dγ[t] += -1/γ[t] Σ_{s≥t} ⟨k[s], dk[s] as it was⟩ + ⟨k[s], D[s] k[s]⟩
   * </pre>
   *
   * <p>dγ is of linear attention with scores {@code ⟨k[s], x[t]⟩ γ[s+1] .. γ[t]}, what comes
   * through these factors included, if dk is the gradient by the keys of just these scores before:
   * in {@code Σ ⟨x, dx⟩ = Σ ⟨k, dk⟩} of all pairs, those of later keys only are left.
   *
   * <p><b>Shapes.</b> Those of {@link Preconditioning.Gradient}; sums a lane for dλ and dγ.
   *
   * <p><b>Writes.</b> Overwrites dq, R and D + Dᵀ; adds to dk, dλ and dγ. May be run again.
   *
   * <p><b>Cost.</b> {@code 7/2 n² + 4 n} fused multiply-adds a token and task.
   */
  Operation preconditionGradient(Preconditioning p, Preconditioning.Gradient d);

  /**
   * Seeds one xoshiro128+ generator a lane from the counter-based Threefry-4x32-20.
   *
   * <pre>
   *   state[·, lane] = Threefry(key = (seed low, seed high, stream, 0), counter = (firstTask + lane, step, 0, 0))
   * </pre>
   *
   * @param state {@link #STATE_WORDS}; the state is the first 4 x 16, word by word
   */
  void seed(int[] state, long seed, int stream, int step, int firstTask);

  /**
   * Uniform draws, one from each lane's generator an element, rows before columns.
   *
   * <pre>
   *   out[r,c] = range 2^-31 k,  k = the draw as a signed number of 32 bits, rounded to a float
   * </pre>
   *
   * <p>Values lie in [-range, range], symmetric but for the rounding of k: steps of range 2^-24
   * near the ends, smaller ones towards 0.
   */
  void fillUniform(LaneMatrix out, int[] state, float range);

  /**
   * Normal draws by Box and Muller's transform of pairs of uniform draws, rows before columns.
   *
   * <pre>
   *   r = sqrt(-2 ln u), u = (k1 + 1) 2^-24;  φ = 2π k2 2^-24;  out = scale r cos φ, then scale r sin φ
   * </pre>
   *
   * <p>An odd number of elements leaves the last sine unused. |out| is at most 5.77 scale.
   */
  void fillNormal(LaneMatrix out, int[] state, float scale);

  /**
   * Sine, element by element.
   *
   * <pre>  out = sin x  </pre>
   *
   * <p><b>Writes.</b> Overwrites out, which may be x.
   *
   * <p><b>Error.</b> At most 2 ulp for |x| up to 8192; nothing is promised beyond. NaN for NaN and
   * infinities.
   *
   * <p><b>Cost.</b> 22 operations an element.
   */
  void sin(LaneMatrix out, LaneMatrix x);

  /**
   * What turns a sum of squares into the factor that gives its vector a norm of {@code scale}.
   *
   * <pre>  out = scale / sqrt(x)  </pre>
   *
   * <p><b>Writes.</b> Overwrites out, which may be x.
   *
   * <p><b>Error.</b> Root and division are rounded once each: at most {@code 1.5 2^-24}.
   */
  void reciprocalRoot(LaneMatrix out, LaneMatrix x, float scale);

  /**
   * Makes each element the length of a vector of itself and 2 {@code pairs} more draws from N(0,
   * scale²), element by element, rows before columns.
   *
   * <pre>
   *   out = sqrt(out² - 2 scale² ln Π_{i=1..pairs} u_i),   u_i = (k_i + 1) 2^-24,  k_i = top 24 bits of one draw
   * </pre>
   *
   * <p>The logarithm of one product stands for the sum of squares, which is χ² distributed with 2
   * {@code pairs} degrees of freedom. Every five factors the exponent is taken out of the product,
   * so that none over- or underflows.
   *
   * <p><b>Error.</b> Of the logarithm at most {@code pairs 2^-24} and 1.5 ulp; then three
   * roundings.
   *
   * <p><b>Cost.</b> 13 operations a factor and 40 an element.
   */
  void lengthen(LaneMatrix out, int[] state, int pairs, float scale);

  /**
   * Exponential draws by the inverse of the distribution function, rows before columns.
   *
   * <pre>  out = -scale ln u,  u = (k + 1) 2^-24,  k = top 24 bits of one draw  </pre>
   *
   * <p>Mean and standard deviation are {@code scale}. Values lie in [0, 16.64 scale].
   */
  void fillExponential(LaneMatrix out, int[] state, float scale);

  /**
   * Laplace draws: exponential ones with a random sign, rows before columns.
   *
   * <pre>
   *   out = ±(-scale ln u),  u as in {@link #fillExponential}; minus where the next draw's top bit is set
   * </pre>
   *
   * <p>The mean is 0, the variance {@code 2 scale²}.
   */
  void fillLaplace(LaneMatrix out, int[] state, float scale);

  /**
   * Chooses one column in each lane, all with the same probability: 1 there and 0 elsewhere.
   *
   * <pre>  chosen = floor(k n 2^-24),  k = top 24 bits of one draw  </pre>
   *
   * <p><b>Shapes.</b> out [1, n, 16], n up to 255. Probabilities are off by {@code 2^-24} at most.
   */
  void fillOneHot(LaneMatrix out, int[] state);

  /**
   * Overwrites a sample of the rows, drawn in each lane without replacement, by those of another
   * matrix. One draw a row: selection sampling.
   *
   * <pre>
   *   for t = 0 .. T-1:  k 2^-24 (T - t) < left ?  out[t] = x[t], left = left - 1     (left = count at first)
   * </pre>
   *
   * <p>Every sample of {@code count} rows has the same probability, up to {@code T 2^-24} of it,
   * and no lane gets more or fewer: where as many rows are to come as are left, all are taken.
   *
   * <p><b>Shapes.</b> out and x [T, 1, 16], count from 0 to T.
   *
   * @see <a href="https://www-cs-faculty.stanford.edu/~knuth/taocp.html">Knuth, The art of computer
   *     programming 2, section 3.4.2, algorithm S</a>
   */
  void replaceSample(LaneMatrix out, LaneMatrix x, int[] state, int count);
}
