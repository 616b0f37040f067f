/**
 * Laws that scores of any corpus keep, in every format it can be written in, also where a file is damaged.
 * `CORPORA=2000` tries so many corpora.
 */
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import fc from "fast-check";
import { writtenFormats } from "../../src/formats/registry.ts";
import { type Random, randomStream } from "../../src/stats/random.ts";
import { Workplace } from "./fake-io.ts";

const CORPORA = Number(process.env.CORPORA ?? 60);

const whole = (below: number, random: Random) => Math.floor(random() * below);
const pick = <T>(items: readonly T[], random: Random) => items[whole(items.length, random)]!;

const words =
  "Ada Moen met Bo Lund in Port Osk , and flew to Halden . Zoë 🚢 漢字 l’été B-PER O 3 1984 a_b x|y [sic] (not) #1 &amp; <b> \\n".split(
    " ",
  );
const types = ["PER", "LOC", "ORG", "creative-work", "e7"];

interface Span {
  readonly start: number;
  readonly end: number;
  readonly type: string;
}

interface Text {
  readonly id: string;
  readonly text: string;
  readonly entities: readonly Span[];
}

/** A corpus of one to five documents, with mentions of tokens, some of them nested or crossing. */
function corpusOf(random: Random, size = 1 + whole(5, random)): Text[] {
  const kinds = types.slice(0, 1 + whole(types.length, random));
  return Array.from({ length: size }, (_, i) => {
    const list = Array.from({ length: 1 + whole(14, random) }, () => pick(words, random));
    const starts = list.map((_, w) => list.slice(0, w).join(" ").length + (w > 0 ? 1 : 0));
    const spans = Array.from({ length: whole(5, random) }, (): Span => {
      const first = whole(list.length, random);
      const last = Math.min(list.length - 1, first + whole(3, random));
      return { start: starts[first]!, end: starts[last]! + list[last]!.length, type: pick(kinds, random) };
    });
    const keys = new Set<string>();
    const entities = spans.filter(({ start, end, type }) => {
      const key = `${start} ${end} ${type}`;
      return !keys.has(key) && keys.add(key);
    });
    return { id: `d${i}`, text: list.join(" "), entities };
  });
}

const linesOf = (corpus: readonly Text[]) => corpus.map((text) => `${JSON.stringify(text)}\n`).join("");

/** What another recognizer could have predicted: some mentions as they are, moved, of another type, or others. */
function predictionsFor(corpus: readonly Text[], random: Random): Text[] {
  const other = corpusOf(random, corpus.length);
  return corpus.map(({ id, text, entities }, i) => ({
    id,
    text,
    entities: [
      ...entities.flatMap((span) => {
        const chance = random();
        if (chance < 0.5) return [span];
        if (chance < 0.7) return [{ ...span, type: pick(types, random) }];
        const end = Math.min(text.length, span.end + 1);
        return chance < 0.85 ? [{ ...span, end }] : [];
      }),
      ...other[i]!.entities.filter(({ end }) => end <= text.length).slice(0, 1),
    ].filter(({ start, end }) => cutsNothing(text, start) && cutsNothing(text, end)),
  }));
}

const cutsNothing = (text: string, at: number) => !/^[\ud800-\udbff][\udc00-\udfff]/.test(text.slice(at - 1, at + 1));

/** The files of a path. */
function filesOf(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { recursive: true, encoding: "utf8" })
    .map((name) => join(path, name))
    .filter((file) => statSync(file).isFile());
}

/** A text with one change to a cell, a line or a character. */
function damaged(text: string, random: Random): string {
  const lines = text.split("\n");
  const at = whole(lines.length, random);
  const cells = lines[at]!.split(/([\t ]+)/);
  const cell = 2 * whole(Math.ceil(cells.length / 2), random);
  const place = whole(text.length + 1, random);
  switch (whole(8, random)) {
    case 0:
      return lines.filter((_, i) => i !== at).join("\n");
    case 1:
      return lines.flatMap((line, i) => (i === at ? [line, line] : [line])).join("\n");
    case 2:
      return lines.flatMap((line, i) => (i === at ? [line, ""] : [line])).join("\n");
    case 3:
      cells[cell] = "";
      break;
    case 4:
      cells[cell] = pick(["O", "B-LOC", "I-PER", "x", "7", "_", "-1", "null"], random);
      break;
    case 5:
      cells.splice(cell, 2);
      break;
    case 6:
      return text.slice(0, place) + text.slice(place + 1);
    default:
      return text.slice(0, place) + pick([..."x 0-\"'[]{}<>|\t\n,:B", "🚢", "é"], random) + text.slice(place + 1);
  }
  lines[at] = cells.join("");
  return lines.join("\n");
}

const SAME = "same-input";

describe("random corpora", function () {
  this.timeout(1_200_000);
  let place: Workplace;
  beforeEach(() => {
    place = new Workplace();
  });
  afterEach(() => place.remove());

  /** The micro scores and totals of a run, and the codes of its warnings; undefined where it was refused. */
  async function scored(gold: string, pred: string, ...more: string[]) {
    const argv = ["--gold", gold, "--pred", pred, "--resamples", "0", "-f", "json", ...more];
    const { code, stdout, stderr } = await place.run(argv);
    expect(code, stderr).to.be.oneOf([0, 2]);
    if (code === 2) return undefined;
    const { scores, warnings, errors } = JSON.parse(stdout);
    return {
      ...{ scores, errors },
      strict: scores.strict.micro,
      codes: (warnings as { code: string }[]).map((warning) => warning.code),
      stderr,
    };
  }

  /** Runs a law for many seeds; a failing seed is in the error. */
  const law = (check: (random: Random) => Promise<void>) =>
    fc.assert(
      fc.asyncProperty(fc.integer(), (seed) => check(randomStream(seed, "corpora"))),
      { numRuns: CORPORA },
    );

  it("score 100 against themselves in every format; a damaged file does, or is refused, or a warning names what is wrong", async () => {
    const seen = { scored: 0, damaged: 0, refused: 0, warned: 0 };
    await law(async (random) => {
      const corpus = corpusOf(random);
      const { name, writer } = pick(writtenFormats, random);
      const { fileEach, endings } = writer;
      const path = fileEach === undefined ? `${name}${endings[0] ?? ".json"}` : `${name}/`;
      const formats = ["--gold-format", name, "--pred-format", name];
      const named = name === "bracket" ? undefined : formats;
      // Files of the corpus before would be read with these.
      place.remove();
      place = new Workplace({ "corpus.jsonl": linesOf(corpus) });
      const made = await place.run(["convert", "corpus.jsonl", "--to", name, "--lossy", "-o", path]);
      if (made.code === 2) {
        seen.refused++;
        return;
      }
      expect(made.code, made.stderr).to.equal(0);
      // Brackets are no format of predictions.
      const pred = named ? path : "corpus.jsonl";
      const itself = await scored(path, pred, ...(named ?? ["--gold-format", name]));
      expect(itself, made.stderr).not.to.equal(undefined);
      const lost = made.stderr.includes("cannot hold");
      if (itself!.strict.gold > 0 && (named || !lost)) expect(itself!.strict.f1, itself!.stderr).to.equal(1);
      seen.scored++;
      if (!named) return;
      const file = pick(filesOf(place.path(path)), random);
      const before = readFileSync(file, "utf8");
      const after = damaged(before, random);
      writeFileSync(file, after);
      const spoilt = await scored(path, path, ...named);
      seen.damaged++;
      if (spoilt === undefined) seen.refused++;
      else if (spoilt.codes.some((code) => code !== SAME)) seen.warned++;
      else expect(spoilt.strict.f1, `${name}\n${before}\n--- damaged\n${after}`).to.equal(1);
    });
    expect(seen.scored).to.be.greaterThan(CORPORA / 2);
  });

  it("have precision and recall swapped where the sides are", async () => {
    await law(async (random) => {
      const gold = corpusOf(random);
      place.write("a.jsonl", linesOf(gold));
      place.write("b.jsonl", linesOf(predictionsFor(gold, random)));
      const [there, back] = [await scored("a.jsonl", "b.jsonl"), await scored("b.jsonl", "a.jsonl")];
      for (const scheme of ["strict", "exact", "partial", "type"]) {
        const [one, other] = [there!.scores[scheme].micro, back!.scores[scheme].micro];
        expect([one.precision, one.recall, one.f1]).to.deep.equal([other.recall, other.precision, other.f1]);
      }
    });
  });

  it("have the same scores where every document is there twice", async () => {
    await law(async (random) => {
      const gold = corpusOf(random);
      const pred = predictionsFor(gold, random);
      const twice = (texts: readonly Text[]) => [...texts, ...texts.map((text) => ({ ...text, id: `${text.id}x` }))];
      const write = (name: string, texts: readonly Text[]) => place.write(name, linesOf(texts));
      write("a.jsonl", gold);
      write("b.jsonl", pred);
      write("aa.jsonl", twice(gold));
      write("bb.jsonl", twice(pred));
      // Where the unit of offsets is to be detected, twice as many edges may decide what half of them do not.
      const unit = ["--offsets", "utf16", "--gold-offsets", "utf16"];
      const once = await scored("a.jsonl", "b.jsonl", ...unit);
      const again = await scored("aa.jsonl", "bb.jsonl", ...unit);
      for (const scheme of ["strict", "exact", "partial", "type"]) {
        const [one, other] = [once!.scores[scheme].micro, again!.scores[scheme].micro];
        expect([other.precision, other.recall, other.f1]).to.deep.equal([one.precision, one.recall, one.f1]);
        expect([other.gold, other.pred, other.correct]).to.deep.equal(
          [one.gold, one.pred, one.correct].map((count) => 2 * count),
        );
      }
    });
  });

  it("have the same totals whatever their types are called", async () => {
    await law(async (random) => {
      const gold = corpusOf(random);
      const pred = predictionsFor(gold, random);
      const names = new Map(types.map((type, i) => [type, `Z${types.length - i} ${type}`]));
      const renamed = (texts: readonly Text[]) =>
        texts.map((text) => ({
          ...text,
          entities: text.entities.map((span) => ({ ...span, type: names.get(span.type)! })),
        }));
      place.write("a.jsonl", linesOf(gold));
      place.write("b.jsonl", linesOf(pred));
      place.write("ra.jsonl", linesOf(renamed(gold)));
      place.write("rb.jsonl", linesOf(renamed(pred)));
      const [one, other] = [await scored("a.jsonl", "b.jsonl"), await scored("ra.jsonl", "rb.jsonl")];
      for (const scheme of ["strict", "exact", "partial", "type"])
        expect(other!.scores[scheme].micro).to.deep.equal(one!.scores[scheme].micro);
      expect(other!.errors.all).to.deep.equal(one!.errors.all);
    });
  });
});
