import { NotEmulated } from '../core/service';

/** A policy uses something the evaluator does not know. Guessing would make the sandbox lie. */
export class UnsupportedPolicy extends NotEmulated {
  constructor(what: string) {
    super(`sandbox: IAM policies with ${what} are not emulated; add it in services/sandbox/iam/…`);
  }
}
