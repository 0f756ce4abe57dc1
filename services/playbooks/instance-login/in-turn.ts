import { type MayGoOn, inTurn as oneByOne } from '../../../shared/aws/playbooks/instance/turn';
import { TaskError } from '../task-error';
import type { Input, Ports } from './ports';

/** Changes the machine while no other task does; waits for that one with NotYet. */
export const inTurn = <T>(
  { table, now }: Pick<Ports, 'table' | 'now'>,
  { incidentId, enteredAt = now().toISOString() }: Pick<Input, 'incidentId' | 'enteredAt'>,
  work: (mayGoOn: MayGoOn) => Promise<T>,
): Promise<T> => {
  const busy = () => new TaskError('NotYet', 'Another task changes the machine.');
  return oneByOne(table, { incidentId, enteredAt, now, busy }, work);
};
