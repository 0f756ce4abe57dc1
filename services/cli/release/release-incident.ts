import { openKmsSeal, SEAL_ALIASES } from '../../../shared/aws/baselines/kms-seal';
import { guardCredentials, openSts } from '../../../shared/aws/member-access';
import { instanceClients } from '../../../shared/aws/playbooks/instance/clients';
import {
  markReleased,
  readContainment,
} from '../../../shared/aws/playbooks/instance/containment-baseline';
import {
  type Judgement,
  lookAtMachine,
  putBackMachine,
} from '../../../shared/aws/playbooks/instance/put-back';
import { inTurn } from '../../../shared/aws/playbooks/instance/turn';
import { noteState } from '../../../shared/aws/playbooks/note-state';
import { incidentKey, openTable, readItem } from '../../../shared/aws/table/table';
import type { IncidentRecord } from '../../../shared/domain/incident-record';
import { partitionOf } from '../../../shared/domain/trail';
import { isAsBefore } from '../../../shared/playbooks/instance-login/as-before';
import { release, releaseGone } from '../../../shared/playbooks/instance-login/release';
import { idArgument, noIncident } from '../target/incident-of';
import { connectionTo, type Target } from '../target/target';
import { print, printJson } from '../terminal/print';
import { exitCode, UserError } from '../terminal/user-error';
import { becomeReleaser } from './become-releaser';
import { confirmed } from './confirmed';
import { stepText } from './step-text';

const busy = () =>
  new UserError('The playbook changes this machine just now: try again in a minute.', exitCode.bad);

interface ReleaseOptions extends Target {
  readonly yes?: boolean;
  readonly anyway?: boolean;
}

export async function releaseIncident(id: string, options: ReleaseOptions): Promise<void> {
  idArgument(id);
  if (options.json && !options.yes)
    throw new UserError('--json needs --yes: a program answers no question.');
  const { connection, caller } = await becomeReleaser(connectionTo(options));
  const table = openTable(options.table, connection);
  const row = await readItem<IncidentRecord>(table, incidentKey(id));
  if (!row) throw noIncident(id, options);
  const kept = await readContainment(table, openKmsSeal(SEAL_ALIASES, connection), row);
  if (!kept) throw new UserError(`Nothing is to be put back for ${id}: no machine was contained.`);
  if (kept.kind === 'forged')
    throw new UserError(
      `What was there before ${id} is not to be believed: ${kept.why}.`,
      exitCode.bad,
    );
  if (kept.releasedAt)
    throw new UserError(`The machine of ${id} was put back at ${kept.releasedAt}.`);
  const { baseline } = kept;
  const { accountId, region, instanceId } = baseline.machine;
  const credentials = guardCredentials(openSts(connection), {
    ...{ roleName: 'trailwarden-containment', sessionName: 'release' },
    partition: partitionOf(region),
  });
  const clients = instanceClients(
    { accountId, region },
    () => credentials.of(accountId),
    connectionTo(options),
  );
  const now = await lookAtMachine(clients, baseline);
  const judgement = judgementOf(options);
  const plan = now && judgement.release(baseline, now);
  if (!options.json) {
    print(
      now ? `What was there on ${instanceId} before ${baseline.at}:` : `${instanceId} is gone.`,
    );
    for (const step of plan?.steps ?? []) print(`  ${stepText(step)}`);
    for (const told of plan?.told ?? []) print(`  ${told}`);
  }
  if (!options.yes && !(await confirmed('Put this back?'))) {
    print('Nothing was put back.');
    return;
  }
  const at = new Date().toISOString();
  const {
    isDone,
    others,
    refusal: _,
    ...done
  } = await inTurn(table, { incidentId: id, now: () => new Date(), busy }, async (mayGoOn) => {
    const back = await putBackMachine(clients, baseline, judgement, mayGoOn);
    const isDone = back.differences.length === 0;
    const others = isDone ? await markReleased(table, row, baseline, at) : [];
    return { ...back, isDone, others };
  });
  const text = isDone
    ? `released by ${caller}: everything reads back as it was`
    : `released by ${caller}, but: ${done.differences.join(' ')}`;
  await noteState(table, {
    ...{ incidentId: id, state: `Released ${at}`, entry: { at, kind: 'step', text } },
  });
  if (!isDone) process.exitCode = exitCode.bad;
  if (options.json) {
    printJson({ id, instanceId, by: caller, at, ...done });
    return;
  }
  if (!isDone) for (const one of done.told) print(one);
  for (const one of done.differences) print(one);
  for (const one of others) print(`${one} wanted it contained too, and nothing contains it now.`);
  print(
    isDone
      ? `${instanceId} is ${done.isGone ? 'gone, and what was made outside of it is as it was' : 'as it was'}: ${done.steps.length} steps, read back.`
      : `${instanceId} is not as it was.`,
  );
}

const judgementOf = ({ anyway = false }: ReleaseOptions): Judgement => ({
  release: (baseline, now) => release(baseline, now, { anyway }),
  releaseGone,
  isAsBefore: (baseline, now) => isAsBefore(baseline, now, { anyway }),
});
