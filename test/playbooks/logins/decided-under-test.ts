import { SSMClient, StartSessionCommand } from '@aws-sdk/client-ssm';
import {
  type Local,
  type LocalOptions,
  startLocal,
  tableOf,
} from '../../../services/cli/local/local';
import { makeShopMachine, type ShopMachine } from '../../../services/cli/local/shop-machine';
import { until } from '../../../services/cli/local/until';
import { hooks } from '../../../services/sandbox';
import { acknowledge } from '../../../shared/aws/incidents/acknowledge';
import { getIncident, newestIncidents } from '../../../shared/aws/incidents/find-incidents';
import { makeCall } from '../../../shared/aws/make-call';
import type { Answer } from '../../../shared/domain/acknowledgement';
import type { Incident } from '../../../shared/domain/incident';

export const CALENDAR = 'maintenance';

/** The whole organization, in which logins are heard and answered: nothing of the way from the call to the decision is left out. */
export interface DecidedUnderTest {
  readonly local: Local;
  readonly member: string;
  readonly machine: (
    wanted?: Partial<Parameters<typeof makeShopMachine>[2]>,
  ) => Promise<ShopMachine>;
  /** Its account's administrator tagged it, so long before that nothing of it is part of what comes now. */
  readonly tagged: (machine: ShopMachine, Key: string, Value: string) => Promise<void>;
  /** A person of the access portal opens a session on a machine. */
  readonly session: (person: string, machine: ShopMachine, Reason?: string) => Promise<void>;
  /** The newest incident of a machine, once it is so. */
  readonly incident: (
    what: string,
    machine: ShopMachine,
    isSo: (incident: Incident) => boolean,
  ) => Promise<Incident>;
  /** The first line of what the playbook says in the end. */
  readonly decided: (machine: ShopMachine, before?: string) => Promise<Incident>;
  readonly answer: (incident: Incident, as: Answer) => Promise<void>;
  readonly pass: (hours: number) => void;
  readonly close: () => Promise<void>;
}

export async function decidedUnderTest(
  parameters: Readonly<Record<string, string>> = {},
  options: Partial<LocalOptions> = {},
): Promise<DecidedUnderTest> {
  const local = await startLocal({
    ...{ accounts: 1, regions: ['us-east-1'], kinds: ['trail'], loginGuard: true, speed: 10 },
    parameters: { Containment: 'on', ...parameters },
    ...options,
  });
  const { sandbox, organization } = local;
  const { world } = sandbox;
  const [member = ''] = organization.memberAccountIds;
  const place = { accountId: organization.managementAccountId, region: organization.homeRegion };
  const store = hooks.identitystore.createIdentityStore(world, { id: 'd-1234567890', ...place });
  const table = tableOf(local);
  let made = 0;
  const newest = async ({ arn }: ShopMachine) => {
    const [one] = await newestIncidents(table, { subjectKey: `instance#${arn}` }, 1);
    return one && getIncident(table, one.id);
  };
  const incident: DecidedUnderTest['incident'] = async (what, machine, isSo) => {
    let seen: Incident | undefined;
    await until(
      async () => {
        seen = await newest(machine);
        return seen !== undefined && isSo(seen);
      },
      { what, withinMs: 60_000, everyMs: 50 },
    ).catch((error: Error) => {
      const lines = seen?.timeline.map(({ text }) => text) ?? ['no incident'];
      throw new Error([error.message, ...lines].join('\n'));
    });
    return seen as Incident;
  };
  return {
    ...{ local, member, incident },
    machine: (wanted = {}) => {
      made += 1;
      return makeShopMachine(local, member, { name: `shop-${made}`, ...wanted });
    },
    tagged: async ({ id }, Key, Value) => {
      const input = { Resources: [id], Tags: [{ Key, Value }] };
      const { region } = place;
      await makeCall({ call: 'ec2:CreateTags', region, input }, local.administrator(member));
      world.clock.advance(48 * 3_600_000);
    },
    session: async (userName, { id: Target }, Reason) => {
      const known = [...store.users.values()].find((one) => one.userName === userName);
      const user =
        known ?? hooks.identitystore.addStoreUser(store, { userName, displayName: userName });
      const credentials = hooks.identitystore.signIn(world, {
        ...{ store, user, accountId: member, permissionSet: 'Operator' },
      });
      const ssm = new SSMClient({ ...local.administrator(member), credentials });
      await ssm.send(new StartSessionCommand({ Target, ...(Reason && { Reason }) }));
    },
    decided: (machine, before) =>
      incident('the playbook is through', machine, ({ id, playbook }) =>
        Boolean(playbook && id !== before),
      ),
    answer: async ({ id, accountId }, as) => {
      const by = `arn:aws:iam::${accountId}:user/owner`;
      await acknowledge(table, id, { as, by, at: world.now().toISOString() });
    },
    pass: (hours) => world.clock.advance(hours * 3_600_000),
    close: () => local.close(),
  };
}
