import { createHash } from 'node:crypto';
import { baselineRows } from '../../../shared/aws/baselines/find-baselines';
import type { ServiceClients } from '../../../shared/aws/dependencies/service-clients';
import { observeWhole } from '../../../shared/aws/observe-subject';
import { grouped } from '../../../shared/domain/grouped';
import { describeObstacle } from '../../../shared/domain/obstacle';
import {
  type Subject,
  type SubjectKind,
  subjectKey,
  subjectKinds,
} from '../../../shared/domain/subject';
import { type Difference, differences } from '../../../shared/restore/differences';
import { accountsOrAll, ofEach } from '../options/baseline-options';
import { asKeeper } from '../target/as-keeper';
import { reachMembers } from '../target/reach-members';
import { connectionTo, placesOption } from '../target/target';
import { counted, print, printJson } from '../terminal/print';
import { exitCode, UserError } from '../terminal/user-error';
import {
  acceptCompared,
  type BaselineAcceptOptions,
  fitToAccept,
  HEARD_THEN,
  reasonOf,
} from './accept-subject';
import { type Compared, fingerprint } from './baseline-look';
import { printDifferences } from './baseline-print';
import { sealOf, verified } from './baseline-verified';

/**
 * Everything of a kind that differs from its baseline, in one account or in all. At first it is only shown. What was
 * shown is accepted by its fingerprint, and nothing newer: if one subject changed meanwhile, the whole list has to
 * be looked at again.
 */
export async function acceptKind(options: BaselineAcceptOptions): Promise<void> {
  const kind = kindOption(options);
  const reason = reasonOf(options);
  const keeper = options.seen === undefined ? undefined : await asKeeper(connectionTo(options));
  const { changed, refused } = await lookAtAll(kind, options);
  const seen = fingerprintOf(changed);
  if (!keeper) {
    sayShown(options, { changed, refused, seen });
    return;
  }
  if (options.seen !== seen) {
    throw new UserError(
      `Nothing was accepted: it is no longer what was seen as ${options.seen}; look at it again without --seen.`,
      exitCode.bad,
    );
  }
  // The fingerprint covers the whole list, not each subject.
  const { seen: _, ...each } = options;
  const done = await ofEach(
    changed,
    async ({ compared }) => [
      await acceptCompared(compared, { options: each, reason, keeper }).then(
        ({ baseline: { subject, version } }) => ({ id: subject.id, version }),
        (error: unknown) => {
          if (error instanceof UserError) return { why: error.message };
          throw error;
        },
      ),
    ],
    10,
  );
  const accepted = done.flatMap((one) => ('version' in one ? one : []));
  const left = [...refused, ...done.flatMap((one) => ('why' in one ? one.why : []))];
  sayAccepted(options, accepted, left);
}

function kindOption({ kind, account, in: region, belowFloor }: BaselineAcceptOptions): SubjectKind {
  const known = subjectKinds.find((one) => one === kind);
  if (!known) {
    throw new UserError(`--kind must be one of ${subjectKinds.join(', ')}, not "${kind}".`);
  }
  if (region !== undefined) throw new UserError('--in goes with one subject, not with --kind.');
  if (belowFloor !== undefined) {
    throw new UserError('--below-floor is said of one subject at a time, not with --kind.');
  }
  placesOption({ ...(account && { account: [account] }) });
  return known;
}

interface Changed {
  readonly subject: Subject;
  readonly compared: Compared;
  readonly found: readonly Difference[];
  /** The fingerprint of its present state. */
  readonly seen: string;
}

type Looked = Changed | { readonly refused: string } | undefined;

async function lookAtAll(
  kind: SubjectKind,
  options: BaselineAcceptOptions,
): Promise<{ readonly changed: readonly Changed[]; readonly refused: readonly string[] }> {
  const { account } = options;
  const { operator, services, table } = await reachMembers(options);
  const seal = sealOf(operator);
  const accounts = await accountsOrAll(account === undefined ? undefined : [account], operator);
  const looked = await ofEach(
    accounts,
    async ({ id }): Promise<readonly Looked[]> =>
      Promise.all(
        (await baselineRows(table, id))
          .filter(({ baseline }) => baseline?.subject.kind === kind && !baseline.retired)
          .map(async (row): Promise<Looked> => {
            const { forged } = await verified(row, seal);
            const { baseline } = row;
            if (!baseline) return undefined;
            if (forged)
              return { refused: `${baseline.subject.id}: its baseline is FORGED: ${forged}` };
            return lookAtOne({ row, baseline, operator }, services(baseline.subject));
          }),
      ),
    5,
  );
  return {
    changed: looked.flatMap((one) => (one && 'seen' in one ? one : [])),
    refused: looked.flatMap((one) => (one && 'refused' in one ? one.refused : [])),
  };
}

async function lookAtOne(
  known: Required<Pick<Compared, 'row' | 'baseline' | 'operator'>>,
  eyes: ServiceClients,
): Promise<Looked> {
  const { subject, state } = known.baseline;
  const observation = await observeWhole(subject, eyes);
  if (observation.kind === 'unreachable') {
    return { refused: `${subject.id} could not be read: ${describeObstacle(observation.why)}` };
  }
  const compared: Compared = { ...known, observation };
  try {
    const present = fitToAccept(compared, {});
    const found = differences(subject.kind, state, present.state);
    if (found.length === 0) return undefined;
    return { subject, compared, found, seen: fingerprint(subject.kind, present.state) };
  } catch (error) {
    if (error instanceof UserError) return { refused: error.message };
    throw error;
  }
}

const fingerprintOf = (changed: readonly Changed[]): string =>
  createHash('sha256')
    .update(
      changed
        .map(({ subject, seen }) => `${subjectKey(subject)} ${subject.accountId} ${seen}`)
        .sort()
        .join('\n'),
    )
    .digest('hex')
    .slice(0, 12);

/** The same change in many accounts is shown once. */
interface Group {
  readonly subjects: readonly string[];
  readonly accounts: readonly string[];
  readonly found: readonly Difference[];
}

function groupsOf(changed: readonly Changed[]): readonly Group[] {
  const inAnyAccount = ({ subject: { accountId } }: Changed, text: string): string =>
    text.replaceAll(accountId, '<account>');
  const groups = grouped(changed, (one) => inAnyAccount(one, JSON.stringify(one.found)));
  return [...groups].map(([same, some]) => ({
    subjects: [...new Set(some.map((one) => inAnyAccount(one, one.subject.id)))],
    accounts: [...new Set(some.map(({ subject }) => subject.accountId))],
    found: JSON.parse(same),
  }));
}

interface Shown {
  readonly changed: readonly Changed[];
  readonly refused: readonly string[];
  readonly seen: string;
}

function sayShown(
  { json, kind, account }: BaselineAcceptOptions,
  { changed, refused, seen }: Shown,
): void {
  const groups = groupsOf(changed);
  process.exitCode = changed.length + refused.length > 0 ? exitCode.bad : exitCode.ok;
  if (json) {
    printJson({ accepted: [], seen, groups, refused });
    return;
  }
  if (changed.length === 0) print(`Nothing to accept: what can be is as its baseline says.`);
  for (const { subjects, accounts, found } of groups) {
    print(
      `${subjects.join(', ')}, in ${counted(accounts.length, 'account')}: ${accounts.join(', ')}`,
    );
    printDifferences(found);
  }
  sayRefused(refused);
  if (changed.length === 0) return;
  print(`Nothing was accepted yet: ${counted(changed.length, 'subject')} would be.`);
  const only = account === undefined ? '' : ` --account ${account}`;
  print(`To accept exactly this: --kind ${kind}${only} --seen ${seen}`);
}

function sayAccepted(
  { json }: BaselineAcceptOptions,
  accepted: readonly { readonly id: string; readonly version: number }[],
  refused: readonly string[],
): void {
  if (refused.length > 0) process.exitCode = exitCode.bad;
  if (json) {
    printJson({ accepted, refused });
    return;
  }
  print(`${counted(accepted.length, 'subject')} must from now on be what they are.`);
  sayRefused(refused);
  if (accepted.length > 0) print(HEARD_THEN);
}

function sayRefused(refused: readonly string[]): void {
  for (const why of refused) print(`Left out: ${why}`);
}
