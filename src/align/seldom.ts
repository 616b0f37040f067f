/**
 * What few alignments need: sentences without ids, pairing by name or text, other texts and tokens, mentions without
 * offsets. It is loaded with the first record that needs it, so that programs for browsers get it in a file of its own.
 */
export { placesNear } from "./ground.ts";
export { NumberedSentences } from "./numbered.ts";
export { keyBy, pairByName, pairByText, pairedByWarning } from "./pair-by-name.ts";
export { Placer } from "./placer.ts";
export * from "./unknown.ts";
