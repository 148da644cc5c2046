/**
 * Returns a function that says "this one" for an even share of its calls: with a share of 0.25 exactly 25 of 100 calls,
 * spread evenly. Chance is left out on purpose, so that a test can state the exact number of faults. The share may change
 * between calls; the count starts anew when it does.
 */
export function evenShare(): (share: number) => boolean {
  let current = 0;
  let calls = 0;
  return (share) => {
    if (share !== current) [current, calls] = [share, 0];
    calls += 1;
    return taken(calls, share) > taken(calls - 1, share);
  };
}

// The tiny addend undoes binary rounding: 100 times 0.29 is 28.999… and must count as 29.
const taken = (calls: number, share: number): number => Math.floor(calls * share + 1e-9);
