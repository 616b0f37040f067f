/** System errors: what the disk, the system or a limit of this program has against a run, said as a problem of the input. */
import { NerEvalError } from "../corpus/error.ts";

/** What codes of the system mean, in words. */
const meanings = new Map([
  ["ENOENT", "no such file or folder"],
  ["ENOTDIR", "a file is where a folder is needed"],
  ["EEXIST", "something else already has this name"],
  ["EISDIR", "it is a folder"],
  ["ENAMETOOLONG", "the name is too long"],
  ["EACCES", "permission denied"],
  ["EPERM", "permission denied"],
  ["EROFS", "the disk is read-only"],
  ["ENOSPC", "no space left on the disk"],
  ["EDQUOT", "the quota of the disk is used up"],
  ["EFBIG", "the file would be too large"],
  ["EIO", "the disk reports an error"],
  ["EMFILE", "too many files are open"],
  ["ENFILE", "too many files are open"],
  ["ELOOP", "links lead in a circle"],
  ["ENOMEM", "there is not enough memory"],
]);

/** Whether an error comes from the operating system. */
export function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  const { code, syscall } = (error instanceof Error ? error : {}) as NodeJS.ErrnoException;
  return syscall !== undefined && code !== undefined && /^E[A-Z0-9]+$/.test(code);
}

/** What an error of the system means, in words. */
export function meaningOf({ code = "", message }: NodeJS.ErrnoException): string {
  return meanings.get(code) ?? message;
}

/** The problem behind an error of the system, or of text longer than strings can be; undefined for any other error. */
export function systemProblem(error: unknown): NerEvalError | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code, syscall = "", path } = error as NodeJS.ErrnoException;
  if (
    code === "ERR_STRING_TOO_LONG" ||
    (error instanceof RangeError && /string length|too long/i.test(error.message))
  ) {
    const message = "a line, or a file that must be read whole, is longer than this program can hold (512 MiB)";
    return new NerEvalError({ code: "file-unreadable", message, hint: "split it into smaller documents or files" });
  }
  if (!isSystemError(error)) return undefined;
  const isWriting = /^(?:mkdir|write|rename|ftruncate|unlink|rm|copyfile|chmod|fsync)/.test(syscall);
  const message = `cannot ${isWriting ? "write" : "read"} ${path ?? "a file"}: ${meaningOf(error)}`;
  const hint = "check the name, the folder and its permissions";
  return new NerEvalError({ code: isWriting ? "file-unwritable" : "file-unreadable", message, hint });
}
