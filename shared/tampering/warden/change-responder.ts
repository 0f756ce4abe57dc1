import { field, flag, number, text } from '../../record/json';
import type { LogRecord } from '../../record/log-record';
import { harm, none, unclear } from '../../record/row';
import { each, named, rowsOf, says } from '../records/rows-of';
import { DEPLOY_AGAIN } from '../reported/deploy-again';
import { type Facts, pasteable } from '../reported/facts';
import { telling } from '../reported/report-drill';
import type { Lines, ToldRow } from '../reported/reported-row';

const ALIAS = 'Our functions have no aliases; nothing is reached through one.';

/** The function that reads this very signal: what it says of itself may be the last thing it says. */
export const changeResponder: ToldRow = {
  row: 'GRD-03',
  title: 'Change a function of Trailwarden',
  severity: 'critical',
  mitre: ['T1685', 'T1562.001'],
  notUndone: 'A function cannot be trusted to put its own code back; a deployment can.',
  notForwarded: {
    'lambda.amazonaws.com UpdateAlias': ALIAS,
    'lambda.amazonaws.com DeleteAlias': ALIAS,
  },
  planned: 'Only the pipeline deploys it: does the time fit a run?',
  toDo: (facts) => [
    {
      'Preserve the code that runs, in {accountId}, and download what Code.Location names': `aws lambda get-function --function-name ${functionIn(facts)} --region {region} > function.json`,
    },
    undo(facts),
    'Until then trust no incident that says "restored": look at trails from another machine (trailwarden sweep), and redrive the dead letters afterwards.',
  ],
  drill: telling('security', 'lambda:UpdateFunctionConfiguration20150331v2', () => ({
    functionName: 'trailwarden-responder',
    timeout: 1,
  })),
};

/** A mapping is named by its id; the function only by the answer. */
function functionIn({ record, target }: Facts): string {
  const named =
    text(field(record.response, 'functionArn')) ?? text(field(record.request, 'functionName'));
  return pasteable(named ?? (/^\d{12}$/.test(target) ? undefined : target), 'function');
}

function undo(facts: Facts): Lines {
  const { eventName, record } = facts;
  const name = functionIn(facts);
  const of = (call: string, rest = '') =>
    `aws lambda ${call} --function-name ${name}${rest} --region {region}`;
  if (eventName.startsWith('PutFunctionConcurrency'))
    return { Undo: of('delete-function-concurrency') };
  if (eventName.startsWith('UpdateEventSourceMapping') && record.request)
    return {
      Undo: `aws lambda update-event-source-mapping --uuid ${facts.asked('uUID', 'uuid')} --enabled --region {region}`,
    };
  if (eventName.startsWith('UpdateFunctionConfiguration'))
    return [
      DEPLOY_AGAIN,
      'CloudFormation compares templates and not what runs: a value that the template did not change stays.',
      {
        'See what differs from the template': of('get-function-configuration'),
        'Then write each value back that the template says, for example': of(
          'update-function-configuration',
          ' --timeout <seconds>',
        ),
      },
    ];
  if (eventName.startsWith('RemovePermission'))
    return [
      'A deployment does not bring a permission back that it still has in its template: add it by hand.',
      {
        Undo: of(
          'add-permission',
          ' --statement-id <id> --action lambda:InvokeFunction --principal events.amazonaws.com --source-arn <rule-arn>',
        ),
      },
    ];
  if (eventName.startsWith('DeleteEventSourceMapping'))
    return [
      'A deployment does not bring a mapping back that it still has in its template: make it by hand, with its filters and batch size.',
      {
        Undo: of('create-event-source-mapping', ' --event-source-arn <queue-or-stream-arn>'),
      },
    ];
  return DEPLOY_AGAIN;
}

/** A mapping is named by its id; which function it feeds stands in the answer. */
const functionOf = (record: LogRecord): readonly string[] => {
  const asked = named('functionName', 'functionArn')(record);
  return asked.map((name) =>
    /^(?!function:|\d{12}:)[A-Za-z0-9-_]+:[^:]+$/.test(name) ? name.replace(/:.*$/, '') : name,
  );
};

const onFunction = rowsOf({
  source: 'lambda.amazonaws.com',
  subject: 'functions',
  targets: functionOf,
});

export const changeResponderRecords = [
  onFunction(changeResponder, {
    DeleteFunction: says((target) => `Function ${target} was deleted.`),
    UpdateFunctionCode: says((target) => `The code of function ${target} was replaced.`),
    UpdateFunctionConfiguration: says(
      (target) => `The configuration of function ${target} was changed.`,
    ),
    PutFunctionConcurrency: ({ request }, _known, target) => {
      const reserved = number(field(request, 'reservedConcurrentExecutions'));
      if (reserved === undefined) return unclear(`The concurrency of function ${target} was set.`);
      return reserved === 0 ? harm(`Function ${target} may not run any more.`) : none;
    },
    RemovePermission: says((target) => `Function ${target} lost a permission.`),
    ...each(
      ['UpdateAlias', 'DeleteAlias'],
      says((target) => `An alias of function ${target} was changed.`),
    ),
    DeleteEventSourceMapping: says((target) => `Function ${target} is no longer fed.`),
    UpdateEventSourceMapping: ({ request, response }, _known, target) =>
      flag(field(request, 'enabled')) === false ||
      /Disabl/.test(text(field(response, 'state')) ?? '')
        ? harm(`Function ${target} is no longer fed.`)
        : unclear(`What feeds function ${target} was changed.`),
  }),
];
