/** Sums as NumPy forms them, so that averages over many types agree in the last digit. */

/** More numbers are summed in two halves. */
const BLOCK = 128;
const LANES = 8;

/** The sum: one after the other below eight numbers, in eight lanes up to 128, and halved beyond. */
export function pairwiseSum(values: readonly number[]): number {
  const { length } = values;
  if (length > BLOCK) {
    const half = length >> 1;
    const cut = half - (half % LANES);
    return pairwiseSum(values.slice(0, cut)) + pairwiseSum(values.slice(cut));
  }
  const inLanes = length - (length % LANES);
  let sum = 0;
  if (inLanes > 0) {
    const lanes = values.slice(0, LANES);
    for (let i = LANES; i < inLanes; i++) lanes[i % LANES]! += values[i]!;
    const [a, b, c, d, e, f, g, h] = lanes as [number, number, number, number, number, number, number, number];
    sum = a + b + (c + d) + (e + f + (g + h));
  }
  for (let i = inLanes; i < length; i++) sum += values[i]!;
  return sum;
}
