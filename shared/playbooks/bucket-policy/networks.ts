import { readOperator } from '../../record/statements/conditions';
import type { Condition, PolicyStatement } from '../../record/statements/statement';
import { type AtFault, atFault } from './fault';

/**
 * A Deny of every network but some is a usual way to make a bucket safer, and shuts the owner out as well where no one is
 * in these networks. The policy does not tell which of the two, so its owner is asked and nothing is put back before.
 */
export const mayBeShut = (one: PolicyStatement): AtFault => {
  const where = one.conditions.filter(({ key }) => NETWORKS.includes(key));
  const names = where.map(({ name, values }) => `${name} ${values.join(' or ')}`).join(', ');
  return atFault(
    'may-lock-out',
    'now',
    one,
    `The owner can change the policy only from ${names}, and no one may be there`,
  );
};

/** Is it met in every network but those that it names? */
export const isElsewhere = ({ operator, key }: Condition): boolean =>
  NETWORKS.includes(key) && readOperator(operator).isNegated;

/** Keys that only a request can answer, and none of them says who asks. */
const NETWORKS: readonly string[] = [
  'aws:sourceip',
  'aws:vpcsourceip',
  'aws:sourcevpc',
  'aws:sourcevpce',
  'aws:sourcevpcarn',
];
