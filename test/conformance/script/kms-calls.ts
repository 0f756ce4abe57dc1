import {
  CancelKeyDeletionCommand,
  CreateAliasCommand,
  CreateKeyCommand,
  DescribeKeyCommand,
  DisableKeyCommand,
  EnableKeyCommand,
  GetKeyPolicyCommand,
  type KeyMetadata,
  ListAliasesCommand,
  PutKeyPolicyCommand,
  ScheduleKeyDeletionCommand,
} from '@aws-sdk/client-kms';
import { type Answered, as, type Call, type Step } from './call';
import type { Clients, Place } from './place';

const PolicyName = 'default';
const NO_KEY = '00000000-0000-4000-8000-000000000000';

const policyOf = ({ member }: Place) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'Owner',
        Effect: 'Allow',
        Principal: { AWS: `arn:aws:iam::${member.id}:root` },
        Action: 'kms:*',
        Resource: '*',
      },
    ],
  });

type Asked = { readonly KeyId: string | undefined; readonly place: Place };
type Ask = (kms: Clients['kms'], asked: Asked) => Promise<object>;
const step = (title: string, ask: Ask): Step => ({
  title,
  make: ({ kms }, place, answered) => ask(kms, { KeyId: created(answered), place }),
});

const created = (answered: Answered): string | undefined =>
  (answered('CreateKey').KeyMetadata as KeyMetadata | undefined)?.KeyId;

export const kmsCalls: readonly Call[] = as(
  'member',
  step('CreateKey', (on, { place }) =>
    on.send(new CreateKeyCommand({ Description: 'conformance', Policy: policyOf(place) })),
  ),
  step('DescribeKey', (on, { KeyId }) => on.send(new DescribeKeyCommand({ KeyId }))),
  step('DisableKey', (on, { KeyId }) => on.send(new DisableKeyCommand({ KeyId }))),
  step('DescribeKey once it is disabled', (on, { KeyId }) =>
    on.send(new DescribeKeyCommand({ KeyId })),
  ),
  step('EnableKey', (on, { KeyId }) => on.send(new EnableKeyCommand({ KeyId }))),
  step('ScheduleKeyDeletion in six days', (on, { KeyId }) =>
    on.send(new ScheduleKeyDeletionCommand({ KeyId, PendingWindowInDays: 6 })),
  ),
  step('ScheduleKeyDeletion', (on, { KeyId }) =>
    on.send(new ScheduleKeyDeletionCommand({ KeyId, PendingWindowInDays: 7 })),
  ),
  step('EnableKey of a key that is pending deletion', (on, { KeyId }) =>
    on.send(new EnableKeyCommand({ KeyId })),
  ),
  step('CancelKeyDeletion', (on, { KeyId }) => on.send(new CancelKeyDeletionCommand({ KeyId }))),
  step('DescribeKey once its deletion is cancelled', (on, { KeyId }) =>
    on.send(new DescribeKeyCommand({ KeyId })),
  ),
  step('CancelKeyDeletion of a key that is not pending it', (on, { KeyId }) =>
    on.send(new CancelKeyDeletionCommand({ KeyId })),
  ),
  step('GetKeyPolicy', (on, { KeyId }) => on.send(new GetKeyPolicyCommand({ KeyId, PolicyName }))),
  step('GetKeyPolicy without the name that every policy has', (on, { KeyId }) =>
    on.send(new GetKeyPolicyCommand({ KeyId })),
  ),
  step('PutKeyPolicy', (on, { KeyId, place }) =>
    on.send(new PutKeyPolicyCommand({ KeyId, PolicyName, Policy: policyOf(place) })),
  ),
  step('PutKeyPolicy that is no JSON', (on, { KeyId }) =>
    on.send(new PutKeyPolicyCommand({ KeyId, PolicyName, Policy: 'no policy' })),
  ),
  step('DescribeKey of a key that does not exist', (on) =>
    on.send(new DescribeKeyCommand({ KeyId: NO_KEY })),
  ),
  step('CreateAlias', (on, { KeyId }) =>
    on.send(new CreateAliasCommand({ AliasName: 'alias/conformance', TargetKeyId: KeyId })),
  ),
  step('CreateAlias with a taken name', (on, { KeyId }) =>
    on.send(new CreateAliasCommand({ AliasName: 'alias/conformance', TargetKeyId: KeyId })),
  ),
  step('ListAliases', (on, { KeyId }) => on.send(new ListAliasesCommand({ KeyId }))),
);
