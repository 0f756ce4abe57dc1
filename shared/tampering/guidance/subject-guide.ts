import type { GuidedCommand } from '../../domain/guidance';
import type { IncidentSummary } from '../../domain/incident';
import { filledIn } from '../reported/facts';
import type { IncidentFacts } from './incident-facts';

/** How a kind is spoken of in a headline, beside what was done to it. */
interface HeadlineWords {
  /** `Trail main` */
  readonly called: (incident: Named) => string;
  /** Once it is whole: `it is back`. */
  readonly back: string;
  /** While it is not. */
  readonly notYet: string;
  /** While it is not, and nothing is dark for it; `notYet` where that makes no difference. */
  readonly partly?: string;
  /** While it is not whole, what the last look found says more. */
  readonly asFound?: boolean;
}

export type Named = Pick<IncidentSummary, 'subjectId' | 'accountId'>;

/** The usual words: `Bucket logs`, which is as it must be again or not yet. */
export const wordsFor = (called: HeadlineWords['called']): HeadlineWords => ({
  called,
  back: 'it is as it must be again',
  notYet: 'it is not put back yet',
});

/** The last part of an ARN. */
export const lastPart = ({ subjectId }: Named): string => subjectId.split(/[:/]/).at(-1) ?? '';

/** Commands by what each is for; a fact of the incident stands in braces: `{region}`. */
export const see =
  (commands: Readonly<Record<string, string>>) =>
  (facts: IncidentFacts): readonly GuidedCommand[] =>
    Object.entries(commands).map(([why, command]) => ({
      why: filledIn(why, facts),
      command: filledIn(command, facts),
    }));

/** What every technique on one kind of subject shares, and how each differs. */
export interface SubjectGuide<G extends TechniqueGuide = TechniqueGuide> {
  readonly headline: HeadlineWords;
  /** What tells a planned change of this kind from another. */
  readonly howToTell: string;
  readonly preserve: string;
  readonly rotate: string;
  /** After the steps that stop the actor. */
  readonly ifItContinues: string;
  /**
   * On what a policy of the organization is to deny the calls of the kind's techniques, where one binds: they are taken
   * from `events`, so that none is forgotten.
   */
  readonly held?: (facts: IncidentFacts) => Held;
  readonly look: (facts: IncidentFacts) => readonly GuidedCommand[];
  /** By the id of the technique. */
  readonly techniques: Readonly<Record<string, G>>;
}

/** The guide of a kind of subject: each of its techniques in the catalogue is described. */
export type DescribedGuide = SubjectGuide<DescribedTechnique>;

/** Of one technique: what is done about it, and what its page says. */
export type DescribedTechnique = TechniqueGuide & TechniqueText;

/** What the page of a technique says, and the CLI. */
export interface TechniqueText {
  readonly description: string;
  /** What is gone for good even when it is put back. */
  readonly notRestorable: string;
}

/** What keeps a subject as it is against everybody but those who have to change it. */
export interface Held {
  /** ARNs. */
  readonly resources: readonly string[];
  /** Denied too, as IAM names it: harm that no technique finds. */
  readonly also?: readonly string[];
  /** A role of ours that puts this kind back, beside the guard and the spare. */
  readonly guard?: string;
}

/** Where a field is absent, what the kind says is all. */
export type TechniqueGuide = Planned & {
  /** After the subject's name, and it begins with `was`: `was stopped`. */
  readonly did: string;
  /** Secrets that this one lays open, beside those of its kind. */
  readonly rotate?: string;
  /** The bucket went on recording: what was done meanwhile is read there, and need not be guessed. */
  readonly keptRecording?: true;
  readonly look?: (facts: IncidentFacts) => readonly GuidedCommand[];
};

/** Whose change it is when it is no attack. */
export type Planned =
  /** After "It would be planned if". */
  | { readonly plannedIf: string; readonly neverPlanned?: never }
  /** After "It is never planned:". */
  | { readonly neverPlanned: string; readonly plannedIf?: never };
