/**
 * Sequences: sentences whose ids are their numbers are paired by their words. While both files have the same sentences, each
 * pair goes on at once. Where they do not, breaks that differ are cut anew, and the next sentences that both have are looked
 * for close by. Sentences without a partner wait until the end of the file, and are then paired by their text.
 */
import type { Document, Prediction } from "../corpus/document.ts";
import { recut, type Stretch, splitSentence, walk } from "./cut-sentences.ts";
import { areAlike, areSameWords, isRendering, isSameWord, normalizeWord } from "./same-words.ts";
import { areSameTokens } from "./token-places.ts";
import { pair, type Ready, type SequenceLog, SHORT, UnpairedSentences } from "./unpaired-sentences.ts";
import { type Gold, type Pred, type Sentence, Waiting } from "./waiting-sentences.ts";

/** How far the next sentences that both sides have are looked for. */
const WINDOW = 64;
/** Of how many tokens how many have to be the same, to show that both sides go on alike. */
const SHOWN = 20;
const SAME = 16;

/** Takes back the last records that it gave, `first` being the first of them; false where it cannot. */
interface Giver<R> {
  takeBack(count: number, first: R): boolean;
}

/** The sentences of one file of gold, and of its predictions. */
export class Sequence {
  readonly waiting = new Waiting();
  /** The side of which more has to be known, where it makes a difference. */
  needs: "gold" | "pred" | undefined;
  private readonly log: SequenceLog;
  private readonly strays = new UnpairedSentences();
  /** Whether the sentences before belong together. */
  private atPlace = false;
  /** Whether both sides are in one order, as far as is known. */
  private inOrder = true;
  /** Whether anything was compared. */
  private begun = false;

  constructor(log: SequenceLog) {
    this.log = log;
  }

  /** Whether no sentence waits for others. */
  get isLevel(): boolean {
    return this.waiting.goldCount === 0 && this.waiting.predCount === 0;
  }

  /** Takes notice of a pair of the same tokens that comes next on both sides, while no sentence waits. */
  takeSame(): void {
    this.begun = true;
    this.atPlace = true;
  }

  /** Gives sentences that wait back where the other side has none and more may come, so that they are rows again. */
  giveBack(golds: Giver<Document>, preds: Giver<Prediction>): void {
    const { waiting } = this;
    const { ended, goldCount, predCount } = waiting;
    if (ended.gold || ended.pred || this.isLevel || (goldCount > 0 && predCount > 0)) return;
    const given =
      goldCount > 0
        ? golds.takeBack(goldCount, waiting.gold(0)!.record)
        : preds.takeBack(predCount, waiting.pred(0)!.record);
    if (!given) return;
    waiting.take(goldCount, predCount);
    waiting.tidy();
  }

  /** The sentences that can go on. */
  takeReady(): Ready {
    const settled: Ready = { golds: [], preds: [] };
    this.needs = undefined;
    while (this.step(settled));
    this.waiting.tidy();
    return settled;
  }

  /** All that waits, as it is. */
  release(): Ready {
    const [golds, preds] = this.waiting.take(this.waiting.goldCount, this.waiting.predCount);
    const { records } = this.strays;
    return {
      golds: [...records.golds, ...golds.map(({ record }) => record)],
      preds: [...records.preds, ...preds.map(({ record }) => record)],
    };
  }

  /** What still waits after the end of both sides. `extra` predictions are for no gold sentence. */
  finish(): Ready & { readonly extra: readonly Prediction[] } {
    const { ended, goldCount, predCount } = this.waiting;
    if (!this.begun && (goldCount === 0 || predCount === 0)) return { ...this.release(), extra: [] };
    ended.gold = true;
    ended.pred = true;
    const settled = this.takeReady();
    return { ...settled, extra: this.strays.finish(settled, this.log) };
  }

  /** Takes the next sentences. False where there are none, or more of them have to be known. */
  private step(settled: Ready): boolean {
    const { waiting } = this;
    const [gold, pred] = [waiting.gold(0), waiting.pred(0)];
    if (gold === undefined || pred === undefined) {
      const over = (gold ?? pred) !== undefined && (gold ? waiting.ended.pred : waiting.ended.gold);
      if (over) this.putAside(gold ? 1 : 0, pred ? 1 : 0, false, settled);
      return over;
    }
    this.begun = true;
    if (areSameTokens(pred.words, gold.record)) this.takePair(gold, pred, settled);
    else if (!waiting.has(WINDOW)) return false;
    else if (this.belong(gold, pred)) this.takePair(gold, pred, settled);
    else {
      const way = this.walk();
      if (way === "wait") return false;
      if (way) this.recut(way, settled);
      else {
        const [golds, preds] = this.meetingPoint() ?? [0, 0];
        const met = golds + preds > 0;
        const paired = this.putAside(met ? golds : 1, met ? preds : 1, met, settled);
        this.atPlace = met || paired;
        this.inOrder = met || (paired && this.inOrder);
      }
    }
    return true;
  }

  /** The next sentences that have the same tokens and other breaks; undefined where there are none. */
  private walk(): Stretch | "wait" | undefined {
    const { ended } = this.waiting;
    if (!this.inOrder && !this.goOnAlike(0, 0, SAME)) return undefined;
    const way = walk(this.waiting);
    if (way === "differs") return undefined;
    if ("needs" in way) {
      this.needs = way.needs;
      return ended[way.needs] ? undefined : "wait";
    }
    return way.golds === 1 && way.preds === 1 && way.tokens === 0 ? undefined : way;
  }

  private takePair(gold: Gold, pred: Pred, settled: Ready): void {
    this.waiting.take(1, 1);
    this.atPlace = true;
    pair(gold, pred, settled);
  }

  /** Whether the next sentences have much the same words, and so have those behind them, and no others fit better. */
  private belong(gold: Gold, pred: Pred): boolean {
    if (!areAlike(pred.words, gold.words) || this.isElsewhere(pred, "gold") || this.isElsewhere(gold, "pred"))
      return false;
    const goOn = this.goOnAlike(0, 0, SAME) || this.goOnAlike(1, 1, SAME);
    this.inOrder ||= goOn;
    if (!goOn) return false;
    return this.goOnAlike(1, 1, SHOWN) || (!this.goOnAlike(0, 1, SHOWN) && !this.goOnAlike(1, 0, SHOWN));
  }

  /** Whether the other side has the words of a sentence close by, or had them at another place. */
  private isElsewhere(sentence: Sentence<unknown>, role: "gold" | "pred"): boolean {
    if (this.strays.has(role, sentence)) return true;
    for (let i = 0; i < WINDOW; i++) {
      const other = role === "gold" ? this.waiting.gold(i) : this.waiting.pred(i);
      if (other && areSameWords(sentence.words, other.words)) return true;
    }
    return false;
  }

  private recut({ golds, preds, tokens }: Stretch, settled: Ready): void {
    const { waiting, log } = this;
    const [own, others] = waiting.take(golds, preds);
    if (tokens > 0) {
      const [first, rest] = splitSentence(waiting.pred(0)!, tokens);
      others.push(first);
      waiting.replacePred(rest);
    }
    const cut = recut(own, others);
    log.recut += golds;
    log.crossing += cut.crossing;
    log.joined += cut.joined;
    log.firstRecut ??= others[0]!.record.origin;
    for (const { record } of own) settled.golds.push(record);
    for (const pred of cut.preds) settled.preds.push(pred);
    this.atPlace = true;
  }

  /** How many sentences of each side are before the next ones that both have; undefined where none are close by. */
  private meetingPoint(): readonly [golds: number, preds: number] | undefined {
    const { waiting } = this;
    const firsts = Array.from({ length: WINDOW }, (_, i) => normalizeWord(waiting.gold(i)?.words[0] ?? ""));
    const others = Array.from({ length: WINDOW }, (_, i) => normalizeWord(waiting.pred(i)?.words[0] ?? ""));
    for (const least of [SHOWN, SAME]) {
      for (let more = 1; more < WINDOW; more++) {
        for (let less = more; less >= 0; less--) {
          if (firsts[less] === others[more] && this.goOnAlike(less, more, least)) return [less, more];
          if (less < more && firsts[more] === others[less] && this.goOnAlike(more, less, least)) return [more, less];
        }
      }
    }
    return undefined;
  }

  /** Whether at least so many of the tokens are the same from these sentences on; or as many of those up to both ends. */
  private goOnAlike(golds: number, preds: number, least: number): boolean {
    const { waiting } = this;
    let [g, p, inGold, inPred] = [golds, preds, 0, 0];
    let same = 0;
    for (let compared = 0; compared < SHOWN; compared++) {
      const [gold, pred] = [waiting.gold(g), waiting.pred(p)];
      if (gold === undefined || pred === undefined) {
        const over = gold === pred && waiting.ended.gold && waiting.ended.pred;
        return over && compared > 0 && SHOWN * same >= least * compared;
      }
      if (isSameWord(pred.words[inPred] ?? "", gold.words[inGold] ?? "")) same++;
      else if (compared === 0 || compared - same >= SHOWN - least) return false;
      if (++inGold >= gold.words.length) [g, inGold] = [g + 1, 0];
      if (++inPred >= pred.words.length) [p, inPred] = [p + 1, 0];
    }
    return same >= least;
  }

  /** Takes sentences that are not the same. Those that are renderings of each other are pairs; the others wait. Returns whether the last are a pair. */
  private putAside(golds: number, preds: number, met: boolean, settled: Ready): boolean {
    // Where nothing is in order, a partner with the same words may come much later.
    const inOrder = met || this.inOrder;
    const isFree = (sentence: Sentence<unknown>, role: "gold" | "pred") => inOrder && !this.isElsewhere(sentence, role);
    const free = {
      golds: Array.from({ length: golds }, (_, i) => isFree(this.waiting.gold(i)!, "pred")),
      preds: Array.from({ length: preds }, (_, i) => isFree(this.waiting.pred(i)!, "gold")),
    };
    const [own, others] = this.waiting.take(golds, preds);
    let [from, fromOther] = [0, 0];
    for (let j = 0; j < preds; j++) {
      const { words } = others[j]!;
      const isPartner = (gold: Gold, k: number) =>
        areSameWords(words, gold.words) || (free.preds[j] && free.golds[k] && fits(words, gold.words));
      const found = own.findIndex((gold, k) => k >= from && k - from < 5 && isPartner(gold, k));
      if (found < 0) continue;
      this.strays.add(own.slice(from, found), others.slice(fromOther, j), this.atPlace || from > 0);
      pair(own[found]!, others[j]!, settled);
      [from, fromOther] = [found + 1, j + 1];
    }
    this.strays.add(own.slice(from), others.slice(fromOther), (this.atPlace || from > 0) && met);
    return golds > 0 && from === golds && fromOther === preds;
  }
}

/** Whether a sentence is a rendering of another one. Of short ones with as many tokens, their places tell more than their letters. */
function fits(words: readonly string[], others: readonly string[]): boolean {
  const byPosition = words.length === others.length && words.length < SHORT;
  return byPosition ? areAlike(words, others) : isRendering(words, others);
}
