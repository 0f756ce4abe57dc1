import type { IncidentRecord } from '../../../shared/domain/incident-record';
import { meansSame } from '../../../shared/playbooks/bucket-policy/decide';
import { noted } from '../noted';
import { TaskError } from '../task-error';
import { factsOf } from './facts';
import type { Input, Ports } from './ports';
import { write } from './write';

/**
 * First the exemption, or the responder would put it back. It covers what was wanted and nothing worse. Then what was
 * wanted, read back by meaning: NotYet while it reads otherwise.
 */
export async function apply(ports: Ports, input: Input): Promise<object> {
  const { row, bucket, facts, wanted } = await factsOf(ports, input.incidentId);
  if (!wanted) {
    await noted(ports, input, 'step', REFUSED, refused);
    return {};
  }
  const by = row.acknowledgement?.by ?? 'unknown';
  const until = new Date(ports.now().getTime() + ports.rules.exemptSeconds * 1_000).toISOString();
  const why = `answered planned on ${row.id}`;
  const exemption = await ports.exempt(row, { by, why, until, wanted });
  const end = `This, and nothing worse, is exempt until ${exemption.until} (${exemption.id}); then its baseline counts again, unless it is accepted as the new one.`;
  const { policy, ...parts } = wanted;
  const done = await bucket.writeParts(parts);
  if (policy !== undefined) {
    const isThere = () =>
      bucket.policy().then((now) => meansSame(facts.change, policy || undefined, now));
    if (!(await isThere())) {
      await write(bucket, policy === '' ? { kind: 'delete' } : { kind: 'put', policy });
      if (!(await isThere()))
        throw new TaskError('NotYet', 'What was wanted is not read back yet.');
    }
  }
  await noted(ports, input, 'step', ['what was wanted is there.', end, ...done].join(' '));
  return {};
}

/** An exemption of whatever is changed would cover the next intruder as well. */
const REFUSED =
  'what was wanted is not known, so nothing is exempt: declare the change (trailwarden exempt add) and make it again';

const refused = (held: IncidentRecord): IncidentRecord =>
  held.ask?.ended
    ? { ...held, ask: { ...held.ask, ended: { ...held.ask.ended, text: REFUSED } } }
    : held;
