/** Refusals: where a scorer gives no numbers, neither does its profile. */
import { NerEvalError } from "../corpus/error.ts";
import { scorerRefuses } from "../messages/other-scorers.ts";

/** Throws the error `profile-refused`: the tool gives no answer, and why. */
export function refuse(tool: string, why: string): never {
  throw new NerEvalError(scorerRefuses(tool, why));
}
