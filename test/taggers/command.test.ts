import { execFileSync } from "node:child_process";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { NerEvalError } from "../../src/corpus/error.ts";
import { type CommandOptions, createCommandTagger } from "../../src/taggers/command.ts";
import type { Passage, Tagged } from "../../src/taggers/tagger.ts";

const node = `"${process.execPath}"`;
const a: Passage = { id: "a", text: "Ada Lovelace" };
const b: Passage = { id: "b", text: "“Kraków”\n\ud83d\ude00" };
const c: Passage = { id: "c", text: "" };

function fixture(name: string, ...values: readonly (string | number)[]): string {
  const path = fileURLToPath(new URL(`fixtures/${name}.mjs`, import.meta.url));
  return [node, `"${path}"`, ...values].join(" ");
}

/** A command that writes these pieces to stdout. */
function printing(...pieces: readonly (string | Buffer)[]): string {
  return fixture("print", ...pieces.map((piece) => Buffer.from(piece as string).toString("hex")));
}

function parse(line: string, lineNumber: number, source: string): Tagged {
  try {
    const { id, entities } = JSON.parse(line) as { id: string; entities: Tagged["spans"] };
    return { id, spans: entities };
  } catch {
    throw new NerEvalError({ code: "jsonl-syntax", message: `not JSON: ${line}`, line: lineNumber, source });
  }
}

function tagger(command: string, options: Partial<CommandOptions> = {}) {
  return createCommandTagger(command, { timeout: 20, parse, ...options });
}

async function tag(command: string, passages: readonly Passage[], options: Partial<CommandOptions> = {}) {
  const answers: Tagged[] = [];
  for await (const answer of tagger(command, options).tag(passages)) answers.push(answer);
  return answers;
}

async function ids(command: string, passages: readonly Passage[], options: Partial<CommandOptions> = {}) {
  return (await tag(command, passages, options)).map(({ id }) => id);
}

/** A command of the shell alone, quick to start, that answers a passage with its process id as a type. */
function answeringFor(id: string): string {
  return `printf '{"id": "${id}", "entities": [{"start": 0, "end": 1, "type": "%s"}]}\\n' $$`;
}

/** The error that a promise ends with. */
async function errorOf(promise: Promise<unknown>): Promise<NerEvalError> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).to.be.instanceOf(NerEvalError);
  return error as NerEvalError;
}

function answer(id: string): string {
  return JSON.stringify({ id, entities: [] });
}

function many(count: number): Passage[] {
  return Array.from({ length: count }, (_, i) => ({ id: `${i}`, text: "x".repeat(2000) }));
}

/** Whether a process runs: zombies, which nobody has to clear away but the system, do not. */
function isAlive(pid: string): boolean {
  try {
    return !execFileSync("ps", ["-o", "stat=", "-p", pid], { encoding: "utf8" }).startsWith("Z");
  } catch {
    return false;
  }
}

/** The type of the first span; the reader leaves with it, though there is more to come. */
async function firstType(command: string, passages: readonly Passage[]): Promise<string> {
  for await (const { spans } of tagger(command).tag(passages)) {
    expect(isAlive(spans[0]!.type)).to.equal(true);
    return spans[0]!.type;
  }
  return expect.fail("no answer");
}

async function expectGone(pid: string): Promise<void> {
  for (let i = 0; i < 50 && isAlive(pid); i++) await setTimeout(20);
  expect(isAlive(pid)).to.equal(false);
}

describe("createCommandTagger", () => {
  it("is called after its command", () => {
    expect(tagger("python tag.py").name).to.equal("cmd:python tag.py");
  });

  it("writes each passage as a line and yields what the command answers", async () => {
    expect(await tag(fixture("echo"), [a, b, c])).to.deep.equal([
      { id: "a", spans: [{ start: 0, end: 12, type: "ALL" }] },
      { id: "b", spans: [{ start: 0, end: 11, type: "ALL" }] },
      { id: "c", spans: [{ start: 0, end: 0, type: "ALL" }] },
    ]);
  });

  it("yields answers as they come", async () => {
    const answers = tagger(fixture("stay", 1)).tag([a, b])[Symbol.asyncIterator]();
    expect((await answers.next()).value.id).to.equal("a");
    await answers.return?.();
  });

  it("can be used again, and by two at the same time", async () => {
    const echo = tagger(fixture("echo"));
    const run = async (passages: readonly Passage[]) => {
      const found: string[] = [];
      for await (const { id } of echo.tag(passages)) found.push(id);
      return found;
    };
    expect(await Promise.all([run([a, b]), run([c])])).to.deep.equal([["a", "b"], ["c"]]);
    expect(await run([b])).to.deep.equal(["b"]);
  });

  it("starts nothing where there are no passages", async () => {
    expect(await tag("exit 1", [])).to.deep.equal([]);
  });

  it("refuses two passages of one id", async () => {
    expect((await errorOf(tag(fixture("echo"), [a, b, a]))).code).to.equal("id-repeated");
  });

  it("runs the command in a shell", async () => {
    expect(await ids(`${fixture("echo")} | ${fixture("at-end")}`, [a, b])).to.deep.equal(["b", "a"]);
  });

  describe("reading answers", () => {
    it("takes them all at the end, in any order, without a last line break", async () => {
      expect(await ids(fixture("at-end"), [a, b, c])).to.deep.equal(["c", "b", "a"]);
    });

    it("puts lines together from chunks, also inside a character", async () => {
      const id = "Łódź";
      const bytes = Buffer.from(`${answer(id)}\n${answer("a")}\n`);
      const pieces = [bytes.subarray(0, 9), bytes.subarray(9, 20), bytes.subarray(20)];
      expect(await ids(printing(...pieces), [{ id, text: "" }, a])).to.deep.equal([id, "a"]);
    });

    it("ignores blank lines, carriage returns and a byte order mark", async () => {
      const seen: string[] = [];
      const spy: CommandOptions["parse"] = (line, number, source) => {
        seen.push(`${source} ${number} ${line}`);
        return parse(line, number, source);
      };
      const command = printing(`\ufeff\r\n${answer("a")}\r\n\n  \n${answer("b")}\r\n\n`);
      expect(await ids(command, [a, b], { parse: spy })).to.deep.equal(["a", "b"]);
      expect(seen).to.deep.equal([`cmd:${command} 2 ${answer("a")}`, `cmd:${command} 5 ${answer("b")}`]);
    });

    it("does not block with 5,000 passages for a program that answers line by line, slowly", async () => {
      expect(await ids(fixture("echo", 2000, 2), many(5000))).to.have.length(5000);
    });

    it("does not block with 5,000 passages for a program that answers at the end", async () => {
      expect(await ids(fixture("at-end"), many(5000))).to.have.length(5000);
    });

    it("does not mistake a slow reader of the answers for a silent command", async () => {
      const command = `yes '${JSON.stringify({ padding: "x".repeat(2000) })}' | head -n 500`;
      let count = 0;
      const parse = () => ({ id: `${count}`, spans: [] });
      for await (const _ of tagger(command, { timeout: 0.3, parse }).tag(many(500)))
        if (++count === 100) await setTimeout(500);
      expect(count).to.equal(500);
    });
  });

  describe("refusing answers", () => {
    it("says which line is not an answer, and why", async () => {
      const command = printing(`${answer("a")}\n\nLoading model...\n${answer("b")}\n`);
      const error = await errorOf(tag(command, [a, b]));
      expect(error.code).to.equal("tagger-answer");
      expect(error.message).to.equal("line 3 of the command's output is not an answer: not JSON: Loading model...");
      expect(error.hint).to.contain('{"id": "1", "entities": []}');
      expect(error.issues[0]).to.include({ code: "tagger-answer", source: `cmd:${command}`, line: 3 });
    });

    it("lets errors of the parser itself through", async () => {
      const bug = new TypeError("a bug");
      const parse = () => {
        throw bug;
      };
      const error = await tag(fixture("echo"), [a], { parse }).catch((reason: unknown) => reason);
      expect(error).to.equal(bug);
    });

    it("names an id that was not asked for", async () => {
      const error = await errorOf(tag(printing(`${answer("a")}\n${answer("z")}\n`), [a, b]));
      expect(error.code).to.equal("tagger-answer");
      expect(error.message).to.equal(`line 2 of the command's output answers "z", which is not the id of a passage`);
    });

    it("names an id that was answered twice", async () => {
      const error = await errorOf(tag(printing(`${answer("a")}\n${answer("a")}\n`), [a, b]));
      expect(error.code).to.equal("tagger-answer");
      expect(error.message).to.equal(`line 2 of the command's output answers "a" a second time`);
    });

    it("reads on after the last answer, and refuses what is too much", async () => {
      const again = await errorOf(tag(printing(`${answer("a")}\n`, `${answer("a")}\n`), [a]));
      expect(again.message).to.contain("a second time");
      const done = await errorOf(tag(printing(`${answer("a")}\n`, "Done."), [a]));
      expect(done.message).to.equal("line 2 of the command's output is not an answer: not JSON: Done.");
    });

    it("refuses bytes that are not UTF-8", async () => {
      const latin1 = Buffer.from(`${answer("a")}\n{"id": "Łódź" é}\n`, "latin1");
      const error = await errorOf(tag(printing(latin1), [a, b]));
      expect(error.code).to.equal("tagger-answer");
      expect(error.message).to.equal("line 2 of the command's output is not valid UTF-8");
      expect(error.hint).to.contain("PYTHONIOENCODING");
    });

    it("refuses a line longer than 256 MiB", async () => {
      const error = await errorOf(tag(fixture("long-line"), [a]));
      expect(error.code).to.equal("tagger-answer");
      expect(error.message).to.equal("line 1 of the command's output is longer than 256 MiB");
    });

    it("names the first passages without an answer", async () => {
      const command = printing(`${answer("3")}\n`);
      const error = await errorOf(tag(command, many(6)));
      expect(error.code).to.equal("tagger-answer");
      expect(error.message).to.equal(
        'the command ended its output after answering 1 of 6 passages; no answer for "0", "1", "2" and 2 more',
      );
      expect(error.hint).to.contain('{"id": "0", "entities": []}');
    });

    it("takes a closed output for the end, though the command lives on", async () => {
      const error = await errorOf(tag("exec >&-; sleep 30", [a], { timeout: 0.2 }));
      expect(error.code).to.equal("tagger-answer");
      expect(error.message).to.contain('no answer for "a"');
    });
  });

  describe("with a command that fails", () => {
    it("tells the exit code, how far it came, and its last words", async () => {
      const answers: string[] = [];
      const run = async () => {
        for await (const { id } of tagger(fixture("die", 2, 3)).tag([a, b, c])) answers.push(id);
      };
      const error = await errorOf(run());
      expect(answers).to.deep.equal(["a", "b"]);
      expect(error.code).to.equal("tagger-failed");
      expect(error.message).to.equal("the command exited with code 3 after answering 2 of 3 passages");
      expect(error.hint).to.contain("run the command by hand");
      const words = error.hint?.split("stderr:\n")[1]?.split("\n");
      expect(words).to.have.length(10);
      expect(words?.at(0)).to.equal("  complaint 12");
      expect(words?.at(-1)).to.equal("  out of luck");
      expect(error.issues[0]?.source).to.equal(`cmd:${fixture("die", 2, 3)}`);
    });

    it("shows at most 2,000 characters of stderr", async () => {
      const script = `process.stderr.write("x".repeat(9999) + "END", () => process.exit(1))`;
      const error = await errorOf(tag(`${node} -e '${script}'`, [a]));
      expect(error.hint?.split("stderr:\n")[1]).to.equal(`  ${"x".repeat(1997)}END`);
    });

    it("tells the signal", async () => {
      const error = await errorOf(tag(`exec ${fixture("die", 1, "SIGKILL")}`, [a, b]));
      expect(error.code).to.equal("tagger-failed");
      expect(error.message).to.equal("the command was ended by SIGKILL after answering 1 of 2 passages");
      expect(error.hint).to.contain("memory");
    });

    it("tells the signal that a shell reports as a code", async () => {
      const error = await errorOf(tag(`${fixture("die", 1, "SIGKILL")}; exit $?`, [a, b]));
      expect(error.message).to.equal("the command exited with code 137 (SIGKILL) after answering 1 of 2 passages");
    });

    it("fails too where everything was answered before", async () => {
      const error = await errorOf(tag(`${printing(`${answer("a")}\n`)}; exit 4`, [a]));
      expect(error.message).to.equal("the command exited with code 4 after answering 1 of 1 passage");
    });

    it("survives that nobody reads what it writes", async () => {
      for (const command of ["exit 5", fixture("die", 0, 5), `exec <&-; ${fixture("die", 0, 5)}`]) {
        const error = await errorOf(tag(command, many(5000)));
        expect(error.code).to.equal("tagger-failed");
        expect(error.message).to.equal("the command exited with code 5 after answering 0 of 5,000 passages");
      }
    });

    it("says that a command was not found, or cannot be executed", async () => {
      const unknown = await errorOf(tag("ner-eval-no-such-program --fast", [a]));
      expect(unknown.code).to.equal("tagger-failed");
      expect(unknown.message).to.contain("command not found");
      expect(unknown.hint).to.contain("PATH").and.to.contain("ner-eval-no-such-program");
      const folder = await errorOf(tag(`"${fileURLToPath(new URL("fixtures", import.meta.url))}"`, [a]));
      expect(folder.code).to.equal("tagger-failed");
      expect(folder.message).to.contain("not executable");
    });

    it("says that no shell can be started", async () => {
      const error = await errorOf(tag("exit \0", [a]));
      expect(error.code).to.equal("tagger-failed");
      expect(error.message).to.contain("cannot be started");
    });

    it("does not wait for what was left behind in the background", async () => {
      const error = await errorOf(tag("sleep 30 & exit 6", [a], { timeout: 0.2 }));
      expect(error.message).to.contain("exited with code 6");
    });
  });

  describe("with a command that is slow", () => {
    it("gives up a command that answers nothing", async () => {
      const error = await errorOf(tag("echo loading >&2; sleep 30", [a, b], { timeout: 0.3 }));
      expect(error.code).to.equal("tagger-timeout");
      expect(error.message).to.equal("the command wrote nothing for 0.3 s, after answering 0 of 2 passages");
      expect(error.hint).to.contain("raise `timeout` (seconds)").and.to.contain("flush").and.to.contain("  loading");
    });

    it("gives up a command that stops answering, and ends it", async () => {
      const types: (string | undefined)[] = [];
      const run = async () => {
        for await (const { spans } of tagger(`${answeringFor("0")}; sleep 30`, { timeout: 0.3 }).tag(many(1000)))
          types.push(spans[0]?.type);
      };
      const error = await errorOf(run());
      expect(error.code).to.equal("tagger-timeout");
      expect(error.message).to.contain("after answering 1 of 1,000 passages");
      await expectGone(types[0]!);
    });

    it("waits for ever where the timeout is longer than timers can be", async () => {
      expect(await ids(fixture("echo"), [a], { timeout: Number.POSITIVE_INFINITY })).to.deep.equal(["a"]);
    });

    it("ends a command that stays alive with everything answered", async () => {
      const [first] = await tag(`${answeringFor("a")}; sleep 30`, [a], { timeout: 0.3 });
      await expectGone(first!.spans[0]!.type);
    });

    it("does not let blank lines keep it waiting once everything is answered", async () => {
      const command = `${answeringFor("a")}; while echo; do sleep 0.05; done`;
      expect(await ids(command, [a], { timeout: 0.3 })).to.deep.equal(["a"]);
    });
  });

  describe("when it is stopped", () => {
    it("ends the command and what that has started where the reader leaves early", async () => {
      await expectGone(await firstType(`${fixture("stay", 9)} | cat; exit`, [a, b]));
    });

    it("ends a command that is still being written to", async () => {
      await expectGone(await firstType(fixture("stay", 9), many(3000)));
    });

    it("ends a command that ignores polite signals", async () => {
      await expectGone(await firstType(fixture("stay", 9, "SIGTERM", "SIGHUP"), [a]));
    });

    it("ends the command where the reader throws", async () => {
      let pid = "";
      const run = async () => {
        for await (const { spans } of tagger(fixture("stay", 9)).tag([a, b])) {
          pid = spans[0]!.type;
          throw new RangeError("enough");
        }
      };
      const error = await run().catch((reason: unknown) => reason);
      expect(error).to.be.instanceOf(RangeError);
      await expectGone(pid);
    });

    it("ends the command on close, and tells whoever waits for an answer", async () => {
      const stay = tagger(fixture("stay", 1));
      const answers = stay.tag([a, b])[Symbol.asyncIterator]();
      const first = (await answers.next()) as IteratorResult<Tagged, undefined>;
      const second = errorOf(answers.next());
      await stay.close?.();
      expect((await second).code).to.equal("interrupted");
      await expectGone(first.value!.spans[0]!.type);
      expect((await answers.next()).done).to.equal(true);
    });

    it("closes without ado where nothing runs", async () => {
      const echo = tagger(fixture("echo"));
      await echo.close?.();
      for await (const { id } of echo.tag([a])) expect(id).to.equal("a");
      await echo.close?.();
    });

    it("leaves no timers, processes, pipes or listeners behind", async () => {
      const held = () =>
        process
          .getActiveResourcesInfo()
          .filter((name) => /Timeout|Process|Pipe/.test(name))
          .sort();
      await setTimeout(10);
      const before = held();
      const listeners = process.listenerCount("exit");
      await ids(fixture("echo"), [a, b], { timeout: 60 });
      await errorOf(tag("exit 1", [a], { timeout: 60 }));
      await errorOf(tag("sleep 30", [a], { timeout: 0.1 }));
      for await (const _ of tagger(fixture("stay", 1), { timeout: 60 }).tag([a, b])) break;
      await setTimeout(10);
      expect(held()).to.deep.equal(before);
      expect(process.listenerCount("exit")).to.equal(listeners);
    });
  });
});
