/** System errors: what the disk, the system or a limit of this program has against a run, said as a problem of the input. */
import { NerEvalError } from "../corpus/error.ts";
import { inputTooLong, systemFailed, systemMeanings } from "../messages/files.ts";

/** Whether an error comes from the operating system. */
export function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  const { code, syscall } = (error instanceof Error ? error : {}) as NodeJS.ErrnoException;
  return syscall !== undefined && code !== undefined && /^E[A-Z0-9]+$/.test(code);
}

/** What an error of the system means, in words. */
export function meaningOf({ code = "", message }: NodeJS.ErrnoException): string {
  return systemMeanings.get(code) ?? message;
}

/** The problem behind an error of the system, or of text longer than strings can be; undefined for any other error. */
export function systemProblem(error: unknown): NerEvalError | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code, syscall = "", path } = error as NodeJS.ErrnoException;
  if (
    code === "ERR_STRING_TOO_LONG" ||
    (error instanceof RangeError && /string length|too long/i.test(error.message))
  ) {
    return new NerEvalError(inputTooLong());
  }
  if (!isSystemError(error)) return undefined;
  const isWriting = /^(?:mkdir|write|rename|ftruncate|unlink|rm|copyfile|chmod|fsync)/.test(syscall);
  return new NerEvalError(systemFailed(isWriting, path, meaningOf(error)));
}
