import type { Difference } from '../script/differences-between';

/** Which of the two does what AWS's documentation says. */
export type Verdict =
  | 'sandbox'
  | 'moto'
  | 'neither'
  | 'unsaid' // AWS's documentation does not say
  | 'set-up'; // neither is wrong: what moto makes cannot be told to be otherwise

export interface ListedDifference extends Omit<Difference, 'call'> {
  readonly calls: readonly string[];
  readonly aws: Verdict;
  /**
   * In a sentence, with the page: [API] an API reference, [CLI] the AWS CLI's example of the command,
   * [R] what AWS was recorded to answer (`answers.conformance.ts`).
   */
  readonly because: string;
}
