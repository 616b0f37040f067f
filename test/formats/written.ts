/** Documents to be written, and what becomes of them when they are read back. */
import fc from "fast-check";
import { collect, type Document } from "../../src/corpus/document.ts";
import { NerEvalError } from "../../src/corpus/error.ts";
import { IssueLog } from "../../src/corpus/issue.ts";
import { compareSpans, type PredictedSpan } from "../../src/corpus/span.ts";
import type { WrittenFormat } from "../../src/formats/format.ts";
import { defaultGoldOptions, type GoldOptions } from "../../src/formats/format.ts";
import { chunksOf } from "../../src/formats/lines.ts";
import { formatNamed, goldFormats } from "../../src/formats/registry.ts";
import { LossLog, type Written } from "../../src/formats/writing.ts";

/** Stretches of text that formats trip over. */
const stretches = [
  ..."Ada Zoe\u0308 met O B-PER a l’été 漢字 العربية 🚢 👩‍👩‍👧 e\u0301 . , - 0".split(" "),
  ..."[ ] \\ \\n ]]> <b> </doc> &amp; &#13; & \" ' { } | ( ) # _ * = @@ -DOCSTART- #Text=x 1|t|x".split(" "),
  ...["[PER Bo]", "# text = x", "T1\tPER 0 3\tAda", "1-1\t0-3\tAda", " ", "  ", "\ud83d"],
  ..."\t \n \r\n \r \n\n \u0000 \u0007 \u000b \u0085 \u2028 \ufeff \u00a0 \ufffe".split(" "),
];

const types = fc.constantFrom(
  ..."PER PER LOC LOC ORG creative-work constructor Note Person B-PER O _ * text Token doc e7".split(" "),
  ...["x|y", "(x)", "é🚢", "<x>", '"', "Ä&B", "12", "x[1]", "\\", " x", "x\n", "a b", "\u0001"],
);
const plainTypes = fc.constantFrom("PER", "LOC", "ORG", "creative-work");
const words = "Ada Moen 🚢 flew 漢字 to Osk. #1 # O B-PER Zoe\u0308 a_b x|y [sic] <b> -DOCSTART- \u0007".split(" ");

/** Where characters begin and the text ends. */
function edgesOf(text: string): number[] {
  const edges = [0];
  for (const character of text) edges.push(edges.at(-1)! + character.length);
  return edges;
}

/** Half-open extents between two of these edges. */
const extentAmong = (edges: readonly number[]) =>
  fc
    .tuple(fc.nat(edges.length - 2), fc.integer({ min: 1, max: 6 }))
    .map(([first, length]) => ({ start: edges[first]!, end: edges[Math.min(first + length, edges.length - 1)]! }));

/** Mostly undefined: what hardly any format holds. */
const seldom = <T>(...values: T[]): fc.Arbitrary<T | undefined> =>
  fc.oneof({ weight: 30, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: fc.constantFrom(...values) });

const scored = <T extends object>(span: fc.Arbitrary<T>) =>
  fc.tuple(span, seldom(0.25, 1 / 3)).map(([one, score]) => {
    return score === undefined ? one : { ...one, score };
  });

/** Texts of anything, with spans of anything, in one piece or two. */
const nasty: fc.Arbitrary<Written> = fc
  .array(fc.constantFrom(...stretches), { maxLength: 12 })
  .map((parts) => parts.join(""))
  .chain((text) => {
    const edges = edgesOf(text);
    const spans: fc.Arbitrary<PredictedSpan[]> =
      text === ""
        ? fc.constant([])
        : fc.array(scored(fc.oneof(spanAmong(edges), spanAmong(edges, plainTypes))), { maxLength: 4 });
    return fc.record({
      id: fc.constantFrom("1", "1", "1", "a/b", "x y", "", " a", "a|b", "a\tb", "é", "<&>"),
      text: fc.constant(text),
      spans,
      unannotated: seldom([{ start: 0, end: 1 }]),
    });
  })
  .map((document) => ({ ...document, origin: { source: "x", line: 1 } }));

function spanAmong(edges: readonly number[], of: fc.Arbitrary<string> = types): fc.Arbitrary<PredictedSpan> {
  return fc.oneof(
    {
      weight: 8,
      arbitrary: fc.record({ extent: extentAmong(edges), type: of }).map(({ extent, type }) => ({ ...extent, type })),
    },
    {
      weight: 1,
      arbitrary: fc.tuple(extentAmong(edges), extentAmong(edges), of).map(([a, b, type]) => {
        const [first, second] = a.start <= b.start ? [a, b] : [b, a];
        if (first.end >= second.start) return { ...a, type };
        return { start: first.start, end: second.end, type, fragments: [first, second] };
      }),
    },
  );
}

/** Words with a blank between them, which are the tokens, with spans from token to token. */
const tame: fc.Arbitrary<Written> = fc
  .tuple(fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 10 }), fc.constantFrom(" ", "\n"))
  .chain(([list, mark]) => {
    // One line break at most, as titles have it.
    const text = list.reduce((whole, word, i) => whole + (i === 0 ? "" : i === 2 ? mark : " ") + word, "");
    const tokens: { start: number; end: number }[] = [];
    for (const word of list) {
      const start = tokens.length === 0 ? 0 : tokens.at(-1)!.end + 1;
      tokens.push({ start, end: start + word.length });
    }
    const span = fc
      .tuple(fc.nat(list.length - 1), fc.integer({ min: 1, max: 3 }), plainTypes)
      .map(([first, length, type]) => {
        return { start: tokens[first]!.start, end: tokens[Math.min(first + length, list.length) - 1]!.end, type };
      });
    return fc.record({
      id: fc.constant("1"),
      text: fc.constant(text),
      spans: fc.array(span, { maxLength: 3 }),
      tokens: fc.constantFrom(tokens, undefined),
    });
  })
  .map((document) => ({ ...document, origin: { source: "x", line: 1 } }));

/** Documents of both kinds. */
export const anyDocument = fc.oneof(nasty, tame);

/** What a writer made of a document: text, or why there is none. */
export type WrittenText =
  | { readonly text: string; readonly beside: string | undefined }
  | { readonly refused: string }
  | { readonly lost: readonly string[] };

/** Writes a document as the only one of its file. */
export function write({ writer }: WrittenFormat, document: Written): WrittenText {
  const losses = new LossLog();
  try {
    const piece = writer.write(document, 1, losses);
    if (losses.losses.size > 0) return { lost: [...losses.losses.keys()] };
    if (piece === undefined) return { lost: ["all"] };
    const { before = "", behind = "" } = writer.frame ?? {};
    const [text, beside] = [before + piece + behind, writer.beside?.write(document)];
    // The program refuses what is no Unicode text.
    if (/\p{Surrogate}/u.test(text + (beside ?? ""))) return { refused: "half a surrogate pair" };
    return { text, beside };
  } catch (error) {
    if (error instanceof NerEvalError && ["convert-impossible", "bracket-unprintable"].includes(error.code))
      return { refused: error.message };
    throw error;
  }
}

/** Reads what was written under the name of a document. */
export async function readBack(
  { name, writer }: WrittenFormat,
  { text, beside }: { text: string; beside: string | undefined },
  id: string,
  options: Partial<GoldOptions> = {},
): Promise<{ documents: Document[]; issues: string[] }> {
  const issues = new IssueLog();
  const { gold } = formatNamed(goldFormats, name)!;
  const context = {
    source: "x",
    name: writer.fileEach === undefined ? "x" : id,
    issues,
    warnings: [],
    companion: async () => beside,
  };
  const documents = await collect(gold.read(chunksOf(text), context, { ...defaultGoldOptions, ...options }));
  return { documents, issues: issues.issues.map(({ code, message }) => `${code}: ${message}`) };
}

/** What of a document counts, spans in canonical order. */
export function essence({ id, text, spans, annotated, unannotated }: Written) {
  const plain = spans.map(({ start, end, type, fragments, score }) => ({
    // JSON has a negative zero, which is no other offset.
    ...{ start: start + 0, end, type },
    ...(fragments && { fragments: fragments.map((piece) => ({ start: piece.start, end: piece.end })) }),
    ...(score !== undefined && { score }),
  }));
  return { id, text, spans: plain.sort(compareSpans), annotated: annotated ?? true, unannotated: unannotated ?? [] };
}
