import * as s3 from '@aws-sdk/client-s3';
import { GetPublicAccessBlockCommand } from '@aws-sdk/client-s3-control';
import { s3ControlClient } from '../../../../shared/aws/dependencies/s3-control-client';
import type { Answer } from '../recorded-answers';
import { answerOf, type Scene } from '../scene';
import type { Situation, Situations } from '../situation';

/** What is done before the recorded call, by real calls. */
type Step = (client: s3.S3Client, scene: Scene) => Promise<unknown>;

const BUCKETS = {
  bucket: 'one-bucket',
  'lock bucket': 'lock-bucket',
  'versioned bucket': 'versioned-bucket',
  'suspended bucket': 'suspended-bucket',
  destination: 'destination-bucket',
  missing: 'missing-bucket',
  new: 'new-bucket',
};
const Bucket = BUCKETS.bucket;
const Key = 'a/key';

const made =
  (name: keyof typeof BUCKETS, more: Partial<s3.CreateBucketCommandInput> = {}): Step =>
  (client) =>
    client.send(new s3.CreateBucketCommand({ Bucket: BUCKETS[name], ...more }));

const versioned =
  (name: keyof typeof BUCKETS, Status: 'Enabled' | 'Suspended' = 'Enabled'): Step =>
  (client) =>
    client.send(
      new s3.PutBucketVersioningCommand({
        Bucket: BUCKETS[name],
        VersioningConfiguration: { Status },
      }),
    );

const kept =
  (name: keyof typeof BUCKETS): Step =>
  (client) =>
    client.send(new s3.PutObjectCommand({ Bucket: BUCKETS[name], Key, Body: 'x' }));

const unblocked: Step = (client) => client.send(new s3.DeletePublicAccessBlockCommand({ Bucket }));

const withLock = made('lock bucket', { ObjectLockEnabledForBucket: true });

const expiring =
  (Days: number): Step =>
  (client) =>
    client.send(
      new s3.PutBucketLifecycleConfigurationCommand({
        Bucket,
        LifecycleConfiguration: {
          Rules: [{ ID: 'base', Filter: {}, Status: 'Enabled', Expiration: { Days } }],
        },
      }),
    );

/** The recorded call, in a world where `{bucket}` was just made and the steps were done. */
const asked =
  (...steps: readonly Step[]): Situation =>
  async (scene, { action, input }) => {
    const client = await arranged(scene, steps);
    return answerOf(client.send(commandOf(action, filledFor(scene, input))));
  };

/** As `asked`; what was put is read back, and that is the answer. */
const readBack =
  (read: string, ...steps: readonly Step[]): Situation =>
  async (scene, { action, input }) => {
    const client = await arranged(scene, steps);
    await client.send(commandOf(action, filledFor(scene, input)));
    const { ok } = await answerOf(client.send(commandOf(read, { Bucket })));
    const { Policy, ...rest } = ok as { readonly Policy?: string };
    return { ok: { readBack: Policy === undefined ? rest : untouched(Policy) } };
  };

/** Of the policy of the recorded input, whether it is public. */
const status =
  (...steps: readonly Step[]): Situation =>
  async (scene, { input }) => {
    const client = await arranged(scene, steps);
    await client.send(commandOf('PutBucketPolicy', filledFor(scene, input)));
    const { PolicyStatus } = await client.send(new s3.GetBucketPolicyStatusCommand({ Bucket }));
    return { ok: PolicyStatus };
  };

async function arranged(scene: Scene, steps: readonly Step[]): Promise<s3.S3Client> {
  const client = new s3.S3Client(scene.as());
  for (const step of [made('bucket'), ...steps]) await step(client, scene);
  return client;
}

function filledFor({ accounts: [account, other], filled }: Scene, input: object): object {
  const { Policy, ...rest } = filled(input, { ...BUCKETS, key: Key, account, other }) as {
    readonly Policy?: object;
  };
  // With white space, which is not given back.
  return { ...rest, ...(Policy && { Policy: JSON.stringify(Policy, null, 2) }) };
}

/** A document as it came: white space would make it another one. */
const untouched = (text: string): unknown => (/\n/.test(text) ? text : JSON.parse(text));

function commandOf(action: string, input: object): s3.GetBucketAclCommand {
  const Command = Reflect.get(s3, `${action}Command`);
  return new Command(input);
}

/** The SDK would write a checksum of its own. */
const withoutChecksum: Situation = async (scene, { input }) => {
  await arranged(scene, []);
  const client = new s3.S3Client({
    ...scene.as(),
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  });
  return answerOf(client.send(commandOf('PutObject', { ...filledFor(scene, input), Body: 'x' })));
};

/** The account's block, in two Regions; an answer of either that is no refusal would be the one that is compared. */
const accountBlock: Situation = async ({ accounts: [AccountId], as }) => {
  const answers: Answer[] = [];
  for (const region of ['us-east-1', 'us-west-2']) {
    const client = s3ControlClient(as(AccountId, region));
    answers.push(await answerOf(client.send(new GetPublicAccessBlockCommand({ AccountId }))));
  }
  return answers.find(({ ok }) => ok !== undefined) ?? answers[1] ?? {};
};

/** The reads of half a minute after a configuration was replaced: some are of the one before. */
const goingBack: Situation = async (scene) => {
  scene.sandbox.world.s3.configurationsGoBackForMilliseconds = 30_000;
  const client = await arranged(scene, [expiring(30), expiring(60)]);
  const read = new s3.GetBucketLifecycleConfigurationCommand({ Bucket });
  const days: unknown[] = [];
  for (let reads = 0; reads < 4; reads++) {
    days.push((await client.send(read)).Rules?.[0]?.Expiration?.Days);
  }
  const older = days.includes(30) && days.lastIndexOf(30) > days.indexOf(60);
  return { ok: { mayBe: older ? 'an older accepted configuration' : days } };
};

const publicAccessBlock: Situations = {
  '33fc7c': asked(),
  '98ef3e': asked(),
  '29c89f': asked(unblocked),
  '6e20de': asked(unblocked),
  '4213ae': readBack('GetPublicAccessBlock'),
  bb045a: asked(),
  '8e0948': asked(),
  a886b6: asked(),
  '2e16b5': accountBlock,
};

const policies: Situations = {
  '7cfece': readBack('GetBucketPolicy'),
  '4446c2': asked(),
  '76ddf2': asked(unblocked),
  '7b2c3d': asked(unblocked),
  '89af66': asked(unblocked),
  fea790: asked(unblocked),
  '02089d': asked(unblocked),
  f80225: asked(unblocked),
  '4c98dc': asked(unblocked),
  // BlockPublicPolicy is on.
  '92ddc6': status(),
  '50bb4d': status(unblocked),
  '664dd7': status(unblocked),
  '233f29': status(unblocked),
  '5713a5': status(unblocked),
  '9b9730': status(unblocked),
};

const retention: Situations = {
  b22b75: asked(withLock),
  '86057b': asked(),
  '53ed60': asked(versioned('bucket')),
  '10c1a4': asked(),
  '2e1ba2': asked(withLock),
  ec3c43: asked(withLock),
  '36c439': asked(),
  '30a6b2': asked(made('suspended bucket'), versioned('suspended bucket', 'Suspended')),
  '0f9856': asked(made('versioned bucket'), versioned('versioned bucket')),
  d4b1d1: asked(withLock),
  df88ef: asked(withLock),
  '76d04b': asked(withLock),
  '32a939': asked(withLock),
  '3e6566': asked(withLock),
  '45f162': asked(kept('bucket')),
  '5b5eed': asked(withLock, kept('lock bucket')),
};

const lifecycles: Situations = {
  a1eafb: asked(),
  '914da5': asked(),
  cff3b5: asked(),
  f0d789: asked(),
  '37c3e2': asked(),
  aa0e3f: asked(expiring(30)),
  '03d0ec': goingBack,
};

const buckets: Situations = {
  '7cb331': asked(),
  c3e2bd: asked(),
  ea3747: asked(),
  db1d3b: asked(),
  da8650: asked(),
  acbd26: asked(),
  bbd7a7: asked(made('versioned bucket'), versioned('versioned bucket'), made('destination')),
  '20cac1': asked(made('destination'), versioned('destination')),
  '859783': withoutChecksum,
};

export const s3Answers: Situations = {
  ...publicAccessBlock,
  ...policies,
  ...retention,
  ...lifecycles,
  ...buckets,
};
