import pc from 'picocolors';
import { doubtInExemption, type Seal } from '../../../shared/aws/baselines/sealed';
import { findExemptions, inForceFirst } from '../../../shared/aws/exemptions/find-exemptions';
import { accountText } from '../../../shared/domain/account-text';
import type { Exemption } from '../../../shared/domain/exemption';
import { describeObstacle } from '../../../shared/domain/obstacle';
import { plainly } from '../../../shared/tell/report/plain';
import { sealCell } from '../baseline/baseline-print';
import { sealOf } from '../baseline/baseline-verified';
import { accountsOrAll, ofEach } from '../options/baseline-options';
import { operatorOf } from '../target/become-operator';
import { placesOption, type Target } from '../target/target';
import { print, printList, printTable } from '../terminal/print';
import { exitCode, UserError } from '../terminal/user-error';
import { afterMemory, describeScope } from './exempt-scope';

interface ExemptListOptions extends Target {
  readonly account?: readonly string[];
  readonly inForce?: boolean;
}

export async function listExemptions(options: ExemptListOptions): Promise<void> {
  placesOption(options);
  const { operator, table } = await operatorOf(options);
  const now = new Date().toISOString();
  const accounts = await accountsOrAll(options.account, operator);
  const seal = sealOf(operator);
  const found = await ofEach(accounts, async ({ id: accountId, name: accountName }) =>
    Promise.all(
      (await findExemptions(table, accountId, now)).map(async (one) => ({
        ...(await judged(one, seal, now)),
        accountName,
      })),
    ),
  );
  const exemptions = found
    .filter(({ inForce }) => inForce || !options.inForce)
    .map((one) => ({ ...one, from: afterMemory(one.declaredAt) }))
    .sort(inForceFirst(now));
  if (exemptions.some(({ forged }) => forged)) process.exitCode = exitCode.bad;
  if (options.json) printList('exemptions', exemptions);
  else if (exemptions.length === 0) print('No exemptions.');
  else
    printTable(
      ['Exemption', 'State', 'From', 'Until', 'Account', 'What', 'By', 'Why', 'Seal'],
      plainly(exemptions).map((one) => rowOf(one, now)),
    );
}

interface Judged extends Omit<Exemption, 'mac'> {
  readonly inForce: boolean;
  /** Why no authorised role can have declared it; absent when it is genuine. */
  readonly forged?: string;
}

/** Rejects when the key does not answer, because that does not mean "genuine". */
async function judged(exemption: Exemption, seal: Seal, now: string): Promise<Judged> {
  const doubt = await doubtInExemption(seal, exemption);
  if (doubt?.kind === 'unverified') {
    throw new UserError(
      `Whether ${exemption.id} is genuine could not be found out: ${describeObstacle(doubt.why)}.`,
      exitCode.unreachable,
    );
  }
  const forged = doubt && { forged: doubt.why };
  const { mac, ...said } = exemption;
  return { ...said, ...forged, inForce: !forged && exemption.until > now };
}

interface Listed extends Judged {
  readonly accountName: string;
  /** The latest moment at which it begins to hold: the warden keeps its memory for a minute. */
  readonly from: string;
}

function stateOf({ inForce, ended, from }: Listed, now: string): string {
  if (!inForce) return ended ? 'ended' : 'over';
  return pc.yellow(from > now ? 'within a minute' : 'in force');
}

const rowOf = (exemption: Listed, now: string): string[] => [
  exemption.id,
  stateOf(exemption, now),
  exemption.from.slice(0, 19),
  exemption.until.slice(0, 19),
  accountText(exemption),
  describeScope(exemption),
  exemption.by,
  exemption.why,
  sealCell(exemption.forged),
];
