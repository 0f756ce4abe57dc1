import {
  CreatePolicyCommand,
  CreatePolicyVersionCommand,
  DeletePolicyCommand,
  IAMClient,
  PutRolePermissionsBoundaryCommand,
} from '@aws-sdk/client-iam';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startLocal } from '../../../services/cli/local/local';
import type { PlaceState } from '../../../shared/coverage/place-state';
import type { Incident } from '../../../shared/domain/incident';
import { inProcess } from '../../cli/in-process';
import { stop } from '../people';
import { Scene, type Trail } from '../scene';

let scene: Scene;
beforeAll(async () => {
  scene = Scene.in(await startLocal({ accounts: 4, regions: ['us-east-1'] }));
}, 120_000);
afterAll(() => scene.close());

const PolicyName = 'trailwarden-boundary';
const BOUNDED = ['trailwarden-guard', 'trailwarden-spare', 'trailwarden-reader'];
const policy = (...Statement: readonly object[]): string =>
  JSON.stringify({ Version: '2012-10-17', Statement });
const nothing = policy({ Effect: 'Allow', Action: 's3:ListBucket', Resource: '*' });
const noStart = policy(
  { Effect: 'Allow', Action: '*', Resource: '*' },
  { Effect: 'Deny', Action: ['cloudtrail:StartLogging', 'cloudtrail:*Trail'], Resource: '*' },
);

const answerTo = async (...words: readonly string[]): Promise<string> => {
  const { organization, administrator } = scene.local;
  return (await inProcess(words, administrator(organization.securityAccountId))).stdout;
};

/** The organization's trail may guard it all the same. */
const placeOf = async ({ accountId }: Trail): Promise<PlaceState | undefined> => {
  const told = await answerTo('status', '--json', '--account', accountId);
  return (JSON.parse(told) as { readonly places: readonly PlaceState[] }).places[0];
};

const guardOf = ({ accountId }: Trail): string => `arn:aws:iam::${accountId}:role/${BOUNDED[0]}`;

const guardIncident = async (trail: Trail): Promise<Incident | undefined> =>
  (await scene.incidentsIn(trail.accountId)).find(({ subjectId }) => subjectId === guardOf(trail));

/** Looks that were planned for the seconds between come as well. */
async function seconds(atMost: number, isOver: () => Promise<boolean>): Promise<void> {
  for (let second = 0; second < atMost && !(await isOver()); second += 1) {
    scene.world.clock.advance(1_000);
    await scene.quiet();
  }
}

type Way = (iam: IAMClient, PolicyArn: string, PolicyDocument: string) => Promise<unknown>;

const aVersion: Way = (iam, PolicyArn, PolicyDocument) =>
  iam.send(new CreatePolicyVersionCommand({ PolicyArn, PolicyDocument, SetAsDefault: true }));

/** A policy is deleted only while it bounds no role. */
const another: Way = async (iam, PolicyArn, PolicyDocument) => {
  const bindAll = async (PermissionsBoundary: string) => {
    for (const RoleName of BOUNDED) {
      await iam.send(new PutRolePermissionsBoundaryCommand({ RoleName, PermissionsBoundary }));
    }
  };
  const meanwhile = { PolicyName: 'meanwhile', PolicyDocument: nothing };
  const { Policy } = await iam.send(new CreatePolicyCommand(meanwhile));
  await bindAll(Policy?.Arn ?? '');
  await iam.send(new DeletePolicyCommand({ PolicyArn }));
  await iam.send(new CreatePolicyCommand({ PolicyName, PolicyDocument }));
  await bindAll(PolicyArn);
};

test.each([
  ['a version that lets it do nothing', aVersion, nothing, 'was denied'],
  ['a version that lets it start no trail', aVersion, noStart, 'another text'],
  ['another policy of the name, that lets it start no trail', another, noStart, 'another text'],
])(
  'the guard is bound by %s, and the trail is stopped: people are called, and the trail logs by itself once the text of the baseline is back',
  async (_, rewrite, text, why) => {
    const trail = scene.newTrail();
    const { accountId } = trail;
    const PolicyArn = `arn:aws:iam::${accountId}:policy/${PolicyName}`;
    const iam = new IAMClient(scene.local.administrator(accountId));
    await rewrite(iam, PolicyArn, text);
    await scene.quiet();
    await stop(scene, trail);
    const isTold = async () => (await guardIncident(trail))?.state === 'escalated';
    await seconds(20, isTold);
    const told = await guardIncident(trail);
    expect(told).toMatchObject({ state: 'escalated', severity: 'critical' });
    expect(told?.techniques).toContain('rewrite-boundary-text');
    expect(told?.escalation).toContain(why);
    await scene.until('the stop is told', async () =>
      (await scene.incidentsOn(trail)).some(({ escalation }) => escalation?.includes('denied')),
    );
    expect(await scene.isLogging(trail)).toBe(false);
    const isByItself = async () =>
      (await placeOf(trail))?.trails.some(({ isOrganization }) => !isOrganization) ?? false;
    await seconds(20, async () => !(await isByItself()));
    expect(await isByItself()).toBe(false);

    const words = ['baseline', 'show', guardOf(trail), '--field', 'boundaryText'];
    await aVersion(iam, PolicyArn, (await answerTo(...words)).trim());
    await seconds(15, () => scene.isLogging(trail));
    expect(await scene.isLogging(trail)).toBe(true);
    await seconds(30, async () => (await guardIncident(trail))?.restoredAt !== undefined);
    expect((await guardIncident(trail))?.restoredAt).toBeDefined();
  },
);
