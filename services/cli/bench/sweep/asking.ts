import { hooks } from '../../../sandbox';
import { inLocal, type Local, queuesOf, settled, startCold } from '../../local/local';
import { type Figure, megabytes } from '../figure';
import { leaveAlone } from '../leave-alone';
import { sweep } from './run-sweep';
import { boundOf, type SweepScale } from './scale';
import { watchWarden } from './watched';

/**
 * The sweeper alone, at full size: how long until every account × Region was asked for. Its accounts are in the organization's
 * list and in the table, and nothing is deployed into them: what it asks for is thrown away.
 */
export function benchAsking(
  scale: SweepScale,
  onProgress: (what: string) => void,
): Promise<readonly Figure[]> {
  const { accounts, regions, latencyMs } = scale;
  return inLocal({ accounts: 1, regions, onProgress }, async (local) => {
    await settled(local);
    leaveAlone(local, 'queue');
    onProgress(`filling the table with ${accounts} accounts`);
    await addAccounts(local, accounts);
    Object.assign(local.sandbox.settings, { latencyMs, quotas: true });
    startCold(local);
    return figures(scale, await ask(local));
  });
}

async function ask(local: Local) {
  const watched = watchWarden(local.sandbox, local.organization.securityAccountId);
  const sink = setInterval(() => {
    for (const { visible } of queuesOf(local)) visible.clear();
  }, 50);
  try {
    await sweep(local);
  } finally {
    clearInterval(sink);
    watched.end();
  }
  const { billedMs, peakKb } = watched.workOf('trailwarden-sweeper');
  const sent = [...watched.calls.values()].reduce((one, other) => one + other, 0);
  return { seconds: billedMs / 1_000, peakKb, sent };
}

function figures(
  scale: SweepScale,
  { seconds, peakKb, sent }: Awaited<ReturnType<typeof ask>>,
): readonly Figure[] {
  const bound = boundOf(scale);
  return [
    {
      name: `the sweeper asks for ${scale.accounts * scale.regions.length} accounts × Regions`,
      measured: `${seconds.toFixed(1)} s, ${sent} calls`,
      baseline: `${bound.seconds.toFixed(1)} s: ${bound.by}`,
      ratio: seconds / bound.seconds,
      limit: 1.25,
    },
    megabytes('the sweeper’s peak memory', peakKb),
  ];
}

type Item = Readonly<Record<string, { readonly S?: string }>>;

/**
 * As many as are wanted in all, each with what the table holds of an account that was swept before: the rows of coverage and
 * heartbeats that real looks at the first member wrote.
 */
async function addAccounts(local: Local, wanted: number): Promise<void> {
  const { world } = local.sandbox;
  const { organization, accounts } = world.organization;
  if (!organization) throw new Error('The sandbox has no organization.');
  const [first = ''] = local.organization.memberAccountIds;
  const rows = (await rowsOf(local)).map((row) => JSON.stringify(row));
  const pattern = rows.filter((row) => row.includes(first) && isOfPlace(JSON.parse(row)));
  let batch: Item[] = [];
  while (accounts.size < wanted) {
    const id = String(100_000_000_000 + accounts.size);
    const account = { id, name: `account ${id}`, email: `${id}@example.com` };
    hooks.organizations.addAccount(world, organization, account, organization.rootId);
    batch.push(...pattern.map((row) => ofAccount(row.replaceAll(first, id), id)));
    const isLast = accounts.size === wanted;
    for (; batch.length >= 25 || (isLast && batch.length > 0); batch = batch.slice(25))
      await put(local, batch.slice(0, 25));
  }
}

/** The partitions of coverage and heartbeats end with the account's last digit. */
const PARTITION = /^([A-Z]+#[a-z0-9-]+#)\d$/;

const isOfPlace = ({ pk }: Item): boolean => PARTITION.test(pk?.S ?? '');

function ofAccount(row: string, accountId: string): Item {
  const item = JSON.parse(row) as Item;
  return { ...item, pk: { S: String(item.pk?.S).replace(PARTITION, `$1${accountId.slice(-1)}`) } };
}

async function rowsOf(local: Local): Promise<readonly Item[]> {
  const rows: Item[] = [];
  let next: unknown;
  do {
    const input = {
      TableName: local.tableName,
      ...(next !== undefined && { ExclusiveStartKey: next }),
    };
    const { Items, LastEvaluatedKey } = await engine(local, 'Scan', input);
    rows.push(...(Items as readonly Item[]));
    next = LastEvaluatedKey;
  } while (next !== undefined);
  return rows;
}

async function put(local: Local, items: readonly Item[]): Promise<void> {
  const puts = items.map((Item) => ({ PutRequest: { Item } }));
  await engine(local, 'BatchWriteItem', { RequestItems: { [local.tableName]: puts } });
}

/** Past the wire: the table is filled before anything is measured. */
async function engine({ sandbox, organization }: Local, action: string, input: object) {
  const place = { accountId: organization.securityAccountId, region: organization.homeRegion };
  const asked = { action, body: JSON.stringify(input) };
  const { status, body } = await hooks.dynamodb.ask(sandbox.world, place, asked);
  if (status >= 400) throw new Error(`${action}: ${JSON.stringify(body)}`);
  return body;
}
