/** `ner-eval convert`: annotated documents from one format into another, saying what would be lost. */
import { mkdirSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { SpanChecker } from "../../align/check.ts";
import { warnUnused } from "../../align/rename.ts";
import { TypeFilter } from "../../align/types.ts";
import type { Document } from "../../corpus/document.ts";
import { NerEvalError, throwIssues } from "../../corpus/error.ts";
import { IssueLog, type Warning } from "../../corpus/issue.ts";
import { compareText } from "../../corpus/span.ts";
import { type DocumentWriter, LossLog } from "../../formats/write/writer.ts";
import { writerOf, writers } from "../../formats/write/writers.ts";
import { counted } from "../../report/numbers.ts";
import { type Findings, goldInput } from "../inputs.ts";
import type { Io } from "../io.ts";
import { type GoldFlags, goldSettings } from "../options.ts";
import { refuseInputs, targetOf, writeWhole } from "../outputs.ts";
import { typeRules } from "../type-rules.ts";
import { usage } from "../usage.ts";

/** Flags of the command. */
export interface ConvertFlags extends GoldFlags {
  readonly to?: string;
  readonly output?: string;
  readonly lossy?: boolean;
}

/** Runs the command. Everything is read and tried before anything is written. */
export async function convert(
  paths: readonly string[],
  flags: ConvertFlags,
  io: Io,
  warn: (warnings: readonly Warning[]) => void,
): Promise<void> {
  const writer = writerFor(flags);
  const findings: Findings = { issues: new IssueLog(), warnings: [] };
  const gold = await goldInput(goldSettings(flags, paths), findings, io);
  const checker = new SpanChecker("utf16", findings.issues);
  const filter = new TypeFilter(typeRules(flags), "gold");
  const losses = new LossLog();
  const written: { readonly id: string; readonly text: string }[] = [];
  for await (const batch of gold.batches) {
    for (const document of batch) {
      const spans = filter.apply(checker.check(document.spans, document.text, document.origin));
      if (findings.issues.count > 0) continue;
      written.push({
        id: document.id,
        text: writer.write({ ...document, spans } as Document, written.length + 1, losses),
      });
    }
  }
  checker.finish("gold");
  throwIssues(findings.issues);
  const lost = Array.from(losses.losses, ([what, { count, example }]): Warning => {
    const message = `${writer.name} cannot hold ${count} ${what}, first in ${JSON.stringify(example)}`;
    return { code: "convert-lossy", message };
  });
  if (lost.length > 0 && !flags.lossy) throw refusal(lost);
  warn([...findings.warnings, ...warnUnused(filter.renamer), ...leftOut(filter), ...lost]);
  await put(written, writer, flags, gold.files, io);
}

/** What `--types`, `--ignore` and `--map` kept out. */
function leftOut({ dropped, ignored }: TypeFilter): Warning[] {
  const types = [...dropped, ...ignored].sort(([a], [b]) => compareText(a, b));
  if (types.length === 0) return [];
  const message = `left out by type: ${types.map(([type, count]) => `${type} ${count}`).join(", ")}`;
  return [{ code: "type-left-out", message }];
}

async function put(
  written: readonly { readonly id: string; readonly text: string }[],
  writer: DocumentWriter,
  { output }: ConvertFlags,
  inputs: readonly string[],
  io: Io,
): Promise<void> {
  if (output?.endsWith("/")) {
    for (const { id, text } of written) {
      const name = join(output, `${safe(id)}${writer.extensions[0]}`);
      mkdirSync(dirname(resolve(io.cwd, name)), { recursive: true });
      const target = await targetOf(name, io);
      refuseInputs([target], inputs);
      writeWhole(target, text);
    }
    io.stderr.write(`${output}: ${counted(written.length, "document")}\n`);
    return;
  }
  if (writer.fileEach && written.length !== 1) {
    throw usage(
      `${counted(written.length, "document")} do not fit in one file in the ${writer.name} format`,
      "name a folder: -o FOLDER/",
    );
  }
  const text = written.map((one) => one.text).join("");
  if (output === undefined) {
    io.stdout.write(text);
    return;
  }
  const target = await targetOf(output, io);
  refuseInputs([target], inputs);
  writeWhole(target, text);
  io.stderr.write(`${output}: ${counted(written.length, "document")}\n`);
}

function writerFor({ to, output }: ConvertFlags): DocumentWriter {
  if (to !== undefined) return writers.find(({ name }) => name === to)!;
  if (output === undefined) throw usage("no format to write", "name one with --to, or a file with -o");
  const writer = output.endsWith("/") ? writers.find(({ fileEach }) => fileEach) : writerOf(output);
  const endings = writers.flatMap(({ extensions }) => extensions).join(", ");
  if (!writer) throw usage(`cannot tell what to write into ${output}`, `end it in ${endings}, or use --to`);
  return writer;
}

/** An id as a path within a folder. */
function safe(id: string): string {
  const parts = id.split("/");
  if (!id.includes("\0") && parts.every((part) => part !== "" && part !== "." && part !== "..")) return id;
  const message = `the id ${JSON.stringify(id)} is no name for a file`;
  throw new NerEvalError({ code: "convert-impossible", message, hint: "write it as JSONL instead" });
}

function refusal(lost: readonly Warning[]): NerEvalError {
  const hint = "--lossy goes ahead without that";
  const issues = lost.map(({ code, message }) => ({ code, message, hint }));
  return new NerEvalError(issues[0]!, issues);
}
