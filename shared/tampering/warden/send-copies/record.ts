import { field, list, text } from '../../../record/json';
import type { LogRecord } from '../../../record/log-record';
import { harm, none } from '../../../record/row';
import { onAnyRule, onTargetsOfAnyRule } from '../on-rule';
import { sendCopies } from './told';

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
