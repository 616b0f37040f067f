/** Stray errors: what fails outside of everything that is waited for, such as a timer of a tagger's module. */
import { exitCodes } from "./io.ts";

let module: string | undefined;

/** Notes that code of the user's runs in this process, from the module called so. */
export function noteModule(name: string): void {
  module = name;
}

/** What to say of an error that nobody waits for, and the exit code: the module's where there is one, else a bug of ours. */
export function strayError(error: unknown): { readonly text: string; readonly code: number } {
  const what = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const stack = process.env.DEBUG === "ner-eval" && error instanceof Error ? `${error.stack}\n` : "";
  if (module === undefined) {
    const hint = "hint: please report it with the output of the same command under DEBUG=ner-eval\n";
    return { text: `bug in ner-eval: ${oneLine(what)}\n${stack || hint}`, code: exitCodes.bug };
  }
  const text = `error: ${module}: the module failed outside of tag(): ${oneLine(what)}  [tagger-failed]\n${stack}`;
  return { text: `${text}hint: catch the errors of timers and promises in the module\n`, code: exitCodes.mistake };
}

/** The same for a promise that never settles, so that nothing is left to be done and the run has not ended. */
export function neverSettled(): { readonly text: string; readonly code: number } {
  if (module === undefined) return strayError(new Error("the run ended before its result"));
  const text = `error: ${module}: the tagger never answered: one of its promises never settles  [tagger-answer]\n`;
  return { text, code: exitCodes.mistake };
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").replace(/\p{Cc}/gu, "");
}
