import * as account from '@aws-sdk/client-account';
import * as iam from '@aws-sdk/client-iam';
import * as organizations from '@aws-sdk/client-organizations';
import * as sts from '@aws-sdk/client-sts';
import type { Answer, RecordedAnswer } from '../recorded-answers';
import { answerOf, type Scene } from '../scene';
import type { Situation, Situations } from '../situation';

/** The recorded caller is the management account, and is called 111111111111 there. */
const asManagement = <T>(scene: Scene, value: T): T =>
  JSON.parse(JSON.stringify(value).replaceAll('111111111111', scene.managementAccountId));
const fromManagement = (scene: Scene, answer: Answer): Answer =>
  JSON.parse(JSON.stringify(answer).replaceAll(scene.managementAccountId, '111111111111'));

const organizationOf = ({ as, managementAccountId }: Scene) =>
  new organizations.OrganizationsClient(as(managementAccountId));

/** The recorded call by the management account; `input` where the recorded one is not whole. */
const call = async (
  scene: Scene,
  { action, input: written }: RecordedAnswer,
  input: object = written,
): Promise<Answer> => {
  const Command = Reflect.get(organizations, `${action}Command`);
  const asked = new Command(scene.filled(asManagement(scene, input)));
  return answerOf(organizationOf(scene).send(asked) as Promise<object>);
};

type Input = Readonly<Record<string, unknown>>;

const ask =
  (input?: Input | ((scene: Scene) => Promise<Input> | Input)): Situation =>
  async (scene, recorded) =>
    call(scene, recorded, typeof input === 'function' ? await input(scene) : input);

const delegation = (statement: object): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        ...{ Effect: 'Allow', Principal: { AWS: '222222222222' }, Resource: '*' },
        ...{ Action: 'organizations:DescribePolicy', ...statement },
      },
    ],
  });

/** What comes back as `Content`, beside nothing else. */
const contentOf =
  (input: (recorded: RecordedAnswer) => object): Situation =>
  async (scene, recorded) => {
    const { ok, ...refused } = await call(scene, recorded, input(recorded));
    const answered = ok as {
      ResourcePolicy?: { Content?: string };
      Policy?: { Content?: string };
    };
    const Content = answered?.ResourcePolicy?.Content ?? answered?.Policy?.Content;
    return ok ? { ok: { Content } } : refused;
  };

const newPolicy = (recorded: RecordedAnswer) => ({
  ...{ Name: 'n', Description: 'd' },
  ...recorded.input,
});
const policy: Situation = (scene, recorded) => call(scene, recorded, newPolicy(recorded));

const optStatus = async (scene: Scene, { input }: RecordedAnswer): Promise<Answer> => {
  const client = new account.AccountClient(scene.as(scene.managementAccountId));
  const asked = scene.filled(asManagement(scene, input)) as { RegionName: string };
  const answer = await answerOf(client.send(new account.GetRegionOptStatusCommand(asked)));
  return withUser(fromManagement(scene, answer));
};

/** The recorded caller is called `u`. */
const withUser = (answer: Answer): Answer =>
  JSON.parse(JSON.stringify(answer).replaceAll(':user/admin', ':user/u'));

const trustAll = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' }],
});

/** A role that was made a moment ago, in a world in which that takes its time. */
const freshRole: Situation = async (scene, { input }) => {
  scene.sandbox.world.iam.rolesSettleMilliseconds = 6_000;
  const RoleName = String(input.RoleArn).split('/').at(-1) ?? '';
  const client = new iam.IAMClient(scene.as());
  await client.send(new iam.CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: trustAll }));
  if (RoleName === 'again') {
    scene.sandbox.world.clock.advance(60_000);
    await client.send(new iam.DeleteRoleCommand({ RoleName }));
    await client.send(new iam.CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: trustAll }));
  }
  return withUser(await assume(scene, input));
};

/** The recorded session is called `s`; a name needs two letters. */
const assume = (scene: Scene, input: Input) =>
  answerOf(
    new sts.STSClient(scene.as()).send(
      new sts.AssumeRoleCommand({
        RoleArn: scene.filled(String(input.RoleArn)),
        RoleSessionName: 'the-session',
      }),
    ),
  );

const packedSize: Situation = async (scene, { input }) => {
  await new iam.IAMClient(scene.as()).send(
    new iam.CreateRoleCommand({ RoleName: 'r', AssumeRolePolicyDocument: trustAll }),
  );
  const { ok } = (await assume(scene, input)) as { ok: sts.AssumeRoleCommandOutput };
  const { PackedPolicySize, SessionTokenUtilization } = ok;
  const size: unknown = Reflect.get(ok, 'SessionTokenSize');
  return {
    ok: {
      PackedPolicySize,
      SessionTokenUtilization: SessionTokenUtilization !== undefined,
      SessionTokenSize: size !== undefined,
    },
  };
};

/** What is read after the call. */
const THEN = 'then';

export const organizationsSituations: Situations = {
  dbd67b: (scene) =>
    answerOf(
      new organizations.OrganizationsClient(scene.as()).send(
        new organizations.ListAccountsCommand({}),
      ),
    ),
  '170975': ask(),
  '80f578': contentOf(({ input }) => input),
  '166f2c': async (scene, recorded) => {
    const Content = delegation({});
    await call(scene, recorded, { Content });
    return call(scene, recorded, { ...recorded.input, Content });
  },
  ae963a: ask({ Content: delegation({ Principal: { AWS: 'arn:aws:iam::222222222222:role/r' } }) }),
  '74987d': ask({
    Content: delegation({ Action: undefined, NotAction: 'organizations:DescribePolicy' }),
  }),
  '2282c0': ask({ Content: delegation({ Action: 'organizations:*' }) }),
  ceb989: async (scene, recorded) => {
    const [attached] = scene.sandbox.world.organization.attachments.values();
    const own = [...(attached ?? [])].find((id) => id !== 'p-FullAWSAccess');
    return call(scene, recorded, { PolicyId: own });
  },
  '07ffea': async (scene, recorded) => {
    const RootId = scene.sandbox.world.organization.organization?.rootId ?? '';
    const client = organizationOf(scene);
    const PolicyType = 'RESOURCE_CONTROL_POLICY';
    await client
      .send(new organizations.DisablePolicyTypeCommand({ RootId, PolicyType }))
      .catch(() => undefined);
    const { ok } = await call(scene, recorded, { ...recorded.input, RootId });
    const { Root } = ok as organizations.EnablePolicyTypeCommandOutput;
    return { ok: { 'Root.PolicyTypes': Root?.PolicyTypes } };
  },
  '149cda': policy,
  '892864': policy,
  '4fa993': policy,
  '7b675e': policy,
  c89609: policy,
  f5a00f: policy,
  '2483e8': contentOf(newPolicy),
  efd23e: { onPurpose: 'ListAccounts has no `Status`' },
  '7f3388': optStatus,
  '0dd912': async (scene, recorded) => {
    scene.sandbox.world.organization.serviceAccess.delete('account.amazonaws.com');
    return optStatus(scene, recorded);
  },
  df7496: async (scene, { input }) =>
    answerOf(
      new account.AccountClient(scene.as()).send(
        new account.GetAlternateContactCommand(input as never),
      ),
    ),
  '8f1899': async (scene, { input }) => {
    const client = new account.AccountClient(scene.as());
    await client.send(new account.PutAlternateContactCommand(input as never));
    const { AlternateContact } = await client.send(
      new account.GetAlternateContactCommand({ AlternateContactType: 'OPERATIONS' }),
    );
    return { ok: { [THEN]: { GetAlternateContact: AlternateContact } } };
  },
  '8b9be2': freshRole,
  e9d6d6: freshRole,
  c2cdda: packedSize,
};
