/**
 * What an evaluation does only where it is asked to. It is loaded then, so that programs for browsers get it in a file of its
 * own.
 */
export { askedCollectors } from "../count/asked-collectors.ts";
export { confidenceWarnings, readConfidence } from "../score/confidence.ts";
export { drawIntervals, intervalWarnings, undrawnWarnings } from "../stats/bootstrap.ts";
