import type { Clients, Place } from './place';

/** One call of the script, in words and as an SDK call; both places are asked the same. */
export interface Call {
  readonly title: string;
  readonly as: 'management' | 'member' | 'member in eu-west-1';
  readonly make: (clients: Clients, place: Place, answered: Answered) => Promise<object>;
}

/** What earlier calls of the script answered in this place, as it came. */
export type Answered = (title: string) => Readonly<Record<string, unknown>>;

export type Step = Omit<Call, 'as'>;

/** Calls that the same account makes, in order. */
export const as = (who: Call['as'], ...steps: readonly Step[]): readonly Call[] =>
  steps.map((step) => ({ ...step, as: who }));
