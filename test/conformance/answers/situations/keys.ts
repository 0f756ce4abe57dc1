import * as kms from '@aws-sdk/client-kms';
import type { Answer } from '../recorded-answers';
import { answerOf, type Scene } from '../scene';
import type { Situation, Situations } from '../situation';

type Key = kms.KeyMetadata;
type Step = (client: kms.KMSClient, key: Key, scene: Scene) => Promise<unknown>;

const ALIAS = 'alias/of-the-scene';
const DAY = 24 * 60 * 60 * 1000;

const disabled: Step = (client, { KeyId }) => client.send(new kms.DisableKeyCommand({ KeyId }));

const pendingDeletion: Step = (client, { KeyId }) =>
  client.send(new kms.ScheduleKeyDeletionCommand({ KeyId, PendingWindowInDays: 7 }));

const aliased: Step = (client, { KeyId }) =>
  client.send(new kms.CreateAliasCommand({ AliasName: ALIAS, TargetKeyId: KeyId }));

/** The recorded call on a key that was just made, after the step; placeholders are its id and the messages. */
const asked =
  (spec: kms.CreateKeyCommandInput, ...steps: readonly Step[]): Situation =>
  async (scene, { action, input }) => {
    const { client, key } = await made(scene, spec, steps);
    const names = { key: `${key.KeyId}`, 'hmac key': `${key.KeyId}`, alias: ALIAS.slice(6) };
    return answerOf(client.send(commandOf(action, withMessage(scene.filled(input, names)))));
  };

async function made(scene: Scene, spec: kms.CreateKeyCommandInput, steps: readonly Step[] = []) {
  const client = new kms.KMSClient(scene.as());
  const { KeyMetadata: key } = await client.send(new kms.CreateKeyCommand(spec));
  if (key === undefined) throw new Error('no key was made');
  for (const step of steps) await step(client, key, scene);
  return { client, key };
}

/** The recorded message is only told by its length. */
function withMessage({ Message, ...input }: Readonly<Record<string, unknown>>): object {
  if (Message === undefined) return input;
  const length = Number(/\d[\d,]*/.exec(String(Message))?.[0]?.replace(',', '') ?? 8);
  return { ...input, Message: Buffer.alloc(length, 'm') };
}

function commandOf(action: string, input: object): kms.DescribeKeyCommand {
  const Command = Reflect.get(kms, `${action}Command`);
  return new Command(input);
}

const HMAC = { KeySpec: 'HMAC_256', KeyUsage: 'GENERATE_VERIFY_MAC' } as const;

/** Of 4,096 bytes a MAC is made; of one more it is not, whatever the recorded answer says of the 4,096. */
const longestMessage: Situation = async (scene, { input }) => {
  const { client, key } = await made(scene, HMAC);
  const filled = withMessage(scene.filled(input, { 'hmac key': `${key.KeyId}` }));
  const more = { ...filled, Message: Buffer.alloc(4097) };
  const { code } = await answerOf(client.send(commandOf('GenerateMac', more)));
  if (code === undefined) return { ok: '4,097 bytes were taken' };
  const { ok, ...refused } = await answerOf(client.send(commandOf('GenerateMac', filled)));
  if (ok === undefined) return refused;
  const { Mac, ...rest } = ok as { readonly Mac: Uint8Array };
  return { ok: { ...rest, mac_bytes: Mac.length } };
};

/** The next rotation in days from when it was enabled, as the record has it. */
const rotating: Situation = async (scene) => {
  const { KeyId } = (await made(scene, {})).key;
  const { world } = scene.sandbox;
  /** Signs by the world's clock, so many days after the scene began. */
  const after = (days: number) => {
    world.clock.advance(days * DAY - world.clock.elapsedMs());
    return new kms.KMSClient({ ...scene.as(), systemClockOffset: days * DAY });
  };
  await after(10).send(new kms.EnableKeyRotationCommand({ KeyId, RotationPeriodInDays: 90 }));
  const enabledAt = world.now().getTime();
  const status = await after(30).send(new kms.GetKeyRotationStatusCommand({ KeyId }));
  const days = ((status.NextRotationDate?.getTime() ?? 0) - enabledAt) / DAY;
  const NextRotationDate = `{${Math.round(days)} days after it was enabled}`;
  return { ok: { ...status, NextRotationDate } };
};

const unmade: Situation = ({ as }, { input }): Promise<Answer> =>
  answerOf(new kms.KMSClient(as()).send(new kms.CreateKeyCommand(input)));

export const keys: Situations = {
  d1a085: unmade,
  '347c2b': asked(HMAC),
  bf3024: longestMessage,
  '28e48d': asked(HMAC),
  '4d20d7': asked(HMAC, disabled),
  '3dfe33': asked(HMAC, disabled),
  d51716: asked(HMAC, pendingDeletion),
  '55784d': described(HMAC),
  ac38f6: described({}),
  cd6ae3: asked({}),
  c98ac4: asked({}),
  '7cd755': rotating,
  '6bfe72': asked({}, aliased),
  '77c5b8': asked({}, aliased),
  f60ed7: asked({}, aliased),
};

/** The answer's `KeyMetadata`. */
function described(spec: kms.CreateKeyCommandInput): Situation {
  return async (scene) => {
    const { client, key } = await made(scene, spec);
    const { KeyId } = key;
    const { KeyMetadata } = await client.send(new kms.DescribeKeyCommand({ KeyId }));
    const { CurrentKeyMaterialId: material } = KeyMetadata ?? {};
    const CurrentKeyMaterialId = material?.replace(/^[0-9a-f]{64}$/, '{64 hex}');
    return { ok: { ...KeyMetadata, CurrentKeyMaterialId } };
  };
}
