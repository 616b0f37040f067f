/** Settings of mutation runs: few and always the same random cases, and no search for smaller ones. */
import fc from "fast-check";

process.env.RUNS = "30";
process.env.DOCUMENTS = "60";
fc.configureGlobal({ numRuns: 30, seed: 1, endOnFailure: true });
