/** A list of JSON: what stands around records that are the items of one list, a line each. */
import type { Frame } from "./writer.ts";

/** The brackets and commas. */
export const listFrame: Frame = { before: "[\n", between: ",\n", behind: "\n]\n" };
