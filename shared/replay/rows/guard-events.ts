import { field, text } from '../json';
import type { LogRecord } from '../log-record';
import { harm, type Row, unclear } from '../row';
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
  bus(
    buses,
    ['RemovePermission', 'DeleteEventBus'],
    says((target) => `Bus ${target} no longer takes events in.`),
  ),
  bus(buses, ['PutPermission', 'UpdateEventBus'], (_record, _known, target) =>
    unclear(`Who may send to bus ${target} was changed.`),
  ),
];
