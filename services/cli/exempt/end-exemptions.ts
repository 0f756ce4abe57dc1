import { doubtInExemption, type Seal } from '../../../shared/aws/baselines/sealed';
import {
  accountOfExemption,
  endExemption,
  WHOLE_ACCOUNT,
} from '../../../shared/aws/exemptions/declare-exemption';
import { findExemptions } from '../../../shared/aws/exemptions/find-exemptions';
import { openTable, type Table } from '../../../shared/aws/table/table';
import type { Exemption } from '../../../shared/domain/exemption';
import { sealOf } from '../baseline/baseline-verified';
import { ofEach } from '../options/baseline-options';
import type { PlaceOptions } from '../options/named-subject';
import { asKeeper } from '../target/as-keeper';
import { connectionTo, type Target } from '../target/target';
import { print, printList } from '../terminal/print';
import { UserError } from '../terminal/user-error';
import {
  afterMemory,
  describeScope,
  lookAtEnd,
  type Named,
  placeScope,
  scopeIn,
} from './exempt-scope';

type ExemptEndOptions = Target & PlaceOptions;

export async function endExemptions(text: string, options: ExemptEndOptions): Promise<void> {
  const meant = meaning(text, options);
  const { accountId, isMeant } = await placed(meant, options);
  const { connection, caller: by } = await asKeeper(connectionTo(options));
  const table = openTable(options.table, connection);
  const at = new Date().toISOString();
  const ended: Exemption[] = [];
  const seal = sealOf(connection);
  for (const exemption of (await findExemptions(table, accountId, at)).filter(isMeant)) {
    const isForged = (await doubtInExemption(seal, exemption))?.kind === 'forged';
    const now = await endExemption(table, exemption, { at, by, ...(!isForged && { seal }) });
    if (now) {
      ended.push(now);
      await lookAtEnd(table, now, { end: afterMemory(at), now: at });
    }
  }
  if (ended.length === 0) {
    throw new UserError(
      `No exemption in force is ${text}; "trailwarden exempt list" shows all that are.`,
    );
  }
  const left = await inForceBeside(ended, { table, seal, at });
  const spoken = ended.map((one) => ({ one, others: left.filter((other) => covers(other, one)) }));
  if (options.json)
    printList(
      'exemptions',
      spoken.map(({ one: { mac, ...exemption }, others }) => ({
        ...exemption,
        stillExempt: others.map(({ id, until }) => ({ id, until })),
      })),
    );
  else for (const { one, others } of spoken) say(one, others);
}

type Meaning =
  | Named
  | { readonly kind: 'exemption'; readonly id: string; readonly accountId: string };

/** Refuses a text that is none of them, before AWS is asked. */
function meaning(text: string, place: PlaceOptions): Meaning {
  const accountId = accountOfExemption(text);
  const meant = accountId
    ? { kind: 'exemption' as const, id: text, accountId }
    : scopeIn(text, place);
  if (meant) return meant;
  throw new UserError(
    `"${text}" is neither an exemption such as ex-111122223333-9f2c41ab nor a subject's ARN nor an account id.`,
  );
}

interface Meant {
  readonly accountId: string;
  readonly isMeant: (exemption: Exemption) => boolean;
}

async function placed(meaning: Meaning, options: ExemptEndOptions): Promise<Meant> {
  if (meaning.kind === 'exemption') {
    return { accountId: meaning.accountId, isMeant: ({ id }) => id === meaning.id };
  }
  const scope = await placeScope(meaning, options);
  return { ...scope, isMeant: ({ subjectKey }) => subjectKey === scope.subjectKey };
}

/** Genuine exemptions of the same accounts that are still in force. */
async function inForceBeside(
  ended: readonly Exemption[],
  { table, seal, at }: { readonly table: Table; readonly seal: Seal; readonly at: string },
): Promise<readonly Exemption[]> {
  const accounts = [...new Set(ended.map(({ accountId }) => accountId))];
  const all = await ofEach(accounts, (accountId) => findExemptions(table, accountId, at));
  return ofEach(
    all.filter(({ until }) => until > at),
    async (one) => ((await doubtInExemption(seal, one)) ? [] : [one]),
  );
}

/** Whether both exemptions cover some of the same subjects. */
const covers = (other: Exemption, one: Exemption): boolean =>
  other.accountId === one.accountId &&
  [other.subjectKey, one.subjectKey].some(
    (key) => key === WHOLE_ACCOUNT || other.subjectKey === one.subjectKey,
  );

function say(exemption: Exemption, others: readonly Exemption[]): void {
  const what = describeScope(exemption);
  const guarded = `${what} is guarded again, and looked at, a minute from now`;
  const named = others
    .map((other) => `${other.id} (${describeScope(other)}, until ${other.until})`)
    .join(', ');
  const coversAll = others.some(({ subjectKey: key }) =>
    [exemption.subjectKey, WHOLE_ACCOUNT].includes(key),
  );
  if (others.length === 0) print(`${exemption.id} is over: ${guarded}.`);
  else if (coversAll) print(`${exemption.id} is over, and ${what} is still exempt by ${named}.`);
  else print(`${exemption.id} is over: ${guarded}, but for what is still exempt by ${named}.`);
}
