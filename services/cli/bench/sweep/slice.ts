import { hooks, isRead, type Sandbox, services } from '../../../sandbox';
import { type Local, startLocal } from '../../local/local';
import { leaveAlone } from '../leave-alone';
import { PAGE, type SweepScale, sliceOf } from './scale';

/** As serverless.yml says: maximumConcurrency of the event source. */
export const ENVIRONMENTS = 50;

/** Management, security and log archive. */
const OWN_ACCOUNTS = 3;

/**
 * A slice of the organization with everything deployed, looked at once. What the whole organization shares is as small
 * as the slice: STS's quota, the accounts on a page, the responders. The table's stream is not followed.
 */
export async function startSlice(
  scale: SweepScale,
  onProgress: (what: string) => void,
): Promise<Local> {
  const { accounts, regions, share, latencyMs } = sliceOf(scale);
  const local = await startLocal({
    ...{ accounts: Math.max(1, accounts - OWN_ACCOUNTS), regions, onProgress },
    concurrentBatches: Math.ceil(ENVIRONMENTS / share),
  });
  leaveAlone(local);
  const { sandbox } = local;
  hooks.lambda.state(sandbox.world).accountConcurrency = 1_000;
  sandbox.addService(withQuotasOver(share));
  sandbox.addService(withPagesOf(PAGE / share));
  Object.assign(sandbox.settings, { latencyMs, quotas: true });
  return local;
}

type Service = (typeof services)[number];
type Action = Service['actions'][string];

function withQuotasOver(share: number): Service {
  const sts = serviceNamed('sts');
  const actions = Object.entries(sts.actions).map(([name, action]) => {
    const { quota } = action;
    const shared = quota && { quota: { ...quota, perSecond: quota.perSecond / share } };
    return [name, { ...action, ...shared }];
  });
  return { ...sts, actions: Object.fromEntries(actions) };
}

/** With less than one account to a page some are empty, as AWS's may be. */
export function withPagesOf(size: number): Service {
  const organizations = serviceNamed('organizations');
  const { ListAccounts: whole } = organizations.actions;
  if (!whole) throw new Error('The sandbox lists no accounts.');
  const handle: Action['handle'] = async (call, world) => {
    const all = await allOf(whole, call, world);
    const number = Number(call.input.NextToken ?? 0);
    const end = Math.min(all.length, Math.floor((number + 1) * size));
    return {
      Accounts: all.slice(Math.floor(number * size), end),
      ...(end < all.length && { NextToken: String(number + 1) }),
    };
  };
  const actions = { ...organizations.actions, ListAccounts: { ...whole, handle } };
  return { ...organizations, actions };
}

async function allOf(
  list: Action,
  call: Parameters<Action['handle']>[0],
  world: Sandbox['world'],
): Promise<readonly unknown[]> {
  const all: unknown[] = [];
  let input: Readonly<Record<string, unknown>> | undefined = {};
  while (input) {
    const answer = (await list.handle({ ...call, input }, world)) as {
      readonly Accounts: readonly unknown[];
      readonly NextToken?: string;
    };
    all.push(...answer.Accounts);
    input = answer.NextToken === undefined ? undefined : { NextToken: answer.NextToken };
  }
  return all;
}

function serviceNamed(id: string): Service {
  const found = services.find((service) => service.id === id);
  if (!found) throw new Error(`The sandbox has no service ${id}.`);
  return found;
}

/** What DynamoDB would be paid for so far, as the engine counts it; a write whose condition does not hold costs one. */
export interface Units {
  read: number;
  written: number;
}

/** From now on the table's units are counted. */
export function meterTable({ addService }: Sandbox): Units {
  const units: Units = { read: 0, written: 0 };
  const { service } = hooks.dynamodb;
  const metered = (action: Action): Action => ({
    ...action,
    handle: async (call, world) => {
      const input = { ...call.input, ReturnConsumedCapacity: 'TOTAL' };
      const answer = (await action.handle({ ...call, input }, world)) as { readonly body: string };
      const { ConsumedCapacity } = JSON.parse(answer.body) as Consumed;
      if (isRead(action, call.action)) units.read += ConsumedCapacity?.CapacityUnits ?? 0;
      else units.written += ConsumedCapacity?.CapacityUnits ?? 1;
      return answer as Awaited<ReturnType<Action['handle']>>;
    },
  });
  const { Query, GetItem, PutItem, UpdateItem, DeleteItem } = service.actions;
  const paid = Object.entries({ Query, GetItem, PutItem, UpdateItem, DeleteItem });
  const actions = paid.flatMap(([name, action]) => (action ? [[name, metered(action)]] : []));
  addService({ ...service, actions: { ...service.actions, ...Object.fromEntries(actions) } });
  return units;
}

interface Consumed {
  readonly ConsumedCapacity?: { readonly CapacityUnits: number };
}
