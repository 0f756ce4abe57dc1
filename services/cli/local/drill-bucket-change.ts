import { setTimeout as pause } from 'node:timers/promises';
import { acknowledge } from '../../../shared/aws/incidents/acknowledge';
import { getIncident } from '../../../shared/aws/incidents/find-incidents';
import { makeCall } from '../../../shared/aws/make-call';
import { canonicalPolicy } from '../../../shared/domain/canonical-policy';
import type { Incident } from '../../../shared/domain/incident';
import { hasRunbook } from '../../../shared/restore/runbooks/catalogue';
import { intruder } from './attack';
import type { BucketChange } from './bucket-changes';
import { exemptFor } from './exempt-for';
import { makeShop, type Shop, shopIn, shopPolicy } from './guarded-buckets';
import { incidentsIn, type Local, settled, tableOf } from './local';
import { until } from './until';

/** What a bystander with keys of the account's administrator saw. */
export interface BucketDrill {
  readonly change: string;
  /** The techniques that the incident names; empty without an incident. */
  readonly judged: readonly string[];
  /** From the change to the read of what was there before; absent where it waits for an answer or stays. */
  readonly putBackAfterMs?: number;
  readonly answer: string;
  readonly ended: string;
  readonly incidents: number;
  readonly isAsMeant: boolean;
  /** Once the playbook is through; absent where nothing was told. */
  readonly incident?: Incident;
}

/** Changes the policy of one account's bucket, plays its owner, and follows it to its end. Rejects when it never ends. */
export async function drillBucketChange(
  local: Local,
  change: BucketChange,
  accountId: string,
): Promise<BucketDrill> {
  const { homeRegion: region } = local.organization;
  const administrator = { ...local.administrator(accountId), region };
  const shop = await shopOf(local, change, accountId);
  const [was, wanted] = [shopPolicy(shop), change.policy(shop)].map(canonicalPolicy);
  const subjectKey = `bucket#arn:aws:s3:::${shop.name}`;
  if (change.isExempt) await exemptFor(local, { accountId, subjectKey });
  const now = async (): Promise<string> => {
    const call = { call: 's3:GetBucketPolicy', region, input: { Bucket: shop.name } };
    const { Policy = '' } = (await makeCall(call, administrator)) as { readonly Policy?: string };
    return canonicalPolicy(Policy);
  };
  const inside = await intruder(local, accountId);
  const put = { call: 's3:PutBucketPolicy', region };
  await makeCall({ ...put, input: { Bucket: shop.name, Policy: change.policy(shop) } }, inside);
  const since = performance.now();

  const isRestoredFirst = change.technique !== undefined && hasRunbook(change.technique);
  if (isRestoredFirst) {
    const what = `the policy of ${shop.name} is as it was`;
    await until(async () => (await now()) === was, { what, withinMs: 30_000, everyMs: 5 });
  }
  const putBackAfterMs = performance.now() - since;
  const mine = () => incidentsIn(local, { subjectKey });
  const ends = change.ends === 'as it was' ? was : wanted;
  if (change.technique === undefined) {
    await settled(local);
    await pause(500); // a look that is still on its way would find it now
    return {
      ...{ change: change.id, judged: [], answer: 'not asked', ended: 'recorded only' },
      incidents: (await mine()).length,
      isAsMeant: (await mine()).length === 0 && (await now()) === ends,
    };
  }
  const incident = await answered(local, change, async () => (await mine())[0]?.id);
  const isEnded = (await now()) === ends;
  const incidents = (await mine()).length;
  return {
    change: change.id,
    judged: incident.techniques,
    ...(isRestoredFirst && { putBackAfterMs }),
    answer: incident.ask?.ended?.as ?? 'not asked',
    ended: isEnded ? change.ends : 'OTHERWISE',
    incidents,
    isAsMeant: isEnded && incidents === 1 && incident.techniques.includes(change.technique),
    incident,
  };
}

async function shopOf(local: Local, { history }: BucketChange, accountId: string): Promise<Shop> {
  if (history === 'sealed') return shopIn(accountId);
  const shop = { accountId, name: `new-pictures-${accountId}` };
  const { homeRegion: region } = local.organization;
  await makeShop(shop, { ...local.administrator(accountId), region });
  await settled(local);
  return shop;
}

/** The owner answers the playbook's question, or lets its time pass. The incident once the playbook is through. */
async function answered(
  local: Local,
  { id: what, answer }: BucketChange,
  idOf: () => Promise<string | undefined>,
): Promise<Incident> {
  const table = tableOf(local);
  const { world } = local.sandbox;
  const incident = async (): Promise<Incident | undefined> => {
    const id = await idOf();
    return id === undefined ? undefined : getIncident(table, id);
  };
  const isAsked = async () => (await incident())?.ask !== undefined;
  await until(isAsked, { what: `its owner is asked (${what})`, withinMs: 60_000, everyMs: 25 });
  const id = String(await idOf());
  if (answer) {
    const by = `arn:aws:iam::${(await incident())?.accountId}:user/owner`;
    await acknowledge(table, id, { as: answer, by, at: world.now().toISOString() });
  } else {
    world.clock.advance(61_000);
  }
  const isThrough = async () => (await incident())?.playbook !== undefined;
  await until(isThrough, {
    what: `the playbook is through (${what})`,
    withinMs: 60_000,
    everyMs: 25,
  });
  const last = await incident();
  if (!last) throw new Error('The incident vanished.');
  return last;
}
