import type { Severity } from '../../domain/technique';
import type { Known } from '../../record/known';
import type { LogRecord } from '../../record/log-record';
import { type Facts, filledIn, step } from './facts';
import { goesOn, plannedBy } from './lines';
import type { DrillPlace, ReportDrill } from './report-drill';
import type { Undo } from './undo-in';

/** One way to do harm that is told, and not undone by default. */
export interface ToldRow {
  /** As the rows of a replay have it: `ORG-02`. */
  readonly row: string;
  /** Starts with a verb. */
  readonly title: string;
  readonly severity: Severity;
  readonly mitre: readonly string[];
  /** Why no machine undoes it unless it is told to, as a sentence. */
  readonly notUndone: string;
  /** Of several calls the one that takes most, and is told first: `DeleteEventDataStore`. */
  readonly worst?: string;
  /** Calls that our templates do not report to us, as `s3.amazonaws.com DeleteObject`, and why. */
  readonly notForwarded?: Readonly<Record<string, string>>;
  /**
   * A technique puts this one back, and its incident is enough. Where it is absent, that holds for the calls of each
   * technique that shares the row.
   */
  readonly restored?: (record: LogRecord, known: Known) => boolean;
  /** What the setting UndoReported does about it; absent where nothing is the exact inverse, or only a person may. */
  readonly undo?: Undo;
  /** What tells a planned one from another, as a sentence; a fact stands in braces. */
  readonly planned: string | ((facts: Facts) => string);
  /** What is preserved, looked at and undone, in this order. */
  readonly toDo: Lines | ((facts: Facts) => Lines);
  drill(place: DrillPlace): ReportDrill;
}

/** A sentence, or commands by what each is for; a fact stands in braces: `{target}`. */
export type Lines = string | Steps | readonly Lines[];

type Steps = { readonly [why: string]: string };

/** A row with its guidance: was it planned, what is to be done, and what stops the actor when asking does not. */
export interface ReportedRow extends Omit<ToldRow, 'planned' | 'toDo'> {
  guidance(facts: Facts): readonly string[];
}

export const guided = ({ planned, toDo, ...row }: ToldRow): ReportedRow => ({
  ...row,
  guidance: (facts) => [
    plannedBy(facts, filledIn(typeof planned === 'string' ? planned : planned(facts), facts)),
    ...linesOf(typeof toDo === 'function' ? toDo(facts) : toDo, facts),
    ...goesOn(facts),
  ],
});

function linesOf(lines: Lines, facts: Facts): readonly string[] {
  if (typeof lines === 'string') return [filledIn(lines, facts)];
  if (isSeveral(lines)) return lines.flatMap((some) => linesOf(some, facts));
  return Object.entries(lines).map(([why, command]) => filledIn(step(why, command), facts));
}

const isSeveral = (lines: Steps | readonly Lines[]): lines is readonly Lines[] =>
  Array.isArray(lines);
