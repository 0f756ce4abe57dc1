import { field, list, text } from '../../replay/json';
import { type Facts, pasteable } from '../facts';
import { goesOn, inPlace, planned, step } from '../lines';
import { told } from '../report-drill';
import type { ReportedRow } from '../reported-row';

/** Five targets a rule and 300 rules: what an account does next would arrive hundreds of times, before the stop it hides. */
export const sendCopies: ReportedRow = {
  row: 'GRD-07',
  title: "Make a rule that sends to Trailwarden's bus",
  severity: 'high',
  mitre: ['T1499', 'T1685'],
  notUndone: 'No role of ours may delete a rule: what else it is for, only its owner knows.',
  guidance: (facts) => [
    planned(facts, 'Only the stacks of Trailwarden make rules of that name, and none of this one.'),
    step(
      `Preserve what it sends where, in ${facts.accountId}`,
      `${inPlace(`aws events list-targets-by-rule --rule ${facts.target}${busIn(facts)}`, facts)} > targets.json`,
    ),
    step(
      'Undo, with the ids that stand there',
      inPlace(
        `aws events remove-targets --rule ${facts.target}${busIn(facts)} --ids ${idsIn(facts)}`,
        facts,
      ),
    ),
    step('Then', inPlace(`aws events delete-rule --name ${facts.target}${busIn(facts)}`, facts)),
    step(
      'See which others bear the name',
      inPlace('aws events list-rules --name-prefix trailwarden', facts),
    ),
    'Its events do not arrive: the forwarder trusts the rules of its stack alone. Where they do, that role was changed, and an incident of its own says so.',
    ...goesOn(facts),
  ],
  drill: ({ memberAccountId, securityAccountId, homeRegion }) =>
    told({
      accountId: memberAccountId,
      region: homeRegion,
      eventSource: 'events.amazonaws.com',
      eventName: 'PutTargets',
      requestParameters: {
        rule: 'trailwarden-forward-drill',
        targets: [
          {
            id: 'copy',
            arn: `arn:aws:events:${homeRegion}:${securityAccountId}:event-bus/trailwarden`,
          },
        ],
      },
    }),
};

function busIn({ record }: Facts): string {
  const bus = text(field(record.request, 'eventBusName'));
  return bus === undefined ? '' : ` --event-bus-name ${pasteable(bus, 'bus')}`;
}

function idsIn({ record }: Facts): string {
  const ids = list(field(record.request, 'targets')).flatMap((one) => text(field(one, 'id')) ?? []);
  return ids.length > 0 ? ids.map((id) => pasteable(id, 'target-id')).join(' ') : '<target-id>';
}
