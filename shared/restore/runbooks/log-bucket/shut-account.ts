import type { Baseline } from '../../../domain/baseline';
import type { Finding } from '../../../domain/finding';
import type { Runbook } from '../../../domain/runbook';
import { type Step, stepOn } from '../../../domain/step';

/** All switches at once: S3 Control turns off a switch that the call does not name. */
export const shutAccount: Runbook<'log-bucket'> = {
  id: 'shut-account',
  title: 'Block public access to the account of the log bucket again',
  subject: 'log-bucket',
  undoes: ['open-account'],
  steps,
};

function steps(findings: readonly Finding[], { subject, state }: Baseline<'log-bucket'>): Step[] {
  const { accountPublicAccessBlock: block } = state;
  if (findings.length === 0 || !block) return [];
  return [
    stepOn(subject, 's3control:PutPublicAccessBlock', {
      AccountId: subject.accountId,
      PublicAccessBlockConfiguration: block,
    }),
  ];
}
