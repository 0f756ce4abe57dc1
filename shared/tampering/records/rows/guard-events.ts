import { field, list, text } from '../../../record/json';
import type { LogRecord } from '../../../record/log-record';
import { harm, none, type OpenRow, type Row, unclear } from '../../../record/row';
import { named, rowsOf, says } from './dual-use';

const source = 'events.amazonaws.com';

const ruleOf =
  (name: string) =>
  (record: LogRecord): readonly string[] =>
    named(name)({ ...record, response: {} });

const rule = rowsOf({ source, subject: 'rules', targets: ruleOf('name') });
const targetsOfRule = rowsOf({ source, subject: 'rules', targets: ruleOf('rule') });
/** No name means the account's default bus. */
const bus = rowsOf({
  source,
  subject: 'eventBuses',
  targets: ({ request }) => {
    const said = text(field(request, 'eventBusName')) ?? text(field(request, 'name'));
    return said || request ? [said ?? 'default'] : [];
  },
});

/** The rules that our templates make. */
const OURS =
  /^trailwarden-(forward(-(bucket|key|log-group|topic|organization|role|warden|watch|adjacent))?|signals|attempts|ticks)$/;

/** Another rule of our name, or one that sends to our bus: each event that matches it comes once more for each of its targets. */
const foreignRule = (
  name: string,
  call: string,
  sends: (record: LogRecord) => boolean,
): OpenRow => ({
  id: 'GRD-07',
  title: "Make a rule that sends to the guard's bus",
  class: 'direct',
  targets: ruleOf(name),
  events: { [source]: [call] },
  effect: (record, _known, target) =>
    !OURS.test(target) && (target.startsWith('trailwarden') || sends(record))
      ? harm(
          `Rule ${target} is none of Trailwarden's, and bears its name or sends to a bus named trailwarden.`,
        )
      : none,
});

const sendsToUs = ({ request }: LogRecord): boolean =>
  list(field(request, 'targets')).some((one) =>
    text(field(one, 'arn'))?.endsWith(':event-bus/trailwarden'),
  );

const rules = { id: 'GRD-01', title: "Silence the guard's rule" };
const buses = { id: 'GRD-02', title: "Close the guard's bus" };

export const guardEvents: readonly Row[] = [
  rule(
    rules,
    ['DisableRule', 'DeleteRule'],
    says((target) => `Rule ${target} no longer forwards.`),
  ),
  rule(rules, ['PutRule'], ({ request }, _known, target) =>
    text(field(request, 'state')) === 'DISABLED'
      ? harm(`Rule ${target} was disabled.`)
      : unclear(`Rule ${target} was rewritten.`),
  ),
  targetsOfRule(
    rules,
    ['RemoveTargets'],
    says((target) => `Rule ${target} lost targets.`),
  ),
  targetsOfRule(rules, ['PutTargets'], (_record, _known, target) =>
    unclear(`The targets of rule ${target} were replaced or added.`),
  ),
  foreignRule('name', 'PutRule', () => false),
  foreignRule('rule', 'PutTargets', sendsToUs),
  bus(
    buses,
    ['RemovePermission', 'DeleteEventBus'],
    says((target) => `Bus ${target} no longer takes events in.`),
  ),
  bus(buses, ['PutPermission', 'UpdateEventBus'], (_record, _known, target) =>
    unclear(`Who may send to bus ${target} was changed.`),
  ),
];
