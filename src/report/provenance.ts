/** Provenance: lines that say where numbers come from, so that a table in a paper can be traced. */

import type { Run } from "../run/run.ts";
import { printSignature } from "../run/signature.ts";

/** A line for each run: version, name, signature, and the digests of what went in. */
export function provenanceOf(runs: readonly Pick<Run, "name" | "signature" | "inputs">[]): string[] {
  return runs.map(({ name, signature, inputs }) => {
    const digests = inputs.map(
      ({ role, path, digest: { algorithm, value } }) => `${role} ${path} ${algorithm}:${value}`,
    );
    return [`ner-eval ${signature.version}`, `run ${name}`, printSignature(signature), ...digests].join(" · ");
  });
}

/** The signatures of runs; the same one once, different ones behind the names. */
export function signaturesOf(runs: readonly Pick<Run, "name" | "signature" | "inputs">[]): string[] {
  const printed = runs.map(({ signature }) => printSignature(signature));
  if (new Set(printed).size === 1) return printed.slice(0, 1);
  return runs.map(({ name }, i) => `${name}: ${printed[i]}`);
}
