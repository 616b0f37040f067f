import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import type { Document } from "../../src/corpus/document.ts";
import { NerEvalError } from "../../src/corpus/error.ts";
import { fromBatches, fromFunction } from "../../src/taggers/adapt.ts";
import { loadModuleTagger } from "../../src/taggers/module.ts";
import type { BatchTagger, Passage, Tagged, Tagger, TagText } from "../../src/taggers/tagger.ts";

const a: Passage = { id: "a", text: "Ada Lovelace" };
const b: Passage = { id: "b", text: "Bob" };
const c: Passage = { id: "c", text: "" };

async function tag(tagger: Tagger, passages: readonly Passage[] = [a, b, c]): Promise<Tagged[]> {
  const answers: Tagged[] = [];
  for await (const answer of tagger.tag(passages)) answers.push(answer);
  return answers;
}

async function errorOf(promise: Promise<unknown>): Promise<NerEvalError> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).to.be.instanceOf(NerEvalError);
  return error as NerEvalError;
}

/** A tagger that answers every text with the same, whatever that is. */
function answering(answer: unknown): Tagger {
  return fromFunction("test", (() => answer) as TagText);
}

describe("loadModuleTagger", () => {
  let folder: string;
  let count = 0;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "ner-eval #1 %41 "));
  });

  after(() => rm(folder, { recursive: true }));

  /** Loads a module of this content, from a file that has never been loaded. */
  async function load(content: string, extension = ".mjs"): Promise<Tagger> {
    const name = `./tagger${++count}${extension}`;
    await writeFile(join(folder, name), content);
    return loadModuleTagger(name, folder);
  }

  it("makes a tagger of a function, called as the file was", async () => {
    const tagger = await load('export default (text) => text ? [{ start: 0, end: 3, type: "PER" }] : [];');
    expect(tagger.name).to.match(/^\.\/tagger\d+\.mjs$/);
    expect(tagger).to.have.all.keys("name", "tag");
    expect(await tag(tagger)).to.deep.equal([
      { id: "a", spans: [{ start: 0, end: 3, type: "PER" }] },
      { id: "b", spans: [{ start: 0, end: 3, type: "PER" }] },
      { id: "c", spans: [] },
    ]);
  });

  it("makes a tagger of an object that tags in batches", async () => {
    const tagger = await load('export default { name: "mine", async tag(texts) { return texts.map(() => []); } };');
    expect(tagger.name).to.match(/^\.\/tagger/);
    expect(await tag(tagger)).to.deep.equal(["a", "b", "c"].map((id) => ({ id, spans: [] })));
  });

  it("takes an instance of a class", async () => {
    const tagger = await load(
      "class Mine { #empty = []; tag(texts) { return texts.map(() => this.#empty); } } export default new Mine();",
    );
    expect(await tag(tagger, [a])).to.deep.equal([{ id: "a", spans: [] }]);
  });

  it("takes CommonJS, also as compilers write it", async () => {
    expect(await tag(await load("module.exports = () => [];", ".cjs"), [a])).to.have.length(1);
    const compiled = 'Object.defineProperty(exports, "__esModule", { value: true }); exports.default = () => [];';
    expect(await tag(await load(compiled, ".cjs"), [a])).to.have.length(1);
  });

  it("passes learn and close through where the module has them", async () => {
    const tagger = await load(`
      let learned = 0;
      export default {
        learn(documents) { learned = documents.length; },
        tag: (texts) => texts.map(() => [{ start: 0, end: learned, type: "PER" }]),
        close() { throw new Error("closed"); },
      };`);
    const document: Document = { ...a, spans: [], origin: { source: "test", line: 1 } };
    await tagger.learn?.([document, document]);
    expect((await tag(tagger, [a]))[0]?.spans).to.deep.equal([{ start: 0, end: 2, type: "PER" }]);
    const error = await errorOf(Promise.resolve(tagger.close?.()));
    expect(error.message).to.equal("the tagger failed to close: Error: closed");
  });

  it("says that a file does not exist, and shows what should be in it", async () => {
    const error = await errorOf(loadModuleTagger("./none.mjs", folder));
    expect(error.code).to.equal("tagger-unknown");
    expect(error.message).to.equal(`the tagger module does not exist: ${join(folder, "none.mjs")}`);
    expect(error.issues[0]?.source).to.equal("./none.mjs");
    expect(error.hint).to.contain("export default (text) =>").and.to.contain("export default { tag: (texts) =>");
  });

  it("shows modules in its hint that work", async () => {
    const { hint } = await errorOf(loadModuleTagger("./none.mjs", folder));
    const examples = hint!.split("\n").filter((line) => line.startsWith("  export default"));
    expect(examples).to.have.length(2);
    const found = await Promise.all(examples.map(async (example) => tag(await load(example), [a])));
    expect(found[0]).to.deep.equal([{ id: "a", spans: [{ start: 0, end: 3, type: "PER" }] }]);
    expect(found[1]).to.deep.equal([{ id: "a", spans: [] }]);
  });

  it("refuses a folder", async () => {
    await mkdir(join(folder, "inner"));
    const error = await errorOf(loadModuleTagger("./inner", folder));
    expect(error.code).to.equal("tagger-unknown");
    expect(error.message).to.equal("the tagger module is not a file");
  });

  it("tells what keeps a module from being loaded", async () => {
    const syntax = await errorOf(load("export default (text => [;"));
    expect(syntax.code).to.equal("tagger-failed");
    expect(syntax.message).to.match(/^the tagger module cannot be loaded: .*Error/);
    const thrown = await errorOf(load('throw new RangeError("no model");\nexport default () => [];'));
    expect(thrown.code).to.equal("tagger-failed");
    expect(thrown.message).to.match(/^the tagger module cannot be loaded: RangeError: no model, at file:\S+:1/);
    const common = await errorOf(load("const x = 1;\nthrow new Error(x);", ".cjs"));
    expect(common.message).to.not.contain("module.ts");
    const odd = await errorOf(load("throw Object.create(null);"));
    expect(odd.code).to.equal("tagger-failed");
    const dependency = await errorOf(load('import "./no-such-file.mjs";\nexport default () => [];'));
    expect(dependency.code).to.equal("tagger-failed");
    expect(dependency.message).to.contain("no-such-file.mjs");
  });

  const shapes: readonly [content: string, message: string][] = [
    ["export const tag = () => [];", "has no default export"],
    ["export default undefined;", "has no default export"],
    ["export default null;", "has a default export that is neither a function nor an object"],
    ["export default [];", "has a default export that is neither a function nor an object"],
    ["export default {};", 'has a default export without a function "tag"'],
    ["export default class { tag() { return []; } }", "exports a class, expected a function that returns spans"],
    ["export default function* () {}", "exports a generator, expected a function that returns spans"],
    [
      "export default { async *tag() {} };",
      'exports a "tag" that is a generator, expected a function that returns arrays of spans',
    ],
    ["export default { tag: () => [], learn: true };", 'exports a "learn" that is not a function'],
    ["export default { tag: () => [], close: {} };", 'exports a "close" that is not a function'],
  ];
  for (const [content, message] of shapes) {
    it(`refuses a module with nothing but "${content}"`, async () => {
      const error = await errorOf(load(content));
      expect(error.code).to.equal("tagger-unknown");
      expect(error.message).to.equal(`the tagger module ${message}`);
      expect(error.hint).to.contain("export default");
    });
  }

  it("tells a factory from a tagger by what it answers", async () => {
    const error = await errorOf(tag(await load("export default () => ({ tag: () => [] });")));
    expect(error.code).to.equal("tagger-answer");
    expect(error.message).to.equal('the tagger answered document "a" with an object, expected an array');
  });
});

describe("fromFunction", () => {
  it("awaits answers, one text after the other", async () => {
    const seen: string[] = [];
    const tagger = fromFunction("test", async (text) => {
      seen.push(text);
      return [];
    });
    for await (const { id } of tagger.tag([a, b])) seen.push(id);
    expect(seen).to.deep.equal(["Ada Lovelace", "a", "Bob", "b"]);
  });

  it("takes label for type, scores and surfaces, and nothing else of a span", async () => {
    const spans = [
      { start: 0, end: 3, label: "PER", color: "red" },
      { start: 4, end: 12, type: "PER", label: "ORG", score: 0.5, surface: "Lovelace" },
      { start: 0, end: 12, type: "PER", score: null, surface: undefined },
    ];
    expect((await tag(answering(spans), [a]))[0]?.spans).to.deep.equal([
      { start: 0, end: 3, type: "PER" },
      { start: 4, end: 12, type: "PER", score: 0.5, surface: "Lovelace" },
      { start: 0, end: 12, type: "PER" },
    ]);
  });

  it("takes fragments, from which start and end follow", async () => {
    const fragments = [{ start: 4, end: 12 }, { start: 0, end: 1 }]; // biome-ignore format: short.
    const place = { start: 0, end: 12, fragments: [fragments[1], fragments[0]] };
    expect((await tag(answering([{ fragments, type: "PER" }]), [a]))[0]!.spans).to.deep.equal([
      { ...place, type: "PER" },
    ]);
    expect((await tag(answering([{ start: 0, end: 12, fragments, type: "PER" }]), [a]))[0]!.spans).to.deep.equal([
      { ...place, type: "PER" },
    ]);
  });

  it("names the document on which the function throws, the error, and where", async () => {
    const tagger = fromFunction("test", (text) => {
      if (text === "Bob") throw new RangeError("no Bobs");
      return [];
    });
    const error = await errorOf(tag(tagger));
    expect(error.code).to.equal("tagger-failed");
    expect(error.message).to.equal('the tagger failed on document "b": RangeError: no Bobs');
    expect(error.hint).to.match(/^it was thrown at .*module\.test\.ts:\d+/);
    const odd = fromFunction("test", () => Promise.reject(Object.create(null)));
    expect((await errorOf(tag(odd))).code).to.equal("tagger-failed");
  });

  it("passes on errors that are clear already", async () => {
    const clear = new NerEvalError({ code: "train-none", message: "nothing learned" });
    const error = await errorOf(tag(fromFunction("test", () => Promise.reject(clear))));
    expect(error).to.equal(clear);
  });

  for (const [value, found] of [
    [undefined, "undefined"],
    [null, "null"],
    ["[]", '"[]" (a string)'],
    [{ spans: [] }, "an object"],
    [() => [], "a function"],
  ]) {
    it(`refuses ${found} for an answer`, async () => {
      const error = await errorOf(tag(answering(value)));
      expect(error.code).to.equal("tagger-answer");
      expect(error.message).to.equal(`the tagger answered document "a" with ${found}, expected an array`);
      expect(error.hint).to.contain("or [] if there are none");
    });
  }

  const ok = { start: 0, end: 3, type: "PER" };
  const wrongSpans: readonly [span: unknown, message: string][] = [
    [null, "expected an object, found null"],
    [[0, 3, "PER"], "expected an object, found an array"],
    [{ end: 3, type: "PER" }, '"start" is undefined, expected a whole number'],
    [{ ...ok, start: "0" }, '"start" is "0" (a string), expected a whole number'],
    [{ ...ok, end: 2.5 }, '"end" is 2.5 (a number), expected a whole number'],
    [{ ...ok, end: Number.NaN }, '"end" is NaN (a number), expected a whole number'],
    [{ ...ok, start: -1 }, "it starts at -1, before the text"],
    [{ ...ok, start: 3 }, "it ends at 3, which is not after its start at 3"],
    [{ ...ok, end: 13 }, "it ends at 13, but the text has 12 characters"],
    [{ ...ok, type: "" }, '"type" is "" (a string), expected an entity type'],
    [{ start: 0, end: 3 }, '"type" is undefined, expected an entity type'],
    [{ ...ok, score: Number.POSITIVE_INFINITY }, '"score" is Infinity (a number), expected a finite number'],
    [{ ...ok, fragments: [] }, '"fragments" is not a list of { start, end }'],
    [{ ...ok, fragments: [null] }, '"fragments" is not a list of { start, end }'],
    [{ ...ok, fragments: [{ start: 0, end: 0 }] }, '"fragments" is not a list of { start, end }'],
    [{ ...ok, fragments: [{ start: 0, end: 2 }] }, "its fragments do not reach from 0 to 3"],
    [{ type: "PER", fragments: [ok, { start: 2, end: 5 }] }, "its fragments overlap"],
    [{ type: "PER", fragments: [ok, { start: 5, end: 13 }] }, "it ends at 13, but the text has 12 characters"],
    [{ ...ok, surface: 7 }, '"surface" is 7 (a number), expected a string'],
  ];
  for (const [span, message] of wrongSpans) {
    it(`refuses a span where ${message}`, async () => {
      const error = await errorOf(tag(answering([ok, span])));
      expect(error.code).to.equal("tagger-answer");
      expect(error.message).to.equal(`the tagger answered document "a" with a wrong span, index 1: ${message}`);
      expect(error.hint).to.contain("text.slice(start, end)");
    });
  }
});

describe("fromBatches", () => {
  /** A batch tagger that notes the sizes of its batches. */
  function counting(sizes: number[], batchSize?: number): BatchTagger {
    return {
      ...(batchSize === undefined ? {} : { batchSize }),
      tag(texts) {
        sizes.push(texts.length);
        return texts.map((text) => (text === "" ? [] : [{ start: 0, end: text.length, type: "ALL" }]));
      },
    };
  }

  const passages = Array.from({ length: 70 }, (_, i): Passage => ({ id: `${i}`, text: "x".repeat(i) }));

  it("hands on 32 texts at once, or as many as the tagger wants, and keeps the answers apart", async () => {
    const sizes: number[] = [];
    const answers = await tag(fromBatches("test", counting(sizes)), passages);
    expect(sizes).to.deep.equal([32, 32, 6]);
    expect(answers.map(({ id, spans }) => [id, spans[0]?.end ?? 0])).to.deep.equal(
      passages.map(({ id, text }) => [id, text.length]),
    );
    sizes.length = 0;
    await tag(fromBatches("test", counting(sizes, 50)), passages);
    expect(sizes).to.deep.equal([50, 20]);
    sizes.length = 0;
    await tag(fromBatches("test", counting(sizes)), []);
    expect(sizes).to.deep.equal([]);
  });

  it("refuses a batch size that is none", () => {
    for (const size of [0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY]) {
      const build = () => fromBatches("test", counting([], size));
      expect(build).to.throw(NerEvalError, `"batchSize" is ${size} (a number), expected a whole number of at least 1`);
    }
  });

  it("has learn and close only where the tagger has them", () => {
    expect(fromBatches("test", counting([]))).to.have.all.keys("name", "tag");
    const full = { ...counting([]), learn: () => {}, close: () => {} };
    expect(fromBatches("test", full)).to.have.all.keys("name", "tag", "learn", "close");
  });

  it("calls the methods on their object", async () => {
    class Mine implements BatchTagger {
      readonly calls: string[] = [];
      learn = undefined as unknown as () => void;
      tag(texts: readonly string[]) {
        this.calls.push("tag");
        return texts.map(() => []);
      }
      close() {
        this.calls.push("close");
      }
    }
    const mine = new Mine();
    const tagger = fromBatches("test", mine);
    expect(tagger.learn).to.equal(undefined);
    await tag(tagger);
    await tagger.close?.();
    expect(mine.calls).to.deep.equal(["tag", "close"]);
  });

  it("names the batch on which the tagger throws", async () => {
    const tagger = fromBatches("test", { batchSize: 2, tag: () => Promise.reject(new Error("no memory")) });
    const error = await errorOf(tag(tagger));
    expect(error.code).to.equal("tagger-failed");
    expect(error.message).to.equal('the tagger failed on the 2 documents from "a" on: Error: no memory');
  });

  it("says so where the tagger fails to learn", async () => {
    const tagger = fromBatches("test", { ...counting([]), learn: () => Promise.reject(new Error("no memory")) });
    const error = await errorOf(Promise.resolve(tagger.learn?.([])));
    expect(error.code).to.equal("tagger-failed");
    expect(error.message).to.equal("the tagger failed to learn: Error: no memory");
  });

  it("refuses an answer that is not one array for every text", async () => {
    const answers: readonly [unknown, string][] = [
      [[[]], 'the tagger answered the 3 documents from "a" on with an array of length 1'],
      [{}, 'the tagger answered the 3 documents from "a" on with an object, expected an array'],
      [[[], undefined, []], 'the tagger answered document "b" with undefined, expected an array'],
    ];
    for (const [answer, message] of answers) {
      const error = await errorOf(tag(fromBatches("test", { tag: (() => answer) as BatchTagger["tag"] })));
      expect(error.code).to.equal("tagger-answer");
      expect(error.message).to.equal(message);
    }
  });
});
