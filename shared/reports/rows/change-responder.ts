import type { Facts } from '../facts';
import { goesOn, inPlace, planned } from '../lines';
import { told } from '../report-drill';
import type { ReportedRow } from '../reported-row';

const ALIAS = 'Our functions have no aliases; nothing is reached through one.';

/** The function that reads this very signal: what it says of itself may be the last thing it says. */
export const changeResponder: ReportedRow = {
  row: 'GRD-03',
  title: 'Change a function of Trailwarden',
  severity: 'critical',
  mitre: ['T1685', 'T1562.001'],
  notUndone: 'A function cannot be trusted to put its own code back; a deployment can.',
  notForwarded: {
    'lambda.amazonaws.com UpdateAlias': ALIAS,
    'lambda.amazonaws.com DeleteAlias': ALIAS,
  },
  guidance: (facts) => [
    planned(facts, 'Only the pipeline deploys it: does the time fit a run?'),
    `Preserve the code that runs: ${inPlace(`aws lambda get-function --function-name ${facts.target}`, facts)} > function.json, and download Code.Location`,
    `Undo: ${undo(facts)}`,
    'Until then trust no incident that says "restored": look at trails from another machine (trailwarden sweep), and redrive the dead letters afterwards.',
    goesOn(facts),
  ],
  drill: ({ securityAccountId, homeRegion }) =>
    told({
      accountId: securityAccountId,
      region: homeRegion,
      eventSource: 'lambda.amazonaws.com',
      eventName: 'UpdateFunctionConfiguration20150331v2',
      requestParameters: { functionName: 'trailwarden-responder', timeout: 1 },
    }),
};

function undo(facts: Facts): string {
  const { eventName, target, record } = facts;
  if (eventName.startsWith('PutFunctionConcurrency'))
    return inPlace(`aws lambda delete-function-concurrency --function-name ${target}`, facts);
  if (eventName.startsWith('UpdateEventSourceMapping') && record.request)
    return inPlace(
      `aws lambda update-event-source-mapping --uuid ${facts.asked('uUID', 'uuid')} --enabled`,
      facts,
    );
  return `deploy it again from the reviewed commit: npx serverless deploy --region ${facts.region}`;
}
