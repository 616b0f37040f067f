/** Usage: mistakes on the command line. */
import { NerEvalError } from "../corpus/error.ts";

/** The error `usage`, to be thrown. */
export function usage(message: string, hint: string): NerEvalError {
  return new NerEvalError({ code: "usage", message, hint });
}
