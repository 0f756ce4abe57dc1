/** What a person says of an incident; from then on its reminders end. */
export const answers = [
  'planned', // it was us, on purpose
  'not-me', // none of us did this: treat it as an attack
  'handled', // it is dealt with
] as const;

export type Answer = (typeof answers)[number];

export interface Acknowledgement {
  readonly as: Answer;
  /** ARN of the person who answered, as AWS knows them. */
  readonly by: string;
  readonly at: string;
  readonly note?: string;
}

/** No person needs to act any more. After `not-me` the work only begins. */
export const endsIt = ({ as }: Acknowledgement): boolean => as !== 'not-me';
