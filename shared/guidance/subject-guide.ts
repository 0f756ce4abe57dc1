import type { GuidedCommand } from '../domain/guidance';
import type { IncidentFacts } from './incident-facts';

/** What every technique on one kind of subject shares, and how each differs. */
export interface SubjectGuide {
  /** What tells a planned change of this kind from another. */
  readonly howToTell: string;
  readonly preserve: string;
  readonly rotate: string;
  readonly ifItContinues: string;
  readonly look: (facts: IncidentFacts) => readonly GuidedCommand[];
  /** By the id of the technique. */
  readonly techniques: Readonly<Record<string, TechniqueGuide>>;
}

/** Where a field is absent, what the kind says is all. */
export type TechniqueGuide = Planned & {
  /** Secrets that this one lays open, beside those of its kind. */
  readonly rotate?: string;
  readonly look?: (facts: IncidentFacts) => readonly GuidedCommand[];
};

/** Whose change it is when it is nobody's attack. */
export type Planned =
  /** After "It would be planned if". */
  | { readonly plannedIf: string; readonly neverPlanned?: never }
  /** After "It is never planned:". */
  | { readonly neverPlanned: string; readonly plannedIf?: never };
