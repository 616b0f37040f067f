/** Differing texts: predictions made on another rendering of a document's text are laid on the gold's, and counted. */
import type { Document, Origin, Prediction } from "../corpus/document.ts";
import { surfaceOf } from "../corpus/fragments.ts";
import type { Issue, IssueLog, Warning } from "../corpus/issue.ts";
import { compareText, type PredictedSpan, type Unplaced } from "../corpus/span.ts";
import { textDiffers, textDrift, textsProjected, textsTruncated, textsUnlike } from "../messages/texts.ts";
import { sentencesUnlike } from "../messages/tokens.ts";
import { Projection } from "./project.ts";
import { EXAMPLES, firstExamples, type TextCounts, type TextExample } from "./text-counts.ts";

/** Of a hundred letters of a prediction's text, so many are the gold's if it is a rendering of that. */
const ALIKE = 50;
/** A prediction is truncated if more than so many in a hundred of the gold's letters stand behind its end. */
const BEHIND = 5;
/** How many examples are named. */
const NAMED = 3;

/** Spans laid on the gold's text, and those of which it has nothing. */
export interface Laid {
  readonly spans: readonly PredictedSpan[];
  readonly lost: readonly Unplaced[];
}

/** Lays predictions on texts, and keeps count. */
export class TextAligner {
  private readonly issues: IssueLog;
  private readonly drift: number;
  private documents = 0;
  private exact = 0;
  private snapped = 0;
  private unprojectable = 0;
  private readonly truncated: string[] = [];
  private readonly unlike: { readonly id: string; readonly issue: Issue; readonly origin: Origin | undefined }[] = [];
  private readonly examples: TextExample[] = [];

  /** `drift` is the percentage of spans that may be moved or lost, and of texts that may be unlike. */
  constructor(issues: IssueLog, drift: number) {
    this.issues = issues;
    this.drift = drift;
  }

  /** The spans of `text` in the gold's text. `unlike` says what is wrong if it is no rendering of that. */
  lay(
    spans: readonly PredictedSpan[],
    text: string,
    gold: Document,
    { origin }: Prediction,
    unlike: () => Issue,
  ): Laid {
    const { id } = gold;
    this.documents++;
    const projection = new Projection(text, gold.text);
    if (100 * projection.shared < ALIKE * projection.letters) {
      this.unlike.push({ id, issue: unlike(), origin });
      this.unprojectable += spans.length;
      for (const span of spans) this.note(id, surfaceOf(span, text), undefined);
      return { spans: [], lost: spans.map((span) => lostFrom(span, text)) };
    }
    if (100 * projection.behind > BEHIND * projection.otherLetters) this.truncated.push(id);
    const placed: PredictedSpan[] = [];
    const lost: Unplaced[] = [];
    for (const span of spans) {
      const found = projection.project(span);
      if (found?.exact) this.exact++;
      else this.note(id, surfaceOf(span, text), found && surfaceOf(found.place, gold.text));
      if (!found) {
        this.unprojectable++;
        lost.push(lostFrom(span, text));
        continue;
      }
      if (!found.exact) this.snapped++;
      // Its surface was checked against its own text.
      const { surface: _, fragments: __, ...rest } = span;
      placed.push({ ...rest, ...found.place });
    }
    return { spans: placed, lost };
  }

  /**
   * Reports that too many of `all` predicted spans were moved or lost, or too many of the predictions unlike, and returns
   * the counts; undefined where all texts were the gold's.
   */
  finish(all: number, predictions: number): TextCounts | undefined {
    const { documents, exact, snapped, unprojectable } = this;
    if (documents === 0) return undefined;
    const trouble = snapped + unprojectable;
    if (100 * this.unlike.length > this.drift * predictions) {
      this.reportUnlike(predictions);
    } else if (100 * trouble > this.drift * all) {
      this.issues.add(textDrift({ spans: trouble, all, most: this.drift, examples: this.shown() }));
    }
    return {
      documents,
      truncated: this.truncated.length,
      unlike: this.unlike.length,
      exact,
      snapped,
      unprojectable,
      examples: this.sorted(),
    };
  }

  /** What the reader of the result should know. */
  warnings(): Warning[] {
    const { documents, exact, snapped, unprojectable, truncated } = this;
    if (documents === 0) return [];
    const counts = { documents, exact, moved: snapped, lost: unprojectable };
    const warnings: Warning[] =
      documents > this.unlike.length ? [textsProjected({ ...counts, examples: this.shown() })] : [];
    for (const noun of ["text", "sentence"] as const) {
      const unlike = this.unlike.filter(({ issue }) => (issue.code === "text-differs") === (noun === "text"));
      if (unlike.length > 0) warnings.push(textsUnlike(noun, unlike.map(({ id }) => id).sort(compareText)));
    }
    if (truncated.length > 0) warnings.push(textsTruncated(truncated.toSorted(compareText)));
    return warnings;
  }

  /** Reports what is wrong with texts one by one, and of sentences in tokens once for all. */
  private reportUnlike(predictions: number): void {
    const sentences = this.unlike.filter(({ issue }) => issue.code !== "text-differs");
    for (const { issue, origin } of this.unlike) {
      if (issue.code === "text-differs") this.issues.add(issue, origin);
      else if (sentences[0]!.issue === issue)
        this.issues.add(asOneOf(issue, sentences.length, predictions, this.drift), origin);
    }
  }

  /** Keeps the first examples by id, so that the order of the input does not show. */
  private note(id: string, predicted: string, projected: string | undefined): void {
    this.examples.push({
      id,
      pred: shorten(predicted),
      projected: projected === undefined ? null : shorten(projected),
    });
    if (this.examples.length <= EXAMPLES) return;
    this.examples.splice(0, this.examples.length, ...this.sorted());
  }

  private sorted(): TextExample[] {
    return firstExamples(this.examples);
  }

  /** The examples that are named. */
  private shown(): readonly TextExample[] {
    return this.sorted().slice(0, NAMED);
  }
}

/** What is wrong with a prediction for a text that is no rendering of its document's. */
export function unlikeText(text: string, gold: string): Issue {
  let at = 0;
  while (text[at] === gold[at]) at++;
  return { ...textDiffers(at, excerpt(text, at), excerpt(gold, at)), path: ["text"] };
}

/** The issue of a sentence with other words, as that of so many. */
function asOneOf(issue: Issue, count: number, of: number, most: number): Issue {
  if (issue.code === "tokens-none" || (issue.code === "tokens-count" && count === 1)) return issue;
  return { ...issue, message: sentencesUnlike(count, of, most, issue.message) };
}

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

function excerpt(text: string, at: number): string {
  return at < text.length ? JSON.stringify(text.slice(at, at + 20)) : "its end";
}

/** What remains of a span without a place: what its own text has there. */
function lostFrom(span: PredictedSpan, text: string): Unplaced {
  return { type: span.type, surface: surfaceOf(span, text), ...(span.score !== undefined && { score: span.score }) };
}
