import type { Finding } from './finding';
import type { Step } from './step';

/** What is to be done about a subject. */
export type Decision =
  /** `isNewBaseline`: its owner made it stricter, and that is what it must be from now on. */
  | { readonly kind: 'compliant'; readonly isNewBaseline?: true }
  /** A person with the right to do so said that it is no longer to be guarded. */
  | { readonly kind: 'retired' }
  /** Seen for the first time and fit to be a baseline. */
  | { readonly kind: 'capture' }
  /** `steps` is empty when every finding is healed: there is an incident, and nothing to put back. */
  | {
      readonly kind: 'restore';
      readonly findings: readonly Finding[];
      readonly steps: readonly Step[];
    }
  | {
      readonly kind: 'escalate';
      readonly why: string;
      readonly findings: readonly Finding[];
      /** What is safe to do all the same; absent when nothing is. */
      readonly steps?: readonly Step[];
    }
  | { readonly kind: 'exempt'; readonly until: string; readonly findings: readonly Finding[] };
