import { field, list, text } from '../../record/json';
import type { LogRecord } from '../../record/log-record';
import { harm, none } from '../../record/row';
import { type Facts, pasteable } from '../reported/facts';
import { telling } from '../reported/report-drill';
import type { ToldRow } from '../reported/reported-row';
import { onAnyRule, onTargetsOfAnyRule } from './on-rule';

/** Five targets a rule and 300 rules: what an account does next would arrive hundreds of times, before the stop it hides. */
export const sendCopies: ToldRow = {
  row: 'GRD-07',
  title: "Make a rule that sends to Trailwarden's bus",
  severity: 'high',
  mitre: ['T1499', 'T1685'],
  notUndone: 'No role of ours may delete a rule: what else it is for, only its owner knows.',
  planned: (facts) =>
    madeOf(facts).bearsOurName
      ? 'Only the stacks of Trailwarden make rules of that name, and none of this one.'
      : "The rule has another name, and may be of use to its owner: only what it sends to Trailwarden's bus is wrong.",
  toDo: (facts) => {
    const { bearsOurName, targets, bus } = madeOf(facts);
    const on = `--rule {target}${busIn(facts)}`;
    const ids = targets.length > 0 ? targets.join(' ') : '<target-id>';
    return [
      {
        'Preserve what it sends where, in {accountId}': `aws events list-targets-by-rule ${on} --region {region} > targets.json`,
        'Undo, with the ids that stand there': `aws events remove-targets ${on} --ids ${ids} --region {region}`,
        ...(bearsOurName && {
          Then: `aws events delete-rule --name {target}${busIn(facts)} --region {region}`,
          'See which others bear the name':
            'aws events list-rules --name-prefix trailwarden --region {region}',
        }),
        'See which others send to the bus': `aws events list-rule-names-by-target --target-arn ${bus} --region {region}`,
      },
      'Its events do not arrive where the stacks are of this version: the forwarder trusts the rules of its stack alone. Where it was changed, an incident of its own says so.',
      'Deny `events:PutRule` on `rule/trailwarden-*` to all but your deployment role, by a policy of the organization: the calls that make such rules stand before the stop that they hide.',
    ];
  },
  drill: telling('member', 'events:PutTargets', ({ securityAccountId, homeRegion }) => ({
    rule: 'trailwarden-forward-drill',
    targets: [
      {
        id: 'copy',
        arn: `arn:aws:events:${homeRegion}:${securityAccountId}:event-bus/trailwarden`,
      },
    ],
  })),
};

function busIn({ record }: Facts): string {
  const bus = text(field(record.request, 'eventBusName'));
  return bus === undefined ? '' : ` --event-bus-name ${pasteable(bus, 'bus')}`;
}

/** Of a rule of another name only the targets that are our bus are to go. */
function madeOf({ target, record }: Facts): {
  readonly bearsOurName: boolean;
  readonly targets: readonly string[];
  readonly bus: string;
} {
  const bearsOurName = target.startsWith('trailwarden');
  const all = list(field(record.request, 'targets')).map((one) => ({
    id: pasteable(text(field(one, 'id')), 'target-id'),
    arn: text(field(one, 'arn')),
  }));
  const ours = all.filter(({ arn }) => arn?.endsWith(':event-bus/trailwarden'));
  return {
    bearsOurName,
    targets: (bearsOurName ? all : ours).map(({ id }) => id),
    bus: pasteable(ours[0]?.arn, 'arn-of-the-bus'),
  };
}

/** The rules that our templates make. */
const OURS =
  /^trailwarden-(forward(-(bucket|key|log-group|topic|organization|role|warden|watch|adjacent))?|signals|attempts|ticks)$/;

/** Another rule of our name, or one that sends to our bus: each event that matches it comes once more for each of its targets. */
const makesForeign =
  (sends: (record: LogRecord) => boolean) => (record: LogRecord, _: unknown, target: string) =>
    !OURS.test(target) && (target.startsWith('trailwarden') || sends(record))
      ? harm(
          `Rule ${target} is none of Trailwarden's, and bears its name or sends to a bus named trailwarden.`,
        )
      : none;

const sendsToUs = ({ request }: LogRecord): boolean =>
  list(field(request, 'targets')).some((one) =>
    text(field(one, 'arn'))?.endsWith(':event-bus/trailwarden'),
  );

export const sendCopiesRecords = [
  onAnyRule(sendCopies, { PutRule: makesForeign(() => false) }),
  onTargetsOfAnyRule(sendCopies, { PutTargets: makesForeign(sendsToUs) }),
];
