import { meansSame } from '../../../shared/playbooks/bucket-policy/decide';
import { TaskError } from '../task-error';
import { factsOf } from './facts';
import { noted } from './noted';
import type { Input, Ports } from './ports';
import { write } from './write';

/**
 * First the exemption, or the responder would put it back. Then what was wanted, read back by meaning: NotYet while it
 * reads otherwise.
 */
export async function apply(ports: Ports, input: Input): Promise<object> {
  const { row, bucket, facts } = await factsOf(ports, input.incidentId);
  const by = row.acknowledgement?.by ?? 'unknown';
  const until = new Date(ports.now().getTime() + ports.rules.exemptSeconds * 1_000).toISOString();
  const why = `answered planned on ${row.id}`;
  const exemption = await ports.exempt(row, { by, why, until });
  const { wanted, change } = facts;
  const end = `It is exempt until ${exemption.until} (${exemption.id}); then its baseline counts again, unless it is accepted as the new one.`;
  if (!wanted) {
    const text = `what was wanted is not known: make the change again. ${end}`;
    await noted(ports, input, 'step', text);
    return {};
  }
  const isThere = () => bucket.policy().then((now) => meansSame(change, wanted.policy, now));
  if (!(await isThere())) {
    await write(
      bucket,
      wanted.policy === undefined ? { kind: 'delete' } : { kind: 'put', policy: wanted.policy },
    );
    if (!(await isThere())) throw new TaskError('NotYet', 'What was wanted is not read back yet.');
  }
  await noted(ports, input, 'step', `what was wanted is there. ${end}`);
  return {};
}
