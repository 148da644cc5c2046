/** The counts that chance allows, both ends included. */
export interface ShareBand {
  readonly least: number;
  readonly most: number;
}

/**
 * The central band of the binomial distribution: how many of `requests` may go to a track whose share is `share` (0 to 1),
 * when each is drawn by itself. A count below `least` has a probability of at most (1 - confidence) / 2, one above `most`
 * too, and no narrower band does so. With 0.999 a right router is outside once in a thousand checks or less.
 *
 * Exact in the sense of Clopper and Pearson, "The use of confidence or fiducial limits illustrated in the case of the
 * binomial" (Biometrika 26, 1934): the tails are sums of binomial terms, no normal approximation, which is too narrow for
 * small shares. The terms follow from the largest one by the recurrence P(k+1) / P(k) = (n-k)/(k+1) * p/(1-p)
 * (NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.6.18, gives the terms), so nothing overflows.
 */
export function shareBand(requests: number, share: number, confidence = 0.999): ShareBand {
  if (!Number.isInteger(requests) || requests < 1 || requests > 10_000_000) {
    throw new Error(`band "requests": must be a whole number from 1 to 10000000, got ${requests}`);
  }
  if (!(share >= 0 && share <= 1)) throw new Error(`band "share": must be from 0 to 1, got ${share}`);
  if (!(confidence > 0 && confidence < 1))
    throw new Error(`band "confidence": must lie between 0 and 1, got ${confidence}`);
  if (share === 0) return { least: 0, most: 0 };
  if (share === 1) return { least: requests, most: requests };
  const terms = relativeTerms(requests, share);
  const tail = ((1 - confidence) / 2) * terms.reduce((sum, term) => sum + term, 0);
  return { least: firstAbove(terms, tail), most: requests - firstAbove(terms.reverse(), tail) };
}

/** The terms for 0 to n successes, each divided by the largest of them. */
function relativeTerms(requests: number, share: number): Float64Array {
  const terms = new Float64Array(requests + 1);
  const mode = Math.min(requests, Math.floor((requests + 1) * share));
  const odds = share / (1 - share);
  terms[mode] = 1;
  let term = 1;
  for (let k = mode; k < requests; k += 1) terms[k + 1] = term *= ((requests - k) / (k + 1)) * odds;
  term = 1;
  for (let k = mode; k > 0; k -= 1) terms[k - 1] = term *= k / (requests - k + 1) / odds;
  return terms;
}

/** How many terms from the start stay within the tail together. Small ones come first, so that none is lost in rounding. */
function firstAbove(terms: Float64Array, tail: number): number {
  let sum = 0;
  return terms.findIndex((term) => (sum += term) > tail);
}
