import { createHash } from 'node:crypto';
import { openKmsSeal } from '../../../shared/aws/baselines/kms-seal';
import { doubtInExemption, rememberVerified } from '../../../shared/aws/baselines/sealed';
import { Recent } from '../../../shared/aws/connection';
import { findCoverage } from '../../../shared/aws/coverage/find-coverage';
import { declareExemption, exemptionId } from '../../../shared/aws/exemptions/declare-exemption';
import { findExemptions } from '../../../shared/aws/exemptions/find-exemptions';
import { guardCredentials, openSts } from '../../../shared/aws/member-access';
import { ownKeys } from '../../../shared/aws/own-keys';
import { ask, endAsk } from '../../../shared/aws/playbooks/ask';
import { openBucket } from '../../../shared/aws/playbooks/bucket';
import { openPublicCheck } from '../../../shared/aws/playbooks/check-public';
import { recordedBefore } from '../../../shared/aws/playbooks/config-history';
import { recordsOf } from '../../../shared/aws/playbooks/event-history';
import { noteState } from '../../../shared/aws/playbooks/note-state';
import { sealedPolicy } from '../../../shared/aws/playbooks/sealed-policy';
import { incidentKey, openTable, readItem } from '../../../shared/aws/table/table';
import type { Exemption } from '../../../shared/domain/exemption';
import { TaskError } from '../task-error';
import type { Ports, Row } from './ports';
import type { Settings } from './settings';

/** The tasks as they run in Lambda; clients live as long as the environment. */
export function wire(settings: Settings): Ports {
  const { rules, partition, guardRole: roleName, organizationId, homeRegion } = settings;
  const now = () => new Date();
  const table = openTable(settings.table);
  const seal = rememberVerified(openKmsSeal(settings.sealKeys));
  const keys = ownKeys(table, now);
  const members = guardCredentials(openSts(), {
    roleName,
    // The responder knows its calls by this name, and by their keys.
    sessionName: 'bucket-policy',
    partition,
    given: keys.given,
  });
  const announced = async (accountId: string) => {
    const given = await members.of(accountId);
    await keys.announce(accountId, given.accessKeyId);
    return given;
  };
  const genuine = async (some: readonly Exemption[]) => {
    const doubts = await Promise.all(some.map((one) => doubtInExemption(seal, one)));
    // A key that could not be asked is no answer: the state is done again.
    if (doubts.some((doubt) => doubt?.kind === 'unverified'))
      throw new TaskError('Again', 'The seal of an exemption could not be verified.');
    return some.filter((_, at) => !doubts[at]);
  };
  const exemptions = async (accountId: string) =>
    genuine(await findExemptions(table, accountId, now().toISOString()));
  return {
    ...{ now, rules, partition, exemptions },
    incident: (id) => readItem<Row>(table, incidentKey(id)),
    note: (done) => noteState(table, done),
    ask: (id, asking) => ask(table, id, asking),
    endAsk: (id, end) => endAsk(table, id, end),
    bucket: (place) => openBucket(place, () => announced(place.accountId)),
    sealed: (row) => sealedPolicy(table, seal, row),
    recorded: (place, before) => recordedBefore(place, before, () => members.of(place.accountId)),
    records: (place) => recordsOf(place, () => members.of(place.accountId)),
    keepsOut: remembered(openPublicCheck()),
    organization: async () => {
      const known = await findCoverage(table, homeRegion);
      const accountIds = known.map(({ accountId }) => accountId);
      // Then every account would be a stranger.
      if (accountIds.length === 0)
        throw new TaskError(
          'Again',
          'Which accounts are ours is not known before the first sweep.',
        );
      return { id: organizationId, accountIds };
    },
    exemptionId: ownId,
    exempt: async (row, { by, why, until, wanted }) => {
      const known = (await exemptions(row.accountId)).find(({ id }) => id === ownId(row));
      if (known) return known;
      const { accountId, subjectKey } = row;
      return declareExemption(table, {
        ...{ scope: { accountId, subjectKey }, by, why, seal, id: ownId(row) },
        ...(wanted && { wanted }),
        ...{ until: new Date(until), declaredAt: now() },
      });
    },
  };
}

/** One for each incident, so that a state that is done twice declares it once. */
const ownId = ({ accountId, id }: Row): string =>
  exemptionId(accountId, createHash('sha256').update(id).digest('hex').slice(0, 8));

/** The states of a run ask the same of the same policies. */
function remembered(ask: (policy: string) => Promise<boolean>): typeof ask {
  const answers = new Recent<boolean>(50);
  return async (policy) => {
    const answer = answers.get(policy) ?? (await ask(policy));
    answers.set(policy, answer);
    return answer;
  };
}
