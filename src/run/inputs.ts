/** Inputs: what went into a run, and the digests that say whether two runs saw the same. */

/**
 * The algorithms by which content is digested: a hash of every document, added up modulo 2 to the power of so many bits, so
 * that neither the order of documents nor their files matter.
 */
const bits = { "murmur3-sum": 128, "sha256-sum": 256 } as const;
export type DigestAlgorithm = keyof typeof bits;
export const digestAlgorithms = Object.keys(bits) as DigestAlgorithm[];

/** The algorithm of this version. Runs by another one are compared by digests that both have. */
export const DIGEST: DigestAlgorithm = "murmur3-sum";

/** A digest of content. It depends neither on the order of documents nor on that of their spans. */
export interface Digest {
  readonly algorithm: DigestAlgorithm;
  /** Hexadecimal digits. */
  readonly value: string;
}

/** A file, folder or tagger that went into a run. */
export interface Input {
  readonly role: "gold" | "pred" | "train";
  /** As the user named it. */
  readonly path: string;
  readonly digest: Digest;
  /** Digests by other algorithms, where a run to compare with has those. They are not saved. */
  readonly others?: readonly Digest[] | undefined;
  readonly documents: number;
  readonly spans: number;
}

/** The inputs as they are written as JSON. */
export function inputsJson(inputs: readonly Input[]) {
  return inputs.map(({ role, path, digest: { algorithm, value }, documents, spans }) => ({
    ...{ role, path, digest: { algorithm, value }, documents, spans },
  }));
}

/** Whether a digest is written as its algorithm writes it. */
export function isDigest({ algorithm, value }: Digest): boolean {
  return value.length === digitsOf(algorithm) && /^[0-9a-f]*$/.test(value);
}

/** All digests of an input. */
export function digestsOf({ digest, others = [] }: Input): Digest[] {
  return [digest, ...others];
}

/** The algorithms by which inputs are digested. */
export function algorithmsOf(inputs: readonly Input[]): DigestAlgorithm[] {
  return [...new Set(inputs.flatMap((input) => digestsOf(input).map(({ algorithm }) => algorithm)))];
}

/** The digests of all gold of a run, by every algorithm that all of it has: the sums of those of its inputs. */
export function goldDigests(inputs: readonly Input[]): Digest[] {
  const golds = inputs.filter(({ role }) => role === "gold").map(digestsOf);
  return digestAlgorithms.flatMap((algorithm): Digest[] => {
    const own = golds.map((digests) => digests.find((digest) => digest.algorithm === algorithm));
    return own.every((digest) => digest !== undefined) ? [sumOf(algorithm, own)] : [];
  });
}

function sumOf(algorithm: DigestAlgorithm, digests: readonly Digest[]): Digest {
  const end = 2n ** BigInt(bits[algorithm]);
  const sum = digests.reduce((total, { value }) => (total + BigInt(`0x${value}`)) % end, 0n);
  return { algorithm, value: sum.toString(16).padStart(digitsOf(algorithm), "0") };
}

function digitsOf(algorithm: DigestAlgorithm): number {
  return bits[algorithm] / 4;
}
