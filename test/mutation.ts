/** Settings of mutation runs: few and always the same random cases, and no search for smaller ones. */
import fc from "fast-check";

process.env.RUNS = "40";
process.env.DOCUMENTS = "150";
fc.configureGlobal({ numRuns: 40, seed: 1, endOnFailure: true });
