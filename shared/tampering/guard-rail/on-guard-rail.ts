import { field, text } from '../../record/json';
import type { LogRecord } from '../../record/log-record';
import { rowsOf } from '../records/rows-of';

export const policyIds = ({ request, response }: LogRecord): readonly string[] =>
  [
    text(field(request, 'policyId')),
    text(field(response, 'policy', 'policySummary', 'id')),
    text(field(response, 'policy', 'policySummary', 'arn')),
  ].flatMap((one) => one ?? []);

/** What calls on a policy of the organization do. */
export const onGuardRail = rowsOf({
  source: 'organizations.amazonaws.com',
  subject: 'policies',
  targets: policyIds,
});
