import { expect } from "chai";
import fc from "fast-check";
import { guarded, writeResult } from "../../src/cli/streams.ts";
import { Workplace } from "./fake-io.ts";

/** What comes out of a stream when these texts are written to it. */
function written(texts: readonly string[], env: { readonly [name: string]: string } = { CI: "true" }): string {
  let all = "";
  const stream = guarded({ write: (text) => (all += text) }, env);
  for (const text of texts) stream.write(text);
  return all;
}

/** Whether a runner of builds would act on a line of the text. */
const isCommand = (text: string) => /(?:^|[\r\n])[^\S\r\n]*::|##[a-z]*\[/i.test(text);

describe("what is written where the log of a build is read", () => {
  it("commands nothing at the beginning of a line, and nowhere in brackets", () => {
    expect(written(["::error::x\n  ::set-env name=A::b\na ##[debug]c ##vso[task]d ##teamcity[x]\n"])).to.equal(
      "\\u003a:error::x\n  \\u003a:set-env name=A::b\na ##\\u005bdebug]c ##vso\\u005btask]d ##teamcity\\u005bx]\n",
    );
    expect(written(["a\r::b", "::c\n", "::d"])).to.equal("a\r\\u003a:b::c\n\\u003a:d");
  });

  it("is what it is where nothing is a command, or no build runs", () => {
    expect(written(["a::b ##c [d] # [e]\n", "f::g"])).to.equal("a::b ##c [d] # [e]\nf::g");
    expect(written(["::error::x\n##[y]"], {})).to.equal("::error::x\n##[y]");
    expect(written(["::error::x\n"], { CI: "" })).to.equal("::error::x\n");
  });

  it("has commands where they are meant, each on a line of its own", () => {
    let all = "";
    const stream = guarded({ write: (text) => (all += text) }, { GITHUB_ACTIONS: "true" });
    stream.write("::a::");
    stream.command("::error::b\n");
    stream.write("::c\n");
    expect(all).to.equal("\\u003a:a::\n::error::b\n\\u003a:c\n");
  });

  it("commands nothing however it is cut, and is the same JSON", () => {
    const piece = fc.constantFrom("::", ":", "##[", "##", "[", "]", " ", "a", "vso", "é");
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.oneof(piece, fc.constantFrom("\n", "\r"))).map((of) => of.join(""))),
        (texts) => {
          // A command in brackets is cut in two only by two writes of one line, which nothing does.
          const lines = texts.map((text) => `${text}\n`);
          expect(isCommand(written(lines))).to.equal(false);
        },
      ),
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const value = { text: pieces.join("") };
        expect(JSON.parse(written([JSON.stringify(value)]))).to.deep.equal(value);
      }),
    );
  });

  it("holds for names of types on both streams, in every format", async () => {
    const type = "::error::x ##[debug]y";
    const place = new Workplace({
      "g.jsonl": JSON.stringify({ id: "::warning::a", text: "Ada", entities: [[0, 3, type]] }),
      "p.jsonl": JSON.stringify({ id: "::warning::a", entities: [[0, 3, "::notice::z"]] }),
    });
    for (const format of ["text", "json", "markdown", "csv", "tsv", "latex", "html"]) {
      const argv = ["--gold", "g.jsonl", "--pred", "p.jsonl", "-f", format];
      const { code, stdout, stderr } = await place.run(argv, { env: { GITHUB_ACTIONS: "true" } });
      expect(code, stderr).to.equal(0);
      expect(isCommand(stdout), `${format}\n${stdout}`).to.equal(false);
      expect(isCommand(stderr), stderr).to.equal(false);
    }
    place.remove();
  });
});

describe("a result on a terminal", () => {
  const onTerminal = (text: string, format: "text" | "json" | "other") => {
    let all = "";
    const place = new Workplace();
    writeResult(place.io({ stdout: { isTTY: true, write: (part) => (all += part) } }), text, format);
    place.remove();
    return all;
  };

  it("has escapes for what moves the cursor or turns the line around, and keeps its lines and tabs", () => {
    expect(onTerminal("a\u001b[31m\tb\nc\u202e\u009b\n", "other")).to.equal("a\\u001b[31m\tb\nc\\u202e\\u009b\n");
  });

  it("is the same JSON", () => {
    const value = { a: "\u001b\u009b\u202e\u{e0041} é 漢\u2028" };
    const shown = onTerminal(JSON.stringify(value), "json");
    expect(shown).to.match(/^[ -~é漢]+$/u);
    expect(JSON.parse(shown)).to.deep.equal(value);
  });

  it("is as it is in a report, which has escapes of its own, and in a file or pipe", () => {
    expect(onTerminal("\u001b[1mALL\u001b[22m\n", "text")).to.equal("\u001b[1mALL\u001b[22m\n");
    let all = "";
    const place = new Workplace();
    writeResult(place.io({ stdout: { write: (part) => (all += part) } }), "\u009b", "other");
    place.remove();
    expect(all).to.equal("\u009b");
  });

  it("is safe in every format, whatever types are called", async () => {
    const type = "A\u009b31m\u001b[2J\u202eB";
    const place = new Workplace({
      "g.jsonl": JSON.stringify({ id: "a", text: "Ada", entities: [[0, 3, type]] }),
      "p.jsonl": JSON.stringify({ id: "a", entities: [[0, 3, type]] }),
    });
    for (const format of ["text", "json", "markdown", "csv", "tsv", "latex", "html"]) {
      const argv = ["--gold", "g.jsonl", "--pred", "p.jsonl", "-f", format];
      const { stdout } = await place.run(argv, { columns: 100 });
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they must not be there.
      expect(stdout, format).not.to.match(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
    }
    place.remove();
  });
});
